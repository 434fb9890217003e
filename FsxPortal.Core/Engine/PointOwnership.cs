using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Whose a recovery point is that the database does not know.</summary>
public sealed record OwnedPoint
{
    public required RestorePointKind Kind { get; init; }

    public Guid? PolicyId { get; init; }

    /// <summary>The policy, if it is known.</summary>
    public Policy? Policy { get; init; }

    public DateTimeOffset? Slot { get; init; }

    public GfsFlags Flags { get; init; }

    /// <summary>The FSx backup that a copy was made from.</summary>
    public string? SourceBackupId { get; init; }

    /// <summary>Why it is not ours although its tags say so.</summary>
    public string? ForeignBecause { get; init; }
}

/// <summary>Finds out whose recovery points are: ours are those that our jobs made, and those whose tags say so and fit.</summary>
public sealed class PointOwnership
{
    private readonly HashSet<string> _ofJobs;

    private PointOwnership(IReadOnlyDictionary<Guid, Policy> policies, HashSet<string> ofJobs)
    {
        Policies = policies;
        _ofJobs = ofJobs;
    }

    /// <summary>All policies, by id; they belong to the context that was read from.</summary>
    public IReadOnlyDictionary<Guid, Policy> Policies { get; }

    /// <summary>Reads which policies there are, and what the open tasks wait for.</summary>
    public static async Task<PointOwnership> ReadAsync(PortalDb db, CancellationToken cancel)
    {
        var policies = await db.Policies.ToDictionaryAsync(policy => policy.Id, cancel);
        var awaited = await db.Runs.Where(run =>
            (run.State == TaskState.Pending || run.State == TaskState.Running) && run.RecoveryPointArn != null)
            .Select(run => run.RecoveryPointArn!).ToListAsync(cancel);
        return new PointOwnership(policies, [.. awaited]);
    }

    /// <summary>Judges new points of one file system together: a run makes one in each
    /// chain, and one that is known wins, or else the earliest.</summary>
    /// <returns>Whose each is, by ARN.</returns>
    public async Task<IReadOnlyDictionary<string, OwnedPoint>> JudgeAsync(
        PortalDb db, FileSystem fileSystem, IReadOnlyList<RecoveryPointFacts> points, IReadOnlyDictionary<string, PointDetails> details,
        CancellationToken cancel)
    {
        var served = new RunsServed();
        var claims = points.Select(point => PointTags.Read(details[point.Arn].Tags)?.Claim.Slot).OfType<DateTimeOffset>().ToList();
        if (claims.Count > 0)
        {
            var (first, last) = (claims.Min(), claims.Max());
            var known = await db.RestorePoints.AsNoTracking()
                .Where(point =>
                    point.FileSystemId == fileSystem.Id && point.Kind != RestorePointKind.Manual && point.PolicyId != null
                        && point.State != RestorePointState.Partial && point.State != RestorePointState.Expired
                        && point.Slot >= first && point.Slot <= last)
                .Select(point => new { point.Kind, point.VaultArn, point.PolicyId, point.Slot }).ToListAsync(cancel);
            known.ForEach(point => served.Serve(point.Kind, point.VaultArn, point.PolicyId!.Value, point.Slot!.Value));
            var others = await (from session in db.Sessions
                                where session.PolicyId != null && session.Slot >= first && session.Slot <= last
                                    && !db.Tasks.Any(task => task.SessionId == session.Id && task.FileSystemId == fileSystem.Id)
                                select new { session.PolicyId, session.Slot }).ToListAsync(cancel);
            others.ForEach(run => served.Exclude(run.PolicyId!.Value, run.Slot));
        }

        return points.OrderByDescending(point => _ofJobs.Contains(point.Arn)).ThenBy(point => point.CreatedAt)
            .ThenBy(point => point.Arn, StringComparer.Ordinal)
            .ToDictionary(point => point.Arn, point => Judge(fileSystem, point, details[point.Arn], served));
    }

    /// <summary>Why the tags of a point do not fit it; none if they do. Where it lies is not asked: a policy may have moved on.</summary>
    public static string? Misfit(
        PointClaim claim, RecoveryPointFacts point, RestorePointKind kind, PointDetails details, FileSystem fileSystem) =>
        PointFit.Misfit(claim, point, kind, null, ClaimsOf(details, fileSystem));

    private OwnedPoint Judge(FileSystem fileSystem, RecoveryPointFacts point, PointDetails details, RunsServed served)
    {
        if (PointTags.Read(details.Tags) is not { } tags)
        {
            return new OwnedPoint { Kind = RestorePointKind.Manual };
        }

        var kind = details.SourceBackupId is null ? RestorePointKind.Backup : RestorePointKind.Copy;
        var policy = Policies.GetValueOrDefault(tags.Claim.PolicyId);
        var misfit = _ofJobs.Contains(point.Arn) ? null
            : PointFit.Misfit(tags.Claim, point, kind, policy is null ? null : HomeOf(policy, kind, point), ClaimsOf(details, fileSystem));
        // A run whose first try came out spoilt has made another.
        if (misfit is null && point.Spoilt is null && tags.Claim.Slot is { } slot)
        {
            misfit = served.Serve(kind, point.VaultArn, tags.Claim.PolicyId, slot);
        }

        return misfit is not null ? new OwnedPoint { Kind = RestorePointKind.Manual, ForeignBecause = misfit } : new OwnedPoint
        {
            Kind = kind,
            PolicyId = tags.Claim.PolicyId,
            Policy = policy,
            Slot = tags.Claim.Slot,
            Flags = kind == RestorePointKind.Copy ? tags.CopyFlags : tags.Flags,
            SourceBackupId = details.SourceBackupId,
        };
    }

    private static PointHome HomeOf(Policy policy, RestorePointKind kind, RecoveryPointFacts point)
    {
        var (source, lies) = (Arn.Parse(point.ResourceArn), Arn.Parse(point.VaultArn));
        var target = kind == RestorePointKind.Copy ? policy.CopyTargetOf(source.Region)
            : new CopyTarget { Region = source.Region, Vault = policy.Document.Vaults.GetValueOrDefault(source.Region) };
        return new PointHome(policy.Name, policy.Document.Account ?? "",
            target is { Region: { } region, Vault: { } vault } ? Arn.Vault(lies.Partition, region, source.Account, vault).ToString()
                : null);
    }

    // What the file system carries now, and what it carried when it was backed up.
    private static IEnumerable<PointClaim> ClaimsOf(PointDetails details, FileSystem fileSystem) =>
        new[] { details.Source?.Tags, fileSystem.Facts.Tags }.Select(tags => tags is null ? null : PointTags.Read(tags)?.Claim)
            .OfType<PointClaim>();
}
