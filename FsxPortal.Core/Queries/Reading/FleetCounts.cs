using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Reading;

/// <summary>How many file systems are how well protected; those that AWS no longer lists count with their restore points only.</summary>
internal sealed record FleetCounts(int Protected, int AtRisk, int Unprotected, int Unsupported, long RestorePoints, long Copies)
{
    /// <summary>Counts the fleet by its counted rows, in one statement.</summary>
    public static async Task<FleetCounts> ReadAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel) =>
        await Of(db.Protection, now).SingleOrDefaultAsync(cancel) ?? new FleetCounts(0, 0, 0, 0, 0, 0);

    /// <summary>The statement.</summary>
    public static IQueryable<FleetCounts> Of(IQueryable<ProtectionRecord> rows, DateTimeOffset now) =>
        rows.GroupBy(_ => 1).Select(all => new FleetCounts(
        all.Count(row => !row.IsGone && row.State == ProtectionState.Protected && (row.AtRiskFrom == null || row.AtRiskFrom > now)),
        all.Count(row => !row.IsGone && row.AtRiskFrom <= now),
        all.Count(row => !row.IsGone && row.State == ProtectionState.Unprotected),
        all.Count(row => !row.IsGone && row.State == ProtectionState.Unsupported),
        all.Sum(row => (long)row.RestorePoints),
        all.Sum(row => (long)row.Copies)));

    /// <summary>How many file systems of each policy are at risk.</summary>
    public static async Task<Dictionary<Guid, int>> AtRiskOfPoliciesAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel) =>
        await Fleet.In(db.Protection, ProtectionState.AtRisk, now).Where(row => row.PolicyId != null && !row.IsGone)
            .GroupBy(row => row.PolicyId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);

    /// <summary>How many file systems each policy owns.</summary>
    public static async Task<Dictionary<Guid, int>> OfPoliciesAsync(PortalDb db, CancellationToken cancel) =>
        await db.Protection.Where(row => row.PolicyId != null && !row.IsGone).GroupBy(row => row.PolicyId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
}
