using FsxPortal.Core.Domain.Chains;

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
        var newest = NewestOf(chain, now);
        var judgement = new Judgement(circumstances, now);
        var verdicts = new List<Verdict>(chain.Points.Count);
        foreach (var point in chain.Points)
        {
            if (IsJudged(point))
            {
                verdicts.Add(judgement.Judge(point, point == newest));
            }
        }

        return verdicts;
    }

    /// <summary>The newest point of a chain, which stays where the policy says so; none if it has no good one.</summary>
    /// <remarks>A point dated in the future comes from a wrong clock, one whose deletion failed may be half gone, one that is expired or
    /// did not come out whole protects nothing: none of them lets an older one go.</remarks>
    public static RestorePoint? NewestOf(Chain chain, DateTimeOffset now)
    {
        RestorePoint? newest = null;
        foreach (var point in chain.Points)
        {
            if (point.State == RestorePointState.Available && IsJudged(point) && point.Moment <= now
                && (newest is null || IsNewer(point, newest)))
            {
                newest = point;
            }
        }

        return newest;
    }

    private static bool IsJudged(RestorePoint point) =>
        point.Kind != RestorePointKind.Manual && RestorePoint.Judged.Contains(point.State);

    private static bool IsNewer(RestorePoint point, RestorePoint other) =>
        point.Moment > other.Moment || (point.Moment == other.Moment && point.CreatedAt > other.CreatedAt);
}
