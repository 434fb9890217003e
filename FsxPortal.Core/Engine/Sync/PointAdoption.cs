using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Makes recovery points that the database does not know restore points of their chains.</summary>
public sealed class PointAdoption(IDbContextFactory<PortalDb> databases, Clocks clocks)
{
    // Where an adopted copy says what it was copied from, until all Regions are read.
    private readonly Dictionary<Guid, string> _sources = [];

    /// <summary>Adds the points to <paramref name="db"/>; the caller saves.</summary>
    /// <returns>The file systems whose chains have changed.</returns>
    public async Task<IReadOnlyCollection<Guid>> AdoptAsync(
        PortalDb db, AwsAccount account, IReadOnlyList<RecoveryPointFacts> points, IReadOnlyList<PointDetails> details, CancellationToken cancel)
    {
        var byArn = details.ToDictionary(detail => detail.Arn);
        var policies = await db.Policies.ToDictionaryAsync(policy => policy.Id, cancel);
        var fileSystems = await db.FileSystems.Where(fileSystem => fileSystem.AwsAccount == account.AwsAccountId)
            .ToDictionaryAsync(fileSystem => fileSystem.Arn, cancel);
        var touched = new HashSet<Guid>();
        var adopted = new List<RestorePoint>();
        foreach (var group in points.OrderBy(point => point.CreatedAt).GroupBy(point => point.ResourceArn))
        {
            if ((fileSystems.GetValueOrDefault(group.Key) ?? Remember(db, account, group, byArn)) is not { } fileSystem)
            {
                continue;
            }

            touched.Add(fileSystem.Id);
            var sequences = await SequencesAsync(db, fileSystem.Id, cancel);
            foreach (var point in group)
            {
                adopted.Add(Adopt(db, fileSystem.Id, point, byArn.GetValueOrDefault(point.Arn), policies, sequences));
            }
        }

        foreach (var (maker, need) in await MassDeletion.WeighAsync(db, adopted, IsOver, cancel))
        {
            policies.GetValueOrDefault(maker)?.AskBeforeDeleting(need);
        }

        return touched;
    }

    /// <summary>Connects adopted copies with what they were copied from, now that every Region is read.</summary>
    public async Task LinkCopiesAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var chunk in _sources.Chunk(500))
        {
            var ids = chunk.Select(pair => pair.Key).ToList();
            var copies = await db.RestorePoints.Where(point => ids.Contains(point.Id)).ToListAsync(cancel);
            var owners = copies.Select(copy => copy.FileSystemId).Distinct().ToList();
            var sources = (await db.RestorePoints.AsNoTracking().Where(point => owners.Contains(point.FileSystemId) && point.Kind != RestorePointKind.Copy)
                .Select(point => new { point.Id, point.Arn }).ToListAsync(cancel)).ToDictionary(point => Arn.Parse(point.Arn).Id, point => point.Id);
            foreach (var copy in copies)
            {
                copy.Place(sources.TryGetValue(_sources[copy.Id], out var source) ? source : null, copy.Sequence, copy.Incremental ?? copy.Sequence > 0);
            }

            await db.SaveChangesAsync(cancel);
        }

        _sources.Clear();
    }

    private bool IsOver(RestorePoint point) =>
        point is { Rules: { } rules, Flags: not GfsFlags.None } && rules.EndsFor(point.Flags, point.Moment).All(end => end.Until <= clocks.Now);

    private RestorePoint Adopt(
        PortalDb db, Guid fileSystemId, RecoveryPointFacts facts, PointDetails? details, Dictionary<Guid, Policy> policies, Dictionary<string, int> sequences)
    {
        var tags = details is null ? null : PointTags.Read(details.Tags);
        var kind = tags is null ? RestorePointKind.Manual : details!.SourceBackupId is null ? RestorePointKind.Backup : RestorePointKind.Copy;
        var sequence = sequences[$"{kind}{facts.VaultArn}"] = sequences.GetValueOrDefault($"{kind}{facts.VaultArn}", -1) + 1;
        var policy = tags is { } own ? policies.GetValueOrDefault(own.PolicyId) : null;
        var point = db.RestorePoints.Add(new RestorePoint(clocks.NewId(), facts, new Origin
        {
            Kind = kind,
            FileSystemId = fileSystemId,
            PolicyId = tags?.PolicyId,
            PolicyVersion = policy?.Version,
            Slot = tags?.Slot,
            Flags = (kind == RestorePointKind.Copy ? tags?.CopyFlags : tags?.Flags) ?? GfsFlags.None,
            Rules = policy is null ? null : RulesOf(policy, kind),
            Sequence = kind == RestorePointKind.Manual ? 0 : sequence,
            Incremental = kind == RestorePointKind.Manual ? null : sequence > 0,
        })).Entity;
        point.Adopt(clocks.Now);
        if (kind == RestorePointKind.Copy)
        {
            _sources[point.Id] = details!.SourceBackupId!;
        }

        return point;
    }

    private static RetentionRules RulesOf(Policy policy, RestorePointKind kind) =>
        new(kind == RestorePointKind.Copy ? policy.Schedule.CopyPeriods() : policy.Schedule.BackupPeriods(), policy.Document.TimeZone!);

    // A file system that no longer exists in AWS lives on in what its backups say of it.
    private FileSystem? Remember(PortalDb db, AwsAccount account, IEnumerable<RecoveryPointFacts> points, Dictionary<string, PointDetails> details)
    {
        var last = points.Select(point => details.GetValueOrDefault(point.Arn)?.Source).LastOrDefault(source => source is not null);
        if (last is null)
        {
            return null;
        }

        var fileSystem = new FileSystem(clocks.NewId(), account.Id, last, clocks.Now);
        fileSystem.Miss(clocks.Now);
        db.FileSystems.Add(fileSystem);
        return fileSystem;
    }

    private static async Task<Dictionary<string, int>> SequencesAsync(PortalDb db, Guid fileSystemId, CancellationToken cancel) =>
        (await db.RestorePoints.Where(point => point.FileSystemId == fileSystemId)
            .GroupBy(point => new { point.Kind, point.VaultArn })
            .Select(group => new { group.Key.Kind, group.Key.VaultArn, Last = group.Max(point => point.Sequence) }).ToListAsync(cancel))
        .ToDictionary(chain => $"{chain.Kind}{chain.VaultArn}", chain => chain.Last);
}
