using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Reading;

/// <summary>Shows restore points with what retention says of them.</summary>
internal sealed class RestorePointReader(PortalDb db, DateTimeOffset now)
{
    /// <summary>Reads <paramref name="wanted"/> points, in their order.</summary>
    public async Task<IReadOnlyList<RestorePointView>> ReadAsync(IQueryable<RestorePoint> wanted, CancellationToken cancel)
    {
        var points = await wanted.AsNoTracking().ToListAsync(cancel);
        var fileSystemIds = points.Select(point => point.FileSystemId).Distinct().ToList();
        var fileSystems = await db.FileSystems.AsNoTracking()
            .Where(fileSystem => fileSystemIds.Contains(fileSystem.Id))
            .ToDictionaryAsync(fileSystem => fileSystem.Id, cancel);
        var fleet = await FleetCircumstances.ReadAsync(db, fileSystemIds, now, cancel);
        var (verdicts, known) = (new Dictionary<Guid, Verdict>(), new Dictionary<ChainKey, Circumstances>());
        foreach (var chain in Chain.Of(points.Union(await NewestAsync(wanted, points, cancel))))
        {
            var circumstances = await fleet.OfAsync(chain, cancel);
            known[chain.Key] = circumstances;
            foreach (var verdict in RetentionPlanner.Plan(chain, circumstances, now))
            {
                verdicts[verdict.Point.Id] = verdict;
            }
        }

        var sessions = await RememberedAsync(points, cancel);
        return [.. points.Select(point => View(
            point,
            fileSystems.GetValueOrDefault(point.FileSystemId),
            known.GetValueOrDefault(point.Chain) ?? new Circumstances(),
            verdicts.TryGetValue(point.Id, out var judged) ? judged.Reasons : [])
                with { SessionId = sessions.GetValueOrDefault(point.Id) })];
    }

    // A restore point outlives the record of the session that made it.
    private async Task<Dictionary<Guid, Guid?>> RememberedAsync(List<RestorePoint> points, CancellationToken cancel)
    {
        var ids = points.Select(point => point.SessionId).OfType<Guid>().Distinct().ToList();
        var known = await db.Sessions.Where(session => ids.Contains(session.Id)).Select(session => session.Id).ToHashSetAsync(cancel);
        return points.ToDictionary(point => point.Id, point => point.SessionId is { } id && known.Contains(id) ? id : (Guid?)null);
    }

    // Of the points outside the page, a verdict depends on none but the newest of the chain.
    private async Task<List<RestorePoint>> NewestAsync(IQueryable<RestorePoint> wanted, List<RestorePoint> points, CancellationToken cancel)
    {
        var newest = await wanted.Select(point => db.RestorePoints
            .Where(other => other.FileSystemId == point.FileSystemId && other.Kind == point.Kind && other.VaultArn == point.VaultArn
                && other.State == RestorePointState.Available
                && (other.Slot ?? other.CreatedAt) <= now)
            .OrderByDescending(other => other.Slot ?? other.CreatedAt).ThenByDescending(other => other.CreatedAt)
            .Select(other => (Guid?)other.Id)
            .FirstOrDefault()).ToListAsync(cancel);
        var outside = newest.OfType<Guid>().Except(points.Select(point => point.Id)).ToList();
        return await db.RestorePoints.AsNoTracking().Where(point => outside.Contains(point.Id)).ToListAsync(cancel);
    }

    private RestorePointView View(
        RestorePoint point, FileSystem? fileSystem, Circumstances circumstances, IReadOnlyList<KeepReason> reasons)
    {
        FlagView[] ends = [.. (Terms.Of(point, circumstances.Promises)?.EndsFor(point.Flags, point.Moment) ?? [])
            .Select(end => new FlagView(end.Flag.ToLetters()[0], end.Until, end.Until <= now))];
        return new RestorePointView
        {
            Id = point.Id,
            Arn = point.Arn,
            Kind = point.Kind,
            State = point.State,
            FileSystemId = point.FileSystemId,
            AwsFileSystemId = fileSystem?.AwsFileSystemId ?? "",
            FileSystemName = fileSystem?.Name ?? "",
            PolicyId = point.PolicyId,
            SourceId = point.SourceId,
            Vault = point.Vault,
            VaultArn = point.VaultArn,
            Region = point.Region,
            Slot = point.Slot,
            CreatedAt = point.CreatedAt,
            CompletedAt = point.CompletedAt,
            SizeBytes = point.SizeBytes,
            Incremental = point.Incremental,
            Flags = point.Flags.ToLetters(),
            Carried = [.. point.Carried.Select(carried => new CarriedView(carried.Flag.ToLetters()[0], carried.Slot, carried.Reason))],
            Retention = ends,
            KeptPast = point.IsLive && ends.Length > 0 && ends.All(end => end.Ended) ? ends.Max(end => end.Until) : null,
            Freeze = point.IsLive ? circumstances.Freeze : null,
            Reasons = reasons,
            ForeignBecause = point.ForeignBecause,
            Hold = point.Hold,
            DeleteAt = point.DeleteAt,
            StateBecause = point.StateBecause,
            DeletedBecause = point.IsSpoilt || point.State == RestorePointState.Suspect ? null : point.DeletedBecause,
            DeletedAt = point.DeletedAt,
        };
    }
}
