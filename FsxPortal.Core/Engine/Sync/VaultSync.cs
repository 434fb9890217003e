using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>What a sync found.</summary>
public sealed record SyncResult(int Seen, int Adopted, int Missed, IReadOnlyList<string> Failures);

/// <summary>Reads all vaults again; the vaults are the truth.</summary>
/// <remarks>
/// Unknown points are adopted: the portal's own by their tags, others as manual backups. A point that is not listed becomes
/// suspect, and missing only if a second complete listing lacks it too and AWS does not know it by name. Nothing is deleted.
/// </remarks>
public sealed class VaultSync(IDbContextFactory<PortalDb> databases, VaultGateway vaults, PointAdoption adoption, LaneContext context)
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Reads the vaults of all accounts and Regions.</summary>
    public async Task<SyncResult> SyncAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(cancel);
        var result = new SyncResult(0, 0, 0, []);
        foreach (var account in accounts)
        {
            foreach (var region in account.Regions)
            {
                try
                {
                    var found = await RepeatAsync(() => SyncAsync(account, region, cancel));
                    result = new SyncResult(result.Seen + found.Seen, result.Adopted + found.Adopted, result.Missed + found.Missed, result.Failures);
                }
                catch (AwsFault fault)
                {
                    result = result with { Failures = [.. result.Failures, fault.Message] };
                }
            }
        }

        await adoption.LinkCopiesAsync(cancel);
        context.Relay.Publish([ProgressTopic.FileSystems]);
        return result;
    }

    // A run may record or delete a point while the listing is compared: then the listing is old, and read again.
    private static async Task<SyncResult> RepeatAsync(Func<Task<SyncResult>> sync)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await sync();
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Read again.
            }
        }
    }

    private async Task<SyncResult> SyncAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var names = await db.Vaults.AsNoTracking().Where(vault => vault.AwsAccount == account.AwsAccountId && vault.Region == region)
            .Select(vault => vault.Arn).ToListAsync(cancel);
        var seen = new List<RecoveryPointFacts>();
        foreach (var vault in names)
        {
            seen.AddRange(await vaults.ReadPointsAsync(account, Arn.Parse(vault), null, null, cancel));
        }

        var known = await db.RestorePoints.Where(point => point.AwsAccount == account.AwsAccountId && point.Region == region
            && point.State != RestorePointState.Deleted).ToDictionaryAsync(point => point.Arn, cancel);
        var unknown = new List<RecoveryPointFacts>();
        foreach (var facts in seen)
        {
            if (known.Remove(facts.Arn, out var point))
            {
                point.See(facts);
            }
            else if (facts.IsComplete)
            {
                unknown.Add(facts);
            }
        }

        var missed = await MissAsync(account, known.Values, cancel);
        var details = unknown.Count == 0 ? [] : await vaults.ReadDetailsAsync(account, region, cancel);
        var touched = await adoption.AdoptAsync(db, account, unknown, details, cancel);
        await SaveAsync(db, [.. touched, .. known.Values.Select(point => point.FileSystemId)], cancel);
        return new SyncResult(seen.Count, unknown.Count, missed, []);
    }

    private async Task<int> MissAsync(AwsAccount account, IEnumerable<RestorePoint> unlisted, CancellationToken cancel)
    {
        var missed = 0;
        foreach (var point in unlisted.Where(point => point.IsLive))
        {
            // A listing may be stale; only if AWS does not know the point by name either is it doubted.
            if (await vaults.FindAsync(account, Arn.Parse(point.VaultArn), point.Arn, cancel) is not null)
            {
                continue;
            }

            if (point.DeleteAt <= context.Clocks.Now)
            {
                point.Expire(context.Clocks.Now);
            }
            else if (point.Miss(context.Clocks.Now, Patience))
            {
                missed++;
            }
        }

        return missed;
    }

    private static async Task SaveAsync(PortalDb db, HashSet<Guid> touched, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.AssignAsync(db, touched, cancel);
        await transaction.CommitAsync(cancel);
    }
}
