using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>What a sync found.</summary>
/// <param name="Seen">How many restore points the vaults hold.</param>
/// <param name="Adopted">How many of them the database did not know.</param>
/// <param name="Missed">How many AWS does not know (any more).</param>
/// <param name="Left">Of how many AWS has not said enough: the next sync looks at them again.</param>
/// <param name="Failures">What could not be read, in words.</param>
public sealed record SyncResult(int Seen, int Adopted, int Missed, int Left, IReadOnlyList<string> Failures)
{
    /// <summary>Both together.</summary>
    public SyncResult And(SyncResult other) =>
        new(Seen + other.Seen, Adopted + other.Adopted, Missed + other.Missed, Left + other.Left, [.. Failures, .. other.Failures]);
}

/// <summary>Reads all vaults again; the vaults are the truth.</summary>
/// <remarks>
/// Unknown points are adopted: the portal's own by their tags, others as manual backups. A point that is not listed becomes
/// suspect if AWS does not know it by name either, and missing if that is so a
/// second time. One that AWS knows again is back. Nothing is deleted.
/// </remarks>
public sealed class VaultSync(
    IDbContextFactory<PortalDb> databases, InventorySync inventory, VaultGateway vaults, PointAdoption adoption, IProgressRelay relay,
    Clocks clocks)
{
    private const int MostAttempts = 3;

    /// <summary>How long after the first listing that lacked a point the second one counts.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // A point that was made so shortly before the vault was read may not be listed yet.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    /// <summary>Reads the inventory, and then the vaults of all accounts and Regions.</summary>
    public async Task<SyncResult> SyncAsync(CancellationToken cancel)
    {
        var result = new SyncResult(0, 0, 0, 0, [.. await inventory.SyncAsync(cancel)]);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(cancel);
        foreach (var account in accounts.Where(account => account.CredentialState != CredentialState.Refused))
        {
            foreach (var region in account.Regions)
            {
                result = result.And(await RepeatAsync(account, region, cancel));
            }
        }

        await adoption.LinkCopiesAsync(cancel);
        relay.Publish([ProgressTopic.FileSystems]);
        return result;
    }

    // A run may record or delete a point while the listing is compared: then the listing is old, and read again.
    private async Task<SyncResult> RepeatAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SyncAsync(account, region, cancel);
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Read again.
            }
            catch (DbUpdateException raced)
            {
                return new SyncResult(
                    0, 0, 0, 0,
                    [$"The restore points of {account.AwsAccountId} in {region} could not be saved: {raced.Message} Synchronise again."]);
            }
            catch (AwsFault fault)
            {
                return new SyncResult(0, 0, 0, 0, [fault.Message]);
            }
        }
    }

    private async Task<SyncResult> SyncAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (begin, failures) = (clocks.Now, new List<string>());
        var listed = await ListAsync(db, account, region, failures, cancel);
        var known = await db.RestorePoints.Where(point => point.AwsAccount == account.AwsAccountId && point.Region == region
            && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
                .ToDictionaryAsync(point => point.Arn, cancel);
        var unknown = new List<RecoveryPointFacts>();
        var changed = new List<Guid>();
        foreach (var facts in listed.Values.SelectMany(points => points).DistinctBy(facts => facts.Arn))
        {
            if (known.Remove(facts.Arn, out var point))
            {
                changed.AddRange(See(point, facts) ? [point.FileSystemId] : []);
            }
            else if (facts.IsKept)
            {
                unknown.Add(facts);
            }
        }

        var returned = await ReturnAsync(db, account, unknown, failures, cancel);
        var absent = known.Values.Where(point =>
            point.IsLive && listed.ContainsKey(point.VaultArn) && !(point.CompletedAt >= begin - Fresh));
        var missed = await MissAsync(account, absent, failures, cancel);
        var adopted = await AdoptAsync(db, account, region, unknown, failures, cancel);
        await NoteListedAsync(db, listed.Keys, begin, cancel);
        await SaveAsync(
            db, [.. adopted.Touched, .. returned, .. changed, .. known.Values.Select(point => point.FileSystemId)], cancel);
        return new SyncResult(listed.Values.Sum(points => points.Count), adopted.Adopted, missed, adopted.Left, failures);
    }

    // What AWS deletes without having been asked by the portal is doubted from now on, and missing once it is gone.
    private bool See(RestorePoint point, RecoveryPointFacts facts) => point.See(facts) | (facts.IsLeaving && point.Leave(clocks.Now));

    // By vault; one that can't be read keeps none of the others from being read.
    private async Task<Dictionary<string, IReadOnlyList<RecoveryPointFacts>>> ListAsync(
        PortalDb db, AwsAccount account, string region, List<string> failures, CancellationToken cancel)
    {
        var known = await db.Vaults.AsNoTracking().Where(vault => vault.AwsAccount == account.AwsAccountId && vault.Region == region)
            .Select(vault => new { vault.Arn, vault.GoneAt }).ToListAsync(cancel);
        var listed = new Dictionary<string, IReadOnlyList<RecoveryPointFacts>>();
        foreach (var vault in known)
        {
            if (vault.GoneAt is not null)
            {
                // AWS deletes empty vaults only; its points are asked for by name.
                listed[vault.Arn] = [];
                continue;
            }

            try
            {
                var (points, odd) = await vaults.ReadPointsAsync(account, Arn.Parse(vault.Arn), null, null, cancel);
                listed[vault.Arn] = points;
                failures.AddRange(odd.Select(item => item.Text));
            }
            catch (AwsFault fault)
            {
                failures.Add(fault.Message);
            }
        }

        return listed;
    }

    // What the database holds to be gone, and AWS lists all the same, is there if AWS knows it by name: the listing may be old.
    private async Task<IReadOnlyList<Guid>> ReturnAsync(
        PortalDb db, AwsAccount account, List<RecoveryPointFacts> unknown, List<string> failures, CancellationToken cancel)
    {
        var returned = new List<Guid>();
        foreach (var chunk in unknown.Select(facts => facts.Arn).Chunk(500).ToList())
        {
            foreach (var point in await db.RestorePoints.Where(point => chunk.Contains(point.Arn)).ToListAsync(cancel))
            {
                unknown.RemoveAll(facts => facts.Arn == point.Arn);
                try
                {
                    if (await vaults.FindAsync(account, Arn.Parse(point.VaultArn), point.Arn, cancel) is { IsKept: true } facts)
                    {
                        var wasMissing = point.State == RestorePointState.Missing;
                        point.See(facts);
                        if (wasMissing)
                        {
                            point.Adopt(clocks.Now);
                        }

                        returned.Add(point.FileSystemId);
                    }
                }
                catch (AwsFault fault)
                {
                    failures.Add(fault.Message);
                }
            }
        }

        return returned;
    }

    private async Task<int> MissAsync(AwsAccount account, IEnumerable<RestorePoint> absent, List<string> failures, CancellationToken cancel)
    {
        var missed = 0;
        foreach (var vault in absent.OrderBy(point => point.CreatedAt).GroupBy(point => point.VaultArn))
        {
            var (gone, trouble) = await Absence.ConfirmAsync($"the restore points of {vault.Key}", vault,
                async point => await vaults.FindAsync(account, Arn.Parse(point.VaultArn), point.Arn, cancel) is null);
            failures.AddRange(trouble is null ? [] : [trouble]);
            foreach (var point in gone)
            {
                if (point.DeleteAt <= clocks.Now)
                {
                    point.Expire(clocks.Now);
                }
                else if (point.Miss(clocks.Now, Patience))
                {
                    missed++;
                }
            }
        }

        return missed;
    }

    private async Task<Adoption> AdoptAsync(
        PortalDb db, AwsAccount account, string region, List<RecoveryPointFacts> unknown, List<string> failures, CancellationToken cancel)
    {
        if (unknown.Count == 0)
        {
            return Adoption.None;
        }

        try
        {
            var details = await vaults.FindDetailsAsync(account, region, [.. unknown.Select(facts => facts.Arn)], cancel);
            return await adoption.AdoptAsync(db, account, unknown, details, cancel);
        }
        catch (AwsFault fault)
        {
            failures.Add(fault.Message);
            return Adoption.None with { Left = unknown.Count };
        }
    }

    // Only what was read to its end counts as looked at.
    private static async Task NoteListedAsync(PortalDb db, IEnumerable<string> vaultArns, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var vaultArn in vaultArns)
        {
            await VaultListings.NoteAsync(db, vaultArn, at, cancel);
        }
    }

    private static async Task SaveAsync(PortalDb db, HashSet<Guid> touched, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.AssignAsync(db, touched, cancel);
        await transaction.CommitAsync(cancel);
    }
}
