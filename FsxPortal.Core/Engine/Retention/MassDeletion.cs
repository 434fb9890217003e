using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Weighs what a sync has found to be over against the whole fleet.</summary>
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
        return found.Where(point => point.PolicyId is not null).GroupBy(point => point.PolicyId!.Value)
            .ToDictionary(made => made.Key, made =>
            made.Count(isOver) > fleet * UnaskedShare ? ApprovalNeed.OfEach
            : Chain.Of(made).Any(chain => RetentionPlanner.AreMany(chain.Points.Count(isOver), chain.Points.Count)) ? ApprovalNeed.OfMany
            : ApprovalNeed.None);
    }

    private static Task<long> FleetAsync(PortalDb db, CancellationToken cancel) =>
        db.Protection.SumAsync(row => (long)row.RestorePoints, cancel);
}
