using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>A point whose flags may all be over, and the moment of the point that its chain got last.</summary>
public sealed record OverduePoint(RestorePoint Point, DateTimeOffset? Newest)
{
    /// <summary>Whether its chain is known to have a newer one.</summary>
    public bool HasNewer => Newest > Point.Moment;
}

/// <summary>Finds the few points of a policy that a retention pass may delete, without reading the many that it keeps.</summary>
public sealed class OverduePoints(PortalDb db, Guid policyId, DateTimeOffset at)
{
    private IReadOnlyList<OverduePoint>? _byOwnRules;

    /// <summary>The policy that made the points.</summary>
    public Guid PolicyId => policyId;

    /// <summary>The instant at which they are over.</summary>
    public DateTimeOffset At => at;

    /// <summary>Every point that may be over, by its own rules or by what was approved since; some of them may not be.</summary>
    /// <param name="cuts">What would be approved besides what is; what own rules say is read once for all of them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<OverduePoint>> ReadAsync(IReadOnlyList<ApprovedCut> cuts, CancellationToken cancel)
    {
        // Whatever edits have promised, a point lasts at least as long as its own rules say, unless somebody has approved otherwise.
        _byOwnRules ??= await WithNewest(Made().Where(point => point.EndsAt == null || point.EndsAt <= at)).ToListAsync(cancel);
        var found = new List<OverduePoint>(_byOwnRules);
        foreach (var cut in (await ApprovedAsync(cancel)).Concat(cuts).Distinct())
        {
            foreach (var threshold in Thresholds.Of(cut.Spoken, at))
            {
                var (flags, before) = (threshold.Flags, threshold.Before);
                found.AddRange(
                    await WithNewest(Made().Where(point => point.Kind == cut.Kind && flags.Contains(point.Flags) && point.EndsAt > at
                    && (point.Slot < before || (point.Slot == null && point.CreatedAt < before)))).ToListAsync(cancel));
            }
        }

        return [.. found.DistinctBy(overdue => overdue.Point.Id)];
    }

    /// <summary>The points that retention judges.</summary>
    public static IQueryable<RestorePoint> Judged(PortalDb db) => db.RestorePoints.AsNoTracking().Where(point =>
        point.Kind != RestorePointKind.Manual && RestorePoint.Judged.Contains(point.State));

    private async Task<IEnumerable<ApprovedCut>> ApprovedAsync(CancellationToken cancel) =>
        (await db.Promises.Where(promise => promise.PolicyId == policyId && promise.Cuts != GfsFlags.None)
            .Select(promise => new { promise.Kind, promise.Rules, promise.Cuts }).Distinct().ToListAsync(cancel))
        .Select(promise => new ApprovedCut(promise.Kind, promise.Rules, promise.Cuts));

    private IQueryable<RestorePoint> Made() => Judged(db).Where(point => point.PolicyId == policyId);

    // One step back from the end of each chain's index; asked whether any newer point exists, PostgreSQL would look at all of them.
    private IQueryable<OverduePoint> WithNewest(IQueryable<RestorePoint> points) => points.Select(point => new OverduePoint(
        point,
        db.RestorePoints.Where(other =>
            other.FileSystemId == point.FileSystemId && other.Kind == point.Kind && other.VaultArn == point.VaultArn
                && other.State == RestorePointState.Available && (other.Slot ?? other.CreatedAt) <= at)
            .OrderByDescending(other => other.CreatedAt).Select(other => (DateTimeOffset?)(other.Slot ?? other.CreatedAt))
            .FirstOrDefault()));
}

/// <summary>Flags of a kind of points that end sooner than these were made with.</summary>
/// <param name="Kind">Backups or copies.</param>
/// <param name="Rules">When they end.</param>
/// <param name="Flags">Which of them.</param>
public sealed record ApprovedCut(RestorePointKind Kind, RetentionRules Rules, GfsFlags Flags)
{
    /// <summary>The rules of these flags alone.</summary>
    public RetentionRules Spoken => Rules with { Periods = Rules.Periods.Where(pair => Flags.HasFlag(pair.Key)).ToDictionary() };
}
