using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>Decides which restore points of one chain are kept, and says why.</summary>
/// <remarks>The engine deletes what the plan does not keep and nothing else; pages show the same reasons.</remarks>
public static class RetentionPlanner
{
    // Up to this many points of a chain, or this share of it, go after an edit without anybody being asked.
    private const int UnaskedDeletions = 5;
    private const double UnaskedShare = 0.1;

    /// <summary>Judges every available restore point of <paramref name="chain"/> as of <paramref name="now"/>.</summary>
    /// <remarks>Manual points, and points that are missing or being deleted already, are not judged.</remarks>
    /// <returns>One verdict for each judged point, oldest first.</returns>
    public static IReadOnlyList<Verdict> Plan(Chain chain, Circumstances circumstances, DateTimeOffset now)
    {
        RestorePoint[] judged = [.. chain.Points.Where(point =>
            point is { State: RestorePointState.Available or RestorePointState.DeleteFailed, Kind: not RestorePointKind.Manual })];

        // A point dated in the future comes from a wrong clock, one whose deletion failed may be half gone: neither lets an older one go.
        var newest = judged.Where(point => point.State == RestorePointState.Available && point.Moment <= now).MaxBy(point => (point.Moment, point.CreatedAt));
        Verdict[] verdicts = [.. judged.Select(point => Judge(point, point == newest, circumstances, now))];
        return circumstances.Governing is { AwaitsApproval: true } ? AwaitApproval(verdicts) : verdicts;
    }

    // What time alone ends needs nobody's approval, and a few points neither.
    private static IReadOnlyList<Verdict> AwaitApproval(Verdict[] verdicts)
    {
        var unforeseen = verdicts.Where(verdict => verdict is { IsKept: false, IsForeseen: false }).ToHashSet();
        return unforeseen.Count <= Math.Max(UnaskedDeletions, verdicts.Length * UnaskedShare)
            ? verdicts
            : [.. verdicts.Select(verdict => unforeseen.Contains(verdict) ? verdict with { Reasons = [new KeepReason(KeepKind.ApprovalPending)] } : verdict)];
    }

    private static Verdict Judge(RestorePoint point, bool isNewest, Circumstances circumstances, DateTimeOffset now)
    {
        var rules = GoverningRules.For(point, circumstances.Governing);
        (GfsFlags Flag, DateTimeOffset? Until)[] ends = [.. rules?.EndsFor(point.Flags, point.Moment) ?? []];
        var reasons = ends.Where(end => end.Until is null || now < end.Until)
            .Select(end => new KeepReason(KeepKind.Flag, end.Flag, end.Until))
            .Concat(Others(point, isNewest, circumstances, now));

        // Without flags or rules nobody has said how long the point lives.
        if (ends.Length == 0)
        {
            reasons = reasons.Append(new KeepReason(KeepKind.NoRules));
        }

        return new Verdict(point, [.. reasons], [.. ends.Where(end => end.Until <= now).Select(end => new EndedFlag(end.Flag, end.Until!.Value))])
        {
            IsForeseen = rules == point.Rules || point.Rules?.EndsFor(point.Flags, point.Moment).All(end => end.Until <= now) == true,
        };
    }

    private static IEnumerable<KeepReason> Others(RestorePoint point, bool isNewest, Circumstances circumstances, DateTimeOffset now)
    {
        if (point.Hold is { } hold && hold.IsOn(now))
        {
            yield return new KeepReason(KeepKind.Held, Until: hold.Until, Detail: $"by {hold.By}: {hold.Reason}");
        }

        if (circumstances.KeepNewest && isNewest)
        {
            yield return new KeepReason(KeepKind.Newest);
        }

        if (circumstances.InUse.Contains(point.Id))
        {
            yield return new KeepReason(KeepKind.InUse);
        }

        if (circumstances.CopyPending.Contains(point.Id))
        {
            yield return new KeepReason(KeepKind.CopyPending);
        }

        if (circumstances.FrozenBecause is { } because)
        {
            yield return new KeepReason(KeepKind.ChainFrozen, Detail: because);
        }
    }
}
