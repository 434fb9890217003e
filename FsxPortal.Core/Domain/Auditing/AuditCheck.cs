using System.Text.Json;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>What the last look at the whole trail has found.</summary>
/// <param name="At">When it was looked at, in real time.</param>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Fault">What does not fit, the first of it; none if all fits.</param>
public sealed record AuditCheck(DateTimeOffset At, long Entries, string? Fault)
{
    /// <summary>Under which key the portal remembers it.</summary>
    public const string Key = "audit.check";

    /// <summary>Reads the text of <see cref="ToString"/>; none if nothing was looked at yet.</summary>
    public static AuditCheck? Read(string? text) =>
        text is null ? null : JsonSerializer.Deserialize<AuditCheck>(text, PolicyJson.Options);

    /// <inheritdoc/>
    public override string ToString() => AuditJson.Of(this);
}
