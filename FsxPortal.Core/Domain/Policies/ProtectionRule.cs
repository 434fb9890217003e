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

/// <summary>Why the newest backup of a file system failed, and when.</summary>
public sealed record BackupFailure(string Reason, DateTimeOffset At);

/// <summary>What is known of a file system's backups when its protection is judged.</summary>
public sealed record ProtectionEvidence
{
    /// <summary>The policy that owns the file system; none if no policy covers it.</summary>
    public Policy? Owner { get; init; }

    /// <summary>When the newest good backup was made.</summary>
    public DateTimeOffset? LastBackupAt { get; init; }

    /// <summary>Whether AWS keeps backups of it, good or not.</summary>
    public bool HasBackups { get; init; }

    public DateTimeOffset? LastCopyAt { get; init; }

    /// <summary>The failure of the newest backup; none if it did not fail.</summary>
    public BackupFailure? LastFailure { get; init; }

    /// <summary>The slot of the owner's newest run, if that run was missed.</summary>
    public DateTimeOffset? MissedSlot { get; init; }
}

/// <summary>How well a file system is protected, and from when on it is worse.</summary>
/// <param name="State">Unsupported, unprotected, or protected by a policy for as
/// long as <paramref name="AtRiskFrom"/> has not come.</param>
/// <param name="AtRiskFrom">From when on it is at risk, in the past if it is now; none if time alone does not put it at risk.</param>
/// <param name="Reason">Why it is not protected, or will not be from then on.</param>
public sealed record ProtectionVerdict(ProtectionState State, DateTimeOffset? AtRiskFrom, string? Reason)
{
    /// <summary>The state at a moment.</summary>
    public ProtectionState StateAt(DateTimeOffset now) =>
        State == ProtectionState.Protected && AtRiskFrom <= now ? ProtectionState.AtRisk : State;

    /// <summary>Why it is no better at a moment; none where it is protected.</summary>
    public string? ReasonAt(DateTimeOffset now) => StateAt(now) == ProtectionState.Protected ? null : Reason;
}

/// <summary>Judges the protection of a file system.</summary>
/// <remarks>
/// Pure, and without a clock: the verdict says when it will change by itself, so that it is kept with the file system and only judged
/// again when something has happened. Lists, the overview and the details of a file system all show this one verdict.
/// </remarks>
public static class ProtectionRule
{
    /// <summary>What is wrong with the protection, or will be first.</summary>
    public static ProtectionVerdict Judge(FileSystem fileSystem, ProtectionEvidence evidence)
    {
        if (Capabilities.BackupRefusal(fileSystem.Facts) is { } refusal)
        {
            return new(ProtectionState.Unsupported, null, refusal);
        }

        if (fileSystem.GoneAt is not null)
        {
            return new(ProtectionState.Unprotected, null, "AWS no longer lists it. Its restore points stay.");
        }

        if (evidence.Owner is not { } owner)
        {
            return new(ProtectionState.Unprotected, null, "No policy covers it.");
        }

        if (!owner.Enabled)
        {
            return new(ProtectionState.Unprotected, null, $"Its policy '{owner.Name}' is disabled.");
        }

        var (from, reason) = Risk(owner, evidence) ?? Later(fileSystem, owner, evidence) ?? (null, null);
        return new(ProtectionState.Protected, from, reason);
    }

    private static (DateTimeOffset? From, string? Reason)? Risk(Policy owner, ProtectionEvidence evidence) => evidence switch
    {
        { LastFailure: { } failure } => (failure.At, $"The last backup failed: {failure.Reason}"),
        { LastBackupAt: null, HasBackups: false, MissedSlot: { } missed } =>
            (missed, $"The run of {Moments.Text(missed)} was missed, and there is no backup yet."),
        { LastBackupAt: null, HasBackups: true } => (owner.CreatedAt, "AWS has restore points of it, but calls none of them good."),
        { LastBackupAt: null } => (owner.CreatedAt, "There is no backup yet."),
        { MissedSlot: { } missed } when evidence.LastBackupAt < missed => (missed, $"The run of {Moments.Text(missed)} was missed."),
        _ => null,
    };

    // Backups and copies grow old side by side: what is late first counts.
    private static (DateTimeOffset? From, string? Reason)? Later(FileSystem fileSystem, Policy owner, ProtectionEvidence evidence)
    {
        var (backup, copy) = (BackupRisk(owner, evidence.LastBackupAt!.Value), CopyRisk(fileSystem, owner, evidence.LastCopyAt));
        return copy is null || backup?.From <= copy.Value.From ? backup : copy;
    }

    private static (DateTimeOffset? From, string? Reason)? BackupRisk(Policy owner, DateTimeOffset last) =>
        Freshness.OfBackups(owner, last) is { } fresh
            ? (fresh.LateFrom, $"The last backup is of {Moments.Text(last)}, older than the run due at {Moments.Text(fresh.DueAt)}.")
            : null;

    private static (DateTimeOffset? From, string? Reason)? CopyRisk(FileSystem fileSystem, Policy owner, DateTimeOffset? last)
    {
        if (owner.CopyTargetOf(fileSystem.Region) is null || Capabilities.CopyRefusal(fileSystem.Facts) is not null)
        {
            return null;
        }

        // A policy could not have copied before it was there.
        return Freshness.OfCopies(owner, last ?? owner.CreatedAt.AddTicks(-1)) is not { } fresh ? null
            : (fresh.LateFrom, last is null ? "There is no copy yet."
                : $"The last copy is of {Moments.Text(last.Value)}, older than the run due at {Moments.Text(fresh.DueAt)}.");
    }
}
