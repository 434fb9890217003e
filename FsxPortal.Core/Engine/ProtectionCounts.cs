using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Keeps the counted row of each file system true, in the transaction that changes its restore points.</summary>
public static class ProtectionCounts
{
    /// <summary>Counts the restore points of these file systems again.</summary>
    public static async Task RefreshAsync(PortalDb db, IReadOnlyCollection<Guid> fileSystemIds, CancellationToken cancel)
    {
        foreach (var chunk in fileSystemIds.Chunk(200))
        {
            var counts = await CountAsync(db, chunk, cancel);
            var rows = await db.Protection.Where(row => chunk.Contains(row.FileSystemId)).ToDictionaryAsync(row => row.FileSystemId, cancel);
            foreach (var id in chunk)
            {
                var row = rows.GetValueOrDefault(id) ?? db.Protection.Add(new ProtectionRecord(id)).Entity;
                Set(row, [.. counts.Where(count => count.FileSystemId == id)]);
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    private static async Task<List<KindCount>> CountAsync(PortalDb db, Guid[] ids, CancellationToken cancel) =>
        await db.RestorePoints.Where(point => ids.Contains(point.FileSystemId)
                && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .GroupBy(point => new { point.FileSystemId, point.Kind })
            .Select(group => new KindCount(
                group.Key.FileSystemId, group.Key.Kind, group.Count(), group.Sum(point => point.SizeBytes ?? 0), group.Max(point => point.CreatedAt)))
            .ToListAsync(cancel);

    private static void Set(ProtectionRecord row, IReadOnlyList<KindCount> counts) => row.Set(
        counts.Sum(count => count.Points),
        counts.Where(count => count.Kind == RestorePointKind.Copy).Sum(count => count.Points),
        counts.Sum(count => count.Bytes),
        counts.Where(count => count.Kind != RestorePointKind.Copy).Max(count => (DateTimeOffset?)count.Last),
        counts.Where(count => count.Kind == RestorePointKind.Copy).Max(count => (DateTimeOffset?)count.Last));

    private sealed record KindCount(Guid FileSystemId, RestorePointKind Kind, int Points, long Bytes, DateTimeOffset Last);
}
