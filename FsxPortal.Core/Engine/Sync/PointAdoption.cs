using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>What became of the recovery points that the database did not know.</summary>
/// <param name="Touched">The file systems whose chains have changed.</param>
/// <param name="Adopted">How many are restore points now.</param>
/// <param name="Left">Of how many AWS has not said enough.</param>
public sealed record Adoption(IReadOnlyCollection<Guid> Touched, int Adopted, int Left)
{
    /// <summary>Nothing has happened.</summary>
    public static Adoption None { get; } = new([], 0, 0);
}

/// <summary>Makes recovery points that the database does not know restore points of their chains.</summary>
public sealed class PointAdoption(IDbContextFactory<PortalDb> databases, InventoryGateway inventory, Clocks clocks)
{
    // Where an adopted copy says what it was copied from, until all Regions are read.
    private readonly Dictionary<Guid, string> _sources = [];

    /// <summary>Adds the points to <paramref name="db"/>; the caller saves. Those
    /// without details are left: nobody knows whose they are.</summary>
    /// <exception cref="AwsFault">AWS could not be asked.</exception>
    public async Task<Adoption> AdoptAsync(
        PortalDb db, AwsAccount account, IReadOnlyList<RecoveryPointFacts> points, IReadOnlyDictionary<string, PointDetails> details,
        CancellationToken cancel)
    {
        var ownership = await PointOwnership.ReadAsync(db, cancel);
        var fileSystems = await KnownAsync(db, points, cancel);
        var touched = new HashSet<Guid>();
        var adopted = new List<RestorePoint>();
        foreach (
            var group in points.Where(point => details.ContainsKey(point.Arn)).OrderBy(point => point.CreatedAt)
                .GroupBy(point => point.ResourceArn))
        {
            if ((fileSystems.GetValueOrDefault(group.Key)
                ?? await RememberAsync(db, account, group, details, cancel)) is not { } fileSystem)
            {
                continue;
            }

            touched.Add(fileSystem.Id);
            var chains = await ChainEnds.ReadAsync(db, fileSystem.Id, cancel);
            var owned = await ownership.JudgeAsync(db, fileSystem, [.. group], details, cancel);
            var runs = await RunsAsync(db, owned.Values, cancel);
            adopted.AddRange(
                group.Select(point => Adopt(db, fileSystem.Id, point, owned[point.Arn], chains, RunOf(owned[point.Arn], runs))));
        }

        return new Adoption(touched, adopted.Count, points.Count - adopted.Count);
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
            var sources = (
                await db.RestorePoints.AsNoTracking()
                    .Where(point => owners.Contains(point.FileSystemId) && point.Kind != RestorePointKind.Copy)
                .Select(point => new { point.Id, point.Arn }).ToListAsync(cancel))
                    .ToLookup(point => Arn.Parse(point.Arn).Id, point => (Guid?)point.Id);
            foreach (var copy in copies)
            {
                copy.Place(sources[_sources[copy.Id]].FirstOrDefault(), copy.Sequence, copy.Incremental ?? copy.Sequence > 0);
            }

            await db.SaveChangesAsync(cancel);
        }

