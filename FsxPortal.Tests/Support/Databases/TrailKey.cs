using FsxPortal.Core.Domain.Auditing;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>The key that seals the audit trails of tests.</summary>
public static class TrailKey
{
    public const string Text = "a key that is long enough, for tests alone";

    /// <summary>The key, as a portal is told it.</summary>
    public const string Setting = $"--Audit:Key={Text}";

    public static AuditKeys Keys { get; } = new(Text);
}
