using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>A point whose flags may all be over, and the moment of the point that its chain got last.</summary>
public sealed record OverduePoint(RestorePoint Point, DateTimeOffset? Newest)
{
    /// <summary>Whether its chain is known to have a newer one.</summary>
    public bool HasNewer => Newest > Point.Moment;
}

/// <summary>Finds the few points of a policy that a retention pass may delete, without reading the many that it keeps.</summary>
public sealed class OverduePoints(PortalDb db, Guid policyId, DateTimeOffset at)
{
    // Flags of which the policy no longer speaks last as they did, but on the calendar of its time zone: at the end of a month that makes days.
    private static readonly TimeSpan Drift = TimeSpan.FromDays(5);

    private IReadOnlyList<OverduePoint>? _byOwnRules;

    /// <summary>The policy that made the points.</summary>
    public Guid PolicyId => policyId;

    /// <summary>The instant at which they are over.</summary>
    public DateTimeOffset At => at;

    /// <summary>Every point that may be over, by its own rules or by those of its policy; some of them may not be.</summary>
    /// <param name="rules">The policy's rules for backups and for copies; none where it asks for nothing. What own rules say is read once for all of them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<OverduePoint>> ReadAsync(IReadOnlyDictionary<RestorePointKind, RetentionRules> rules, CancellationToken cancel)
    {
        _byOwnRules ??= await WithNewest(Made().Where(point => point.EndsAt == null || point.EndsAt <= at)).ToListAsync(cancel);
        var found = new List<OverduePoint>(_byOwnRules);
        foreach (var (kind, wanted) in rules)
        {
            var thresholds = Thresholds.Of(wanted, at);
            var spoken = thresholds.SelectMany(threshold => threshold.Flags).ToList();
            found.AddRange(await WithNewest(Made().Where(point => point.Kind == kind && !spoken.Contains(point.Flags)
                && point.EndsAt > at && point.EndsAt <= at + Drift)).ToListAsync(cancel));
            foreach (var threshold in thresholds)
            {
                var (flags, before) = (threshold.Flags, threshold.Before);
                found.AddRange(await WithNewest(Made().Where(point => point.Kind == kind && flags.Contains(point.Flags) && point.EndsAt > at
                    && (point.Slot < before || (point.Slot == null && point.CreatedAt < before)))).ToListAsync(cancel));
            }
        }

        return found;
    }

    /// <summary>The points that retention judges.</summary>
    public static IQueryable<RestorePoint> Judged(PortalDb db) => db.RestorePoints.AsNoTracking().Where(point =>
        point.Kind != RestorePointKind.Manual && (point.State == RestorePointState.Available || point.State == RestorePointState.DeleteFailed));

    private IQueryable<RestorePoint> Made() => Judged(db).Where(point => point.PolicyId == policyId);

    // One step back from the end of each chain's index; asked whether any newer point exists, PostgreSQL would look at all of them.
    private IQueryable<OverduePoint> WithNewest(IQueryable<RestorePoint> points) => points.Select(point => new OverduePoint(
        point,
        db.RestorePoints.Where(other => other.FileSystemId == point.FileSystemId && other.Kind == point.Kind && other.VaultArn == point.VaultArn
                && other.State == RestorePointState.Available && (other.Slot ?? other.CreatedAt) <= at)
            .OrderByDescending(other => other.CreatedAt).Select(other => (DateTimeOffset?)(other.Slot ?? other.CreatedAt)).FirstOrDefault()));
}
