using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads file systems with their protection.</summary>
public sealed class FileSystemQuery(ScopedReads reads, Clocks clocks)
{
    /// <summary>The file systems by name.</summary>
    public async Task<Page<FileSystemView>> ListAsync(Scope scope, FileSystemFilter filter, PageRequest request, CancellationToken cancel)
    {
        var after = Keyset.Read(request);
        PlainText.Demand("search", filter.Search);
        PlainText.Demand("region", filter.Region);
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        var fleet = await Fleet.ReadAsync(db, clocks.Now, cancel);
        var wanted = Where(db.FileSystems, filter);
        if (filter is not { State: null, PolicyId: null })
        {
            var rows = Where(db.Protection, filter, clocks.Now);
            wanted = wanted.Where(fileSystem => rows.Any(row => row.FileSystemId == fileSystem.Id));
        }

        return Keyset.Cut(await fleet.ViewAsync(db, After(wanted, after).Take(request.Limit + 1), cancel), request, End);
    }

    /// <summary>The whole fleet by name, a line for each file system.</summary>
    public async Task<IReadOnlyList<FileSystemLine>> LinesAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        var fleet = await Fleet.ReadAsync(db, clocks.Now, cancel);
        return await fleet.LinesAsync(db, cancel);
    }

    /// <summary>One file system; none if there is no such.</summary>
    public async Task<FileSystemView?> FindAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        var fleet = await Fleet.ReadAsync(db, clocks.Now, cancel);
        var found = await fleet.ViewAsync(db, db.FileSystems.Where(fileSystem => fileSystem.Id == id), cancel);
        return found.Count > 0 ? found[0] with { Lacking = await LackingAsync(db, fleet, found[0], cancel) } : null;
    }

    // Only what the schedule has come to is missing: a slot of this second is still on its way.
    private static async Task<IReadOnlyList<LackView>> LackingAsync(PortalDb db, Fleet fleet, FileSystemView view, CancellationToken cancel)
    {
        var fileSystem = await db.FileSystems.AsNoTracking().SingleAsync(row => row.Id == view.Id, cancel);
        if (fleet.Policies.FirstOrDefault(policy => policy.Id == view.PolicyId) is not { } owner
            || Capabilities.BackupRefusal(fileSystem.Facts) is not null)
        {
            return [];
        }

        var rare = await RareRuns.ReadAsync(db, owner, owner.ScheduledUntil, fileSystem.Id, cancel);
        var isCopied = owner.CopyTargetOf(fileSystem.Region) is not null && Capabilities.CopyRefusal(fileSystem.Facts) is null;
        return
        [
            .. from kind in new[] { RestorePointKind.Backup, RestorePointKind.Copy }
               where kind == RestorePointKind.Backup || isCopied
               from lack in rare.LackedBy(fileSystem, kind)
               select new LackView(lack.Flag.ToLetters()[0], lack.Slot, lack.Reason, kind),
        ];
    }

    private static IQueryable<FileSystem> Where(IQueryable<FileSystem> all, FileSystemFilter filter)
    {
        if (filter.Region is { } region)
        {
            all = all.Where(fileSystem => fileSystem.Region == region);
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            // Not every database's LIKE looks past upper and lower case by itself. What is called here becomes lower() of SQL.
#pragma warning disable CA1304, CA1311
            var pattern = Like.Anywhere(filter.Search);
            all = all.Where(fileSystem => EF.Functions.Like(fileSystem.Name.ToLower(), pattern, Like.Escape)
                || EF.Functions.Like(fileSystem.AwsFileSystemId.ToLower(), pattern, Like.Escape)
                || EF.Functions.Like(fileSystem.AwsVolumeId!.ToLower(), pattern, Like.Escape));
#pragma warning restore CA1304, CA1311
        }

        return all;
    }

    private static IQueryable<FileSystem> After(IQueryable<FileSystem> all, Keyset? after)
    {
        if (after is var (name, id))
        {
            all = all.Where(fileSystem =>
                fileSystem.Name.CompareTo(name) > 0 || (fileSystem.Name == name && fileSystem.Id.CompareTo(id) > 0));
        }

        return all.OrderBy(fileSystem => fileSystem.Name).ThenBy(fileSystem => fileSystem.Id);
    }

    private static IQueryable<ProtectionRecord> Where(IQueryable<ProtectionRecord> rows, FileSystemFilter filter, DateTimeOffset now)
    {
        if (filter.PolicyId is { } policyId)
        {
            rows = rows.Where(row => row.PolicyId == policyId);
        }

        return filter.State is { } state ? Fleet.In(rows, state, now) : rows;
    }

    private static Keyset End(FileSystemView view) => new(view.Name, view.Id);
}
