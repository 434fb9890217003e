using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Reads which file systems and vaults exist. What AWS says is gone is marked so, never removed.</summary>
public sealed class InventorySync(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, CredentialCheck credentials, RegionInventory regions, IProgressRelay relay,
    ILogger<InventorySync> log)
{
    /// <summary>Reads all accounts and Regions.</summary>
    /// <returns>What could not be read, in words; an account or a Region that fails does not keep the others from being read.</returns>
    public async Task<IReadOnlyList<string>> SyncAsync(CancellationToken cancel)
    {
        // Two that read at the same time would both find the same file system new.
        await using var turn = await locks.TakeAsync("inventory", cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(cancel);
        await LaneLeases.EnsureAsync(
            db, accounts.SelectMany(account => account.Regions.Select(region => Lane.Of(account.AwsAccountId, region))), cancel);
        await db.SaveChangesAsync(cancel);

        var failures = new List<string>();
        foreach (var account in accounts)
        {
            if (await RefusalAsync(db, account, cancel) is { } refusal)
            {
                failures.Add($"{account.Name} ({account.AwsAccountId}) was not read. {refusal}");
                continue;
            }

            foreach (var region in account.Regions)
            {
                failures.AddRange(await TryAsync(account, region, cancel));
            }
        }

        failures.ForEach(failure => log.LogWarning("The inventory is not complete. {Failure}", failure));
        relay.Publish([ProgressTopic.FileSystems]);
        return failures;
    }

    // Where AWS can't be asked, what was known of the credentials stays.
    private async Task<string?> RefusalAsync(PortalDb db, AwsAccount account, CancellationToken cancel)
    {
        var standing = await credentials.RunAsync(account, cancel);
        if (standing.State != CredentialState.Unconfirmed && standing != new AccountStanding(account.CredentialState, account.Trouble))
        {
            await db.Accounts.Where(row => row.Id == account.Id && row.Version == account.Version)
                .ExecuteUpdateAsync(row => row.SetProperty(known => known.CredentialState, standing.State)
                    .SetProperty(known => known.Trouble, standing.Text), cancel);
        }

        return standing.State == CredentialState.Refused ? standing.Text : null;
    }

    private async Task<IReadOnlyList<string>> TryAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        try
        {
            return await regions.SyncAsync(account, region, cancel);
        }
        catch (AwsFault fault)
        {
            return [fault.Message];
        }
        catch (DbUpdateException broken)
        {
            return [$"What exists of {account.AwsAccountId} in {region} could not be saved: {broken.InnerException?.Message ?? broken.Message} "
                + "It is read again by the next synchronisation."];
        }
    }
}
