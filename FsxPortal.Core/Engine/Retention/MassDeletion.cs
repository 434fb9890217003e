using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Weighs deletions that time alone does not explain against the whole fleet.</summary>
public static class MassDeletion
{
    // Up to this share of all restore points go without anybody being asked, if they are few in each chain.
    private const double UnaskedShare = 0.02;

    /// <summary>Which deletions somebody has to approve when a sync has found points whose time is over.</summary>
    /// <param name="db">The database, in which the points are not saved yet.</param>
    /// <param name="found">All points that it found.</param>
    /// <param name="isOver">Whether the time of a point is over.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What each policy that made such points has to ask for.</returns>
    public static async Task<IReadOnlyDictionary<Guid, ApprovalNeed>> WeighAsync(
        PortalDb db, IReadOnlyList<RestorePoint> found, Func<RestorePoint, bool> isOver, CancellationToken cancel)
    {
        var fleet = found.Count + await FleetAsync(db, cancel);
        return found.Where(point => point.PolicyId is not null).GroupBy(point => point.PolicyId!.Value).ToDictionary(made => made.Key, made =>
            made.Count(isOver) > fleet * UnaskedShare ? ApprovalNeed.OfEach
            : Chain.Of(made).Any(chain => RetentionPlanner.AreMany(chain.Points.Count(isOver), chain.Points.Count)) ? ApprovalNeed.OfMany
            : ApprovalNeed.None);
    }

    /// <summary>Which deletions somebody has to approve after an edit that nobody has looked at.</summary>
    /// <param name="db">The database, in which the edit is not saved yet.</param>
    /// <param name="edited">The policy with its edit.</param>
    /// <param name="at">When the next retention pass runs.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ApprovalNeed> WeighAsync(PortalDb db, Policy edited, DateTimeOffset at, CancellationToken cancel)
    {
        var saved = await db.Policies.AsNoTracking().ToListAsync(cancel);
        var overdue = new OverduePoints(db, edited.Id, at);
        var before = (await new DeletionForecast(db, overdue, saved).ReadAsync(cancel)).Select(deletion => deletion.RestorePointId).ToHashSet();
        var after = await new DeletionForecast(db, overdue, [.. saved.Where(policy => policy.Id != edited.Id), edited]).ReadAsync(cancel);
        var unforeseen = after.Count(deletion => !before.Contains(deletion.RestorePointId));
        return unforeseen > await FleetAsync(db, cancel) * UnaskedShare ? ApprovalNeed.OfEach : ApprovalNeed.None;
    }

    private static Task<long> FleetAsync(PortalDb db, CancellationToken cancel) => db.Protection.SumAsync(row => (long)row.RestorePoints, cancel);
}
