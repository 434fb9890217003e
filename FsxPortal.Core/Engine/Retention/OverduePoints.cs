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
public sealed class OverduePoints(PortalDb db, Guid policyId)
{
    /// <summary>Every point that may be over at an instant, by its own rules or by those of its policy; some of them may not be.</summary>
    /// <param name="rules">The policy's rules for backups and for copies; none where it asks for nothing.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<OverduePoint>> ReadAsync(IReadOnlyDictionary<RestorePointKind, RetentionRules> rules, DateTimeOffset at, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, OverduePoint>();
        await AddAsync(Of(policyId).Where(point => point.EndsAt == null || point.EndsAt <= at));
        foreach (var (kind, wanted) in rules)
        {
            foreach (var threshold in Thresholds.Of(wanted, at))
            {
                var (flags, before) = (threshold.Flags, threshold.Before);
                await AddAsync(Of(policyId).Where(point => point.Kind == kind && flags.Contains(point.Flags)
                    && (point.Slot < before || (point.Slot == null && point.CreatedAt < before))));
            }
        }

        return [.. found.Values];

        async Task AddAsync(IQueryable<RestorePoint> points)
        {
            await foreach (var overdue in WithNewest(points, at).AsAsyncEnumerable().WithCancellation(cancel))
            {
                found.TryAdd(overdue.Point.Id, overdue);
            }
        }
    }

    /// <summary>The points that retention judges.</summary>
    public static IQueryable<RestorePoint> Judged(PortalDb db) => db.RestorePoints.AsNoTracking().Where(point =>
        point.Kind != RestorePointKind.Manual && (point.State == RestorePointState.Available || point.State == RestorePointState.DeleteFailed));

    private IQueryable<RestorePoint> Of(Guid policy) => Judged(db).Where(point => point.PolicyId == policy);

    // One step back from the end of each chain's index; asked whether any newer point exists, PostgreSQL would look at all of them.
    private IQueryable<OverduePoint> WithNewest(IQueryable<RestorePoint> points, DateTimeOffset at) => points.Select(point => new OverduePoint(
        point,
        db.RestorePoints.Where(other => other.FileSystemId == point.FileSystemId && other.Kind == point.Kind && other.VaultArn == point.VaultArn
                && other.State == RestorePointState.Available && (other.Slot ?? other.CreatedAt) <= at)
            .OrderByDescending(other => other.CreatedAt).Select(other => (DateTimeOffset?)(other.Slot ?? other.CreatedAt)).FirstOrDefault()));
}
