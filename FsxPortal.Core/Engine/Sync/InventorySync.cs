using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Reads which file systems and vaults exist. A file system that AWS says is gone is marked so, never removed.</summary>
public sealed class InventorySync(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, InventoryGateway inventory, VaultGateway vaults, IProgressRelay relay,
    Clocks clocks,
    ILogger<InventorySync> log)
{
    // Reads of AWS may lag its writes, and what was just seen is not gone.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Reads all accounts and Regions.</summary>
    /// <returns>What could not be read, in words; a Region that fails does not keep the others from being read.</returns>
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
            foreach (var region in account.Regions)
            {
                try
                {
                    if (await SyncAsync(account, region, cancel) is { } trouble)
                    {
                        failures.Add(trouble);
                    }
                }
                catch (AwsFault fault)
                {
                    failures.Add(fault.Message);
                    log.LogWarning(
                        "The inventory of {Account} in {Region} was not read: {Message}", account.AwsAccountId, region, fault.Message);
                }
            }
        }

        relay.Publish([ProgressTopic.FileSystems]);
        return failures;
    }

    private async Task<string?> SyncAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var fileSystems = await inventory.ReadAsync(account, region, cancel);
        var vaultFacts = await vaults.ReadVaultsAsync(account, region, cancel);

        await using var db = await databases.CreateDbContextAsync(cancel);
        var trouble = await NoteFileSystemsAsync(db, account, region, fileSystems, cancel);
        await NoteVaultsAsync(db, account, region, vaultFacts, cancel);
        Guid[] changed = [.. db.ChangeTracker.Entries<FileSystem>().Where(IsNews).Select(entry => entry.Entity.Id)];
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.AssignAsync(db, changed, cancel);
        await transaction.CommitAsync(cancel);
        return trouble;
    }

    // That a file system was seen again is noted each time, and changes nothing else.
    private static bool IsNews(EntityEntry<FileSystem> entry) =>
        entry.State == EntityState.Added || entry.Property(row => row.Facts).IsModified || entry.Property(row => row.GoneAt).IsModified;

    private async Task<string?> NoteFileSystemsAsync(
        PortalDb db, AwsAccount account, string region, IReadOnlyList<FileSystemFacts> seen, CancellationToken cancel)
    {
        var now = clocks.Now;
        var known = await db.FileSystems.Where(fileSystem => fileSystem.AwsAccount == account.AwsAccountId && fileSystem.Region == region)
            .ToDictionaryAsync(fileSystem => fileSystem.Arn, cancel);
        foreach (var facts in seen)
        {
            if (known.Remove(facts.Arn, out var fileSystem))
            {
                fileSystem.See(facts, now);
            }
            else
            {
                db.FileSystems.Add(new FileSystem(clocks.NewId(), account.Id, facts, now));
            }
        }

        var absent = known.Values.Where(fileSystem => fileSystem.GoneAt is null && (now - fileSystem.SeenAt).Duration() >= Patience)
            .OrderBy(fileSystem => fileSystem.Id);
        var (gone, trouble) = await Absence.ConfirmAsync($"the file systems of {account.AwsAccountId} in {region}", absent,
            fileSystem => inventory.IsGoneAsync(account, Arn.Parse(fileSystem.Arn), cancel));
        foreach (var fileSystem in gone)
        {
            fileSystem.Miss(now);
        }

        return trouble;
    }

    private async Task NoteVaultsAsync(
        PortalDb db, AwsAccount account, string region, IReadOnlyList<VaultFacts> seen, CancellationToken cancel)
    {
        var now = clocks.Now;
        var known = await db.Vaults.Where(vault => vault.AwsAccount == account.AwsAccountId && vault.Region == region)
            .ToDictionaryAsync(vault => vault.Arn, cancel);
        foreach (var facts in seen)
        {
            if (known.TryGetValue(facts.Arn, out var vault))
            {
                vault.See(facts, now);
            }
            else
            {
                db.Vaults.Add(new Vault(clocks.NewId(), facts, now));
            }
        }
    }
}
