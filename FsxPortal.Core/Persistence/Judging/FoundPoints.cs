using FsxPortal.Core.Domain.Chains;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Judging;

/// <summary>The restore points whose time was over when a sync found them: they go only with somebody's approval.</summary>
public static class FoundPoints
{
    private const int Chunk = 500;

    /// <summary>Those that a policy made.</summary>
    public static IQueryable<RestorePoint> Of(PortalDb db, Guid policyId) => All(db).Where(point => point.PolicyId == policyId);

    /// <summary>The policies that made any.</summary>
    public static async Task<IReadOnlySet<Guid>> PoliciesAsync(PortalDb db, CancellationToken cancel) =>
        (await All(db).Where(point => point.PolicyId != null).Select(point => point.PolicyId!.Value).Distinct().ToListAsync(cancel))
        .ToHashSet();

    /// <summary>Somebody has approved that some of them go; others that are named are left as they are.</summary>
    public static async Task ApproveAsync(PortalDb db, Guid policyId, IEnumerable<Guid> approved, CancellationToken cancel)
    {
        foreach (var chunk in approved.Order().Chunk(Chunk))
        {
            await Of(db, policyId).Where(point => chunk.Contains(point.Id))
                .ExecuteUpdateAsync(change => change.SetProperty(point => point.AwaitsApproval, false), cancel);
        }
    }

    private static IQueryable<RestorePoint> All(PortalDb db) => db.RestorePoints.Where(point => point.AwaitsApproval
        && RestorePoint.Judged.Contains(point.State));
}
