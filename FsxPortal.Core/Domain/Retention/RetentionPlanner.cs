using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>Decides which restore points of one chain are kept, and says why.</summary>
/// <remarks>The engine deletes what the plan does not keep and nothing else; pages show the same reasons.</remarks>
public static class RetentionPlanner
{
    /// <summary>Judges every available restore point of <paramref name="chain"/> as of <paramref name="now"/>.</summary>
    /// <remarks>Manual points, and points that are missing or being deleted already, are not judged.</remarks>
    /// <returns>One verdict for each judged point, oldest first.</returns>
    public static IReadOnlyList<Verdict> Plan(Chain chain, Circumstances circumstances, DateTimeOffset now)
    {
        RestorePoint[] judged = [.. chain.Points.Where(point =>
            point is { State: RestorePointState.Available or RestorePointState.DeleteFailed, Kind: not RestorePointKind.Manual })];

        // A point dated in the future comes from a wrong clock, one whose deletion failed may be half gone: neither lets an older one go.
        var newest = judged.Where(point => point.State == RestorePointState.Available && point.Moment <= now).MaxBy(point => (point.Moment, point.CreatedAt));
        return [.. judged.Select(point => Judge(point, point == newest, circumstances, now))];
    }

    private static Verdict Judge(RestorePoint point, bool isNewest, Circumstances circumstances, DateTimeOffset now)
    {
        (GfsFlags Flag, DateTimeOffset? Until)[] ends = [.. point.Rules?.EndsFor(point.Flags, point.Moment) ?? []];
        var reasons = ends.Where(end => end.Until is null || now < end.Until)
            .Select(end => new KeepReason(KeepKind.Flag, end.Flag, end.Until))
            .Concat(Others(point, isNewest, circumstances));

        // Without flags or rules nobody has said how long the point lives.
        if (ends.Length == 0)
        {
            reasons = reasons.Append(new KeepReason(KeepKind.NoRules));
        }

        return new Verdict(point, [.. reasons], [.. ends.Where(end => end.Until <= now).Select(end => new EndedFlag(end.Flag, end.Until!.Value))]);
    }

    private static IEnumerable<KeepReason> Others(RestorePoint point, bool isNewest, Circumstances circumstances)
    {
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
