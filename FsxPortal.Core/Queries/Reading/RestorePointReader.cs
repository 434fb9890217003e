using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

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
        var policies = await db.Policies.AsNoTracking().ToDictionaryAsync(policy => policy.Id, cancel);
        var owners = await db.Protection.Where(row => fileSystemIds.Contains(row.FileSystemId) && row.PolicyId != null)
            .ToDictionaryAsync(row => row.FileSystemId, row => row.PolicyId!.Value, cancel);
        var locked = await db.Vaults.Where(vault => vault.Locked).Select(vault => vault.Arn).ToListAsync(cancel);
        Policy? Owner(Guid fileSystemId) => owners.TryGetValue(fileSystemId, out var owner) ? policies.GetValueOrDefault(owner) : null;
        var verdicts = Chain.Of(points.Union(await NewestAsync(wanted, points, cancel)))
            .SelectMany(chain => RetentionPlanner.Plan(
                chain, PolicyWishes.For(chain, Owner(chain.FileSystemId), policies) with { IsLocked = locked.Contains(chain.VaultArn) }, now))
            .ToDictionary(verdict => verdict.Point.Id);
        return [.. points.Select(point => View(
            point,
            fileSystems.GetValueOrDefault(point.FileSystemId)?.AwsFileSystemId ?? "",
            GoverningRules.For(point, Owner(point.FileSystemId)?.RulesOf(point.Kind)),
            verdicts.TryGetValue(point.Id, out var verdict) ? verdict.Reasons : []))];
    }

    // Of the points outside the page, a verdict depends on none but the newest of the chain.
    private async Task<List<RestorePoint>> NewestAsync(IQueryable<RestorePoint> wanted, List<RestorePoint> points, CancellationToken cancel)
    {
        var newest = await wanted.Select(point => db.RestorePoints
            .Where(other => other.FileSystemId == point.FileSystemId && other.Kind == point.Kind && other.VaultArn == point.VaultArn
                && (other.State == RestorePointState.Available || other.State == RestorePointState.DeleteFailed)
                && (other.Slot ?? other.CreatedAt) <= now)
            .OrderByDescending(other => other.Slot ?? other.CreatedAt).ThenByDescending(other => other.CreatedAt)
            .Select(other => (Guid?)other.Id)
            .FirstOrDefault()).ToListAsync(cancel);
        var outside = newest.OfType<Guid>().Except(points.Select(point => point.Id)).ToList();
        return await db.RestorePoints.AsNoTracking().Where(point => outside.Contains(point.Id)).ToListAsync(cancel);
    }

    private RestorePointView View(RestorePoint point, string awsFileSystemId, RetentionRules? rules, IReadOnlyList<KeepReason> reasons) => new()
    {
        Id = point.Id,
        Arn = point.Arn,
        Kind = point.Kind,
        State = point.State,
        FileSystemId = point.FileSystemId,
        AwsFileSystemId = awsFileSystemId,
        PolicyId = point.PolicyId,
        SessionId = point.SessionId,
        SourceId = point.SourceId,
        Vault = point.Vault,
        Region = point.Region,
        Slot = point.Slot,
        CreatedAt = point.CreatedAt,
        CompletedAt = point.CompletedAt,
        SizeBytes = point.SizeBytes,
        Incremental = point.Incremental,
        Flags = point.Flags.ToLetters(),
        Retention = [.. (rules?.EndsFor(point.Flags, point.Moment) ?? [])
            .Select(end => new FlagView(end.Flag.ToLetters()[0], end.Until, end.Until <= now))],
        KeptBecause = [.. reasons.Select(reason => reason.ToString())],
        ForeignBecause = point.ForeignBecause,
        Hold = point.Hold,
        DeleteAt = point.DeleteAt,
        DeletedBecause = point.DeletedBecause,
        DeletedAt = point.DeletedAt,
    };
}