        _sources.Clear();
    }

    // By ARN. A vault may hold points of other accounts' file systems.
    private static async Task<Dictionary<string, FileSystem>> KnownAsync(
        PortalDb db, IEnumerable<RecoveryPointFacts> points, CancellationToken cancel)
    {
        var known = new Dictionary<string, FileSystem>();
        foreach (var chunk in points.Select(point => point.ResourceArn).Distinct().Chunk(500))
        {
            foreach (var fileSystem in await db.FileSystems.Where(row => chunk.Contains(row.Arn)).ToListAsync(cancel))
            {
                known[fileSystem.Arn] = fileSystem;
            }
        }

        return known;
    }

    // What a policy asked for when it made a point is known as long as the record of that run is.
    private static async Task<Dictionary<(Guid, DateTimeOffset), Session>> RunsAsync(
        PortalDb db, IEnumerable<OwnedPoint> owned, CancellationToken cancel)
    {
        var made = owned.Where(point => point is { PolicyId: not null, Slot: not null }).ToList();
        var policies = made.Select(point => point.PolicyId).Distinct().ToList();
        var slots = made.Select(point => point.Slot!.Value).Distinct().ToList();
        var runs = made.Count == 0 ? [] : await db.Sessions.AsNoTracking()
            .Where(session => session.Order != null && policies.Contains(session.PolicyId) && slots.Contains(session.Slot))
            .ToListAsync(cancel);
        return runs.ToDictionary(run => (run.PolicyId!.Value, run.Slot));
    }

    private static Session? RunOf(OwnedPoint owned, Dictionary<(Guid, DateTimeOffset), Session> runs) =>
        owned is { PolicyId: { } policy, Slot: { } slot } ? runs.GetValueOrDefault((policy, slot)) : null;

    // Where nobody remembers the run, the policy's rules of today are the best there is; which version of it made the point is not known.
    private RestorePoint Adopt(
        PortalDb db, Guid fileSystemId, RecoveryPointFacts facts, OwnedPoint owned, ChainEnds chains, Session? run)
    {
        var kind = owned.Kind == RestorePointKind.Copy ? JobKind.Copy : JobKind.Backup;
        var isManual = owned.Kind == RestorePointKind.Manual;
        var sequence = isManual ? 0 : chains.Next(owned.Kind, facts.VaultArn);
        var point = db.RestorePoints.Add(new RestorePoint(clocks.NewId(), facts, new Origin
        {
            Kind = owned.Kind,
            FileSystemId = fileSystemId,
            PolicyId = owned.PolicyId,
            PolicyVersion = run?.Order!.PolicyVersion,
            Slot = owned.Slot,
            Flags = owned.Flags,
            Rules = owned.Policy is null ? null : run?.Order!.RulesOf(kind) ?? owned.Policy.RulesOf(owned.Kind),
            Sequence = sequence,
            Incremental = isManual ? null : sequence > 0,
            ForeignBecause = owned.ForeignBecause,
        })).Entity;
        point.Adopt(clocks.Now);
        if (owned is { Kind: RestorePointKind.Copy, SourceBackupId: { } source })
        {
            _sources[point.Id] = source;
        }

        return point;
    }

    // A file system that no longer exists in AWS lives on in what its backups say of it. One that exists is for the inventory of its
    // account to find.
    private async Task<FileSystem?> RememberAsync(
        PortalDb db, AwsAccount account, IEnumerable<RecoveryPointFacts> points, IReadOnlyDictionary<string, PointDetails> details,
        CancellationToken cancel)
    {
        var last = points.Select(point => details[point.Arn].Source).LastOrDefault(source => source is not null);
        if (last is null || !Arn.TryParse(last.Arn, out var arn))
        {
            return null;
        }

        var owner = arn.Account == account.AwsAccountId ? account
            : await db.Accounts.AsNoTracking().SingleOrDefaultAsync(known => known.AwsAccountId == arn.Account, cancel);
        if (owner is not null && !await MayBeGoneAsync(owner, arn, cancel))
        {
            return null;
        }

        var fileSystem = new FileSystem(clocks.NewId(), (owner ?? account).Id, last, clocks.Now);
        fileSystem.Miss(clocks.Now);
        db.FileSystems.Add(fileSystem);
        return fileSystem;
    }

    // Under wrong credentials AWS speaks of another account.
    private async Task<bool> MayBeGoneAsync(AwsAccount owner, Arn fileSystem, CancellationToken cancel)
    {
        try
        {
            return owner.CredentialState != CredentialState.Refused
                && (!owner.Regions.Contains(fileSystem.Region) || await inventory.IsGoneAsync(owner, fileSystem, cancel));
        }
        catch (AwsFault)
        {
            // Nobody knows: the next sync asks again.
            return false;
        }
    }

    /// <summary>How long each chain of a file system is.</summary>
    private sealed class ChainEnds(Dictionary<(RestorePointKind Kind, string VaultArn), int> last)
    {
        public static async Task<ChainEnds> ReadAsync(PortalDb db, Guid fileSystemId, CancellationToken cancel) =>
            new((await db.RestorePoints.Where(point => point.FileSystemId == fileSystemId)
                .GroupBy(point => new { point.Kind, point.VaultArn })
                .Select(group => new { group.Key.Kind, group.Key.VaultArn, Last = group.Max(point => point.Sequence) }).ToListAsync(cancel))
                .ToDictionary(chain => (chain.Kind, chain.VaultArn), chain => chain.Last));

        public int Next(RestorePointKind kind, string vaultArn) =>
            last[(kind, vaultArn)] = last.GetValueOrDefault((kind, vaultArn), -1) + 1;
    }
}
