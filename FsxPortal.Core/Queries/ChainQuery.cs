using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads restore points and the chains they form.</summary>
public sealed class ChainQuery(ScopedReads reads, Clocks clocks)
{
    /// <summary>The chains of a file system, deleted points left out; none if there is no such file system.</summary>
    public async Task<ChainsView?> ChainsAsync(Scope scope, Guid fileSystemId, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        if (!await db.FileSystems.AnyAsync(fileSystem => fileSystem.Id == fileSystemId, cancel))
        {
            return null;
        }

        var wanted = db.RestorePoints.Where(point => point.FileSystemId == fileSystemId && point.State != RestorePointState.Deleted);
        var points = (await new RestorePointReader(db, clocks.Now).ReadAsync(wanted, cancel))
            .OrderBy(point => point.Slot ?? point.CreatedAt).ThenBy(point => point.CreatedAt)
            .ToLookup(point => point.Kind);
        return new ChainsView(
            ChainsOf(points[RestorePointKind.Backup]), ChainsOf(points[RestorePointKind.Copy]), [.. points[RestorePointKind.Manual]]);
    }

    /// <summary>The restore points, the newest first.</summary>
    public async Task<Page<RestorePointView>> ListAsync(
        Scope scope, RestorePointFilter filter, PageRequest request, CancellationToken cancel)
    {
        var after = Keyset.Read(request);
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        var points = Where(db.RestorePoints, filter, clocks.Now);
        if (after is not null)
        {
            var (at, id) = (after.Instant, after.Id);
            points = points.Where(point => point.CreatedAt < at || (point.CreatedAt == at && point.Id.CompareTo(id) < 0));
        }

        var read = await new RestorePointReader(db, clocks.Now).ReadAsync(
            points.OrderByDescending(point => point.CreatedAt).ThenByDescending(point => point.Id).Take(request.Limit + 1), cancel);
        var page = Keyset.Cut(read, request, point => Keyset.At(point.CreatedAt, point.Id));

        // Their own rules say that they are over; an edit may have promised more.
        return filter.IsPastEnd ? page with { Items = [.. page.Items.Where(point => point.KeptPast is not null)] } : page;
    }

    /// <summary>One restore point; none if there is no such.</summary>
    public async Task<RestorePointView?> FindAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        var found = await new RestorePointReader(db, clocks.Now).ReadAsync(db.RestorePoints.Where(point => point.Id == id), cancel);
        return found.Count > 0 ? found[0] : null;
    }

    private static List<ChainView> ChainsOf(IEnumerable<RestorePointView> points) =>
    [
        .. points.GroupBy(point => (point.Region, point.Vault))
            .OrderBy(group => group.Key)
            .Select(group => new ChainView(group.Key.Vault, group.Key.Region, [.. group])),
    ];

    private static IQueryable<RestorePoint> Where(IQueryable<RestorePoint> all, RestorePointFilter filter, DateTimeOffset now)
    {
        if (filter.FileSystemId is { } fileSystemId)
        {
            all = all.Where(point => point.FileSystemId == fileSystemId);
        }

        if (filter.PolicyId is { } policyId)
        {
            all = all.Where(point => point.PolicyId == policyId);
        }

        if (filter.Kind is { } kind)
        {
            all = all.Where(point => point.Kind == kind);
        }

        if (filter.State is { } state)
        {
            all = all.Where(point => point.State == state);
        }

        if (filter.IsPastEnd)
        {
            all = all.Where(point => RestorePoint.Judged.Contains(point.State) && point.EndsAt <= now);
        }

        if (filter.From is { } from)
        {
            all = all.Where(point => point.CreatedAt >= from);
        }

        return filter.To is { } to ? all.Where(point => point.CreatedAt <= to) : all;
    }
}
