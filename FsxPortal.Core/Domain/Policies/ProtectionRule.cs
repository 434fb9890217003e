using System.Globalization;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>How well a file system is protected.</summary>
public enum ProtectionState
{
    Protected,
    AtRisk,
    Unprotected,
    Unsupported,
}

/// <summary>What is known of a file system's backups when its protection is judged.</summary>
public sealed record ProtectionEvidence
{
    /// <summary>The policy that owns the file system; none if no policy covers it.</summary>
    public Policy? Owner { get; init; }

    /// <summary>What the owner promises.</summary>
    public Freshness Freshness { get; init; } = new(null, null);

    public DateTimeOffset? LastBackupAt { get; init; }

    public DateTimeOffset? LastCopyAt { get; init; }

    /// <summary>Why the newest backup failed; none if it did not.</summary>
    public string? LastFailure { get; init; }

    /// <summary>The slot of the owner's newest run, if that run was missed.</summary>
    public DateTimeOffset? MissedSlot { get; init; }
}

/// <summary>How well a file system is protected, and why it is no better.</summary>
public sealed record ProtectionVerdict(ProtectionState State, string? Reason = null);

/// <summary>Judges the protection of a file system.</summary>
/// <remarks>Pure: lists, the overview and the details of a file system all show this one verdict.</remarks>
public static class ProtectionRule
{
    /// <summary>The first thing that is wrong with the protection; protected if nothing is.</summary>
    public static ProtectionVerdict Judge(FileSystem fileSystem, ProtectionEvidence evidence)
    {
        if (Capabilities.BackupRefusal(fileSystem.Facts) is { } refusal)
        {
            return new(ProtectionState.Unsupported, refusal);
        }

        if (fileSystem.GoneAt is not null)
        {
            return new(ProtectionState.Unprotected, "AWS no longer lists it. Its restore points stay.");
        }

        if (evidence.Owner is not { } owner)
        {
            return new(ProtectionState.Unprotected, "No policy covers it.");
        }

        if (!owner.Enabled)
        {
            return new(ProtectionState.Unprotected, $"Its policy '{owner.Name}' is disabled.");
        }

        return Risk(fileSystem, owner, evidence) is { } risk ? new(ProtectionState.AtRisk, risk) : new(ProtectionState.Protected);
    }

    private static string? Risk(FileSystem fileSystem, Policy owner, ProtectionEvidence evidence) => evidence switch
    {
        { LastFailure: { } failure } => $"The last backup failed: {failure}",
        { LastBackupAt: null, MissedSlot: { } missed } => $"The run of {Text(missed)} was missed, and there is no backup yet.",
        { LastBackupAt: null } => "There is no backup yet.",
        { MissedSlot: { } missed } when evidence.LastBackupAt < missed => $"The run of {Text(missed)} was missed.",
        { Freshness.BackupsSince: { } since } when evidence.LastBackupAt < since =>
            $"The last backup is of {Text(evidence.LastBackupAt)}, older than the run due at {Text(since)}.",
        _ => CopyRisk(fileSystem, owner, evidence),
    };

    private static string? CopyRisk(FileSystem fileSystem, Policy owner, ProtectionEvidence evidence)
    {
        if (evidence.Freshness.CopiesSince is not { } since
            || owner.CopyTargetOf(fileSystem.Region) is null
            || Capabilities.CopyRefusal(fileSystem.Facts) is not null)
        {
            return null;
        }

        return evidence.LastCopyAt switch
        {
            // A policy that is younger than the moment could not have copied then.
            null => owner.CreatedAt <= since ? "There is no copy yet." : null,
            { } last when last < since => $"The last copy is of {Text(last)}, older than the run due at {Text(since)}.",
            _ => null,
        };
    }

    private static string Text(DateTimeOffset? instant) =>
        string.Create(CultureInfo.InvariantCulture, $"{instant?.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
