using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>How the newest run ended that should have brought a chain a restore point.</summary>
/// <param name="Slot">The slot of the run.</param>
/// <param name="Cause">Why it brought none; none if it brought one.</param>
/// <param name="Reason">The reason in words.</param>
/// <param name="IsWaived">Whether nothing more is expected, because AWS cannot make what the policy asks for.</param>
public sealed record RunOutcome(DateTimeOffset Slot, FreezeCause? Cause, string? Reason, bool IsWaived = false);

/// <summary>What decides whether a chain is frozen.</summary>
public sealed record FreezeEvidence
{
    /// <summary>The policy that owns the file system; none if no policy does.</summary>
    public Policy? Policy { get; init; }

    public FileSystem? FileSystem { get; init; }

    /// <summary>The moment of the chain's newest restore point; none if it has none.</summary>
    public DateTimeOffset? NewestMoment { get; init; }

    /// <summary>When that point was there, complete.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>The newest run; none if there was none.</summary>
    public RunOutcome? Run { get; init; }

    /// <summary>The newest slot of the policy that no run served; none if there is none.</summary>
    public DateTimeOffset? Missed { get; init; }

    /// <summary>When somebody last said that the chain need not wait.</summary>
    public DateTimeOffset? ThawedAt { get; init; }
}

/// <summary>Says whether retention has to wait for a chain's next restore point.</summary>
public static class FreezeRule
{
    /// <summary>Whether a chain is frozen.</summary>
    /// <param name="key">The chain.</param>
    /// <param name="seen">What is known of it.</param>
    /// <param name="now">The instant.</param>
    /// <returns>None if nothing is expected of the chain, if it has what is
    /// expected, or if somebody has said that it need not wait.</returns>
    public static Freeze? Of(ChainKey key, FreezeEvidence seen, DateTimeOffset now)
    {
        if (seen.Policy is not { Enabled: true } policy || seen.FileSystem is not { } fileSystem || !Expects(policy, fileSystem, key)
            || (seen.ThawedAt is { } thawed && !(thawed < seen.NewestAt)))
        {
            return null;
        }

        if (seen.Run is { } run && IsAfter(run.Slot, seen.NewestMoment) && (run.IsWaived || run.Cause is not null))
        {
            return OfRun(run);
        }

        var good = LastGood(seen, now);
        return seen.Missed is { } missed && IsAfter(missed, good) && IsExpected(policy, key.Kind, missed)
            ? new Freeze(FreezeCause.Missed, missed)
            : good is { } last && NextOf(policy, key.Kind, last) is { } next ? OfNext(policy, next, now)
            : null;
    }

    // A good run served its slot, whatever has become of its restore point since: what comes after it is awaited. A slot in the future
    // comes from a wrong clock, and serves nothing.
    private static DateTimeOffset? LastGood(FreezeEvidence seen, DateTimeOffset now) =>
        seen.Run is { Cause: null } run && run.Slot <= now && IsAfter(run.Slot, seen.NewestMoment) ? run.Slot : seen.NewestMoment;

    /// <summary>Whether a policy goes on making restore points of a chain.</summary>
    public static bool Expects(Policy policy, FileSystem fileSystem, ChainKey key)
    {
        var partition = Arn.Parse(fileSystem.Arn).Partition;
        if (fileSystem.Id != key.FileSystemId || !policy.Covers(fileSystem) || policy.Schedule.Flags == GfsFlags.None)
        {
            return false;
        }

        var (region, vault) = key.Kind switch
        {
            RestorePointKind.Backup => (fileSystem.Region, policy.Document.Vaults.GetValueOrDefault(fileSystem.Region)),
            RestorePointKind.Copy when policy.Schedule.MakesCopies && policy.CopyTargetOf(fileSystem.Region) is { } target =>
                (target.Region, target.Vault),
            _ => (null, null),
        };
        return region is not null && vault is not null
            && Arn.Vault(partition, region, fileSystem.AwsAccount, vault).ToString() == key.VaultArn;
    }

    private static Freeze? OfRun(RunOutcome run) => run switch
    {
        { Cause: FreezeCause.Failed, Reason: { } reason } when BackupQuota.IsFull(reason) =>
            new Freeze(FreezeCause.Quota, run.Slot, reason),
        { Cause: { } cause } => new Freeze(cause, run.Slot, run.Reason),
        _ => null,
    };

    // What came to nothing counts until something later is good.
    private static bool IsAfter(DateTimeOffset slot, DateTimeOffset? good) => !(slot <= good);

    private static bool IsExpected(Policy policy, RestorePointKind kind, DateTimeOffset slot) => kind == RestorePointKind.Backup
        || Occurrences.Between(policy.Schedule, policy.Zone, slot.AddTicks(-1), slot).Any(run => run.CopyFlags != GfsFlags.None);

    // A slot of before the policy was made, or switched on, has no run that could still bring something.
    private static Freeze? OfNext(Policy policy, Freshness next, DateTimeOffset now) =>
        next.LateFrom <= now ? new Freeze(FreezeCause.Late, next.LateFrom)
        : next.DueAt <= now && policy.Schedule.Flags.Each().Any(flag => policy.SinceOf(flag) < next.DueAt)
        ? new Freeze(FreezeCause.Due, next.DueAt)
        : null;

    private static Freshness? NextOf(Policy policy, RestorePointKind kind, DateTimeOffset newest) =>
        kind == RestorePointKind.Copy ? Freshness.OfCopies(policy, newest) : Freshness.OfBackups(policy, newest);
}
