using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Reads which file systems and vaults exist in one Region of an account.</summary>
public sealed class RegionInventory(
    IDbContextFactory<PortalDb> databases, InventoryGateway inventory, VaultGateway vaults, Clocks clocks)
{
    // Reads of AWS may lag its writes, and what was just seen is not gone.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Reads it, and writes down what has changed.</summary>
    /// <returns>What is wrong, in words.</returns>
    /// <exception cref="AwsFault">Something could not be listed; nothing was written.</exception>
    public async Task<IReadOnlyList<string>> SyncAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var fileSystems = await inventory.ReadAsync(account, region, cancel);
        var listed = await vaults.ReadVaultsAsync(account, region, cancel);

        await using var db = await databases.CreateDbContextAsync(cancel);
        var troubles = fileSystems.Odd.Concat(listed.Odd).Select(odd => odd.Text).ToList();
        troubles.AddRange(await NoteFileSystemsAsync(db, account, region, fileSystems, cancel));
        troubles.AddRange(await NoteVaultsAsync(db, account, region, listed, cancel));
        Guid[] changed = [.. db.ChangeTracker.Entries<FileSystem>().Where(IsNews).Select(entry => entry.Entity.Id)];
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.AssignAsync(db, changed, cancel);
        await transaction.CommitAsync(cancel);
        return troubles;
    }

    // That a file system was seen again is noted each time, and changes nothing else.
    private static bool IsNews(EntityEntry<FileSystem> entry) =>
        entry.State == EntityState.Added || entry.Property(row => row.Facts).IsModified || entry.Property(row => row.GoneAt).IsModified;

    private async Task<IEnumerable<string>> NoteFileSystemsAsync(
        PortalDb db, AwsAccount account, string region, Listed<FileSystemFacts> listed, CancellationToken cancel)
    {
        var now = clocks.Now;
        var known = await db.FileSystems.Where(fileSystem => fileSystem.AwsAccount == account.AwsAccountId && fileSystem.Region == region)
            .ToDictionaryAsync(fileSystem => fileSystem.Arn, cancel);
        foreach (var facts in listed.Items)
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

        // What is odd is there.
        var odd = listed.Odd.Select(item => item.Key).ToHashSet();
        var absent = known.Values.Where(fileSystem =>
            fileSystem.GoneAt is null && !odd.Contains(fileSystem.Arn) && (now - fileSystem.SeenAt).Duration() >= Patience)
                .OrderBy(fileSystem => fileSystem.Id);
        var (gone, trouble) = await Absence.ConfirmAsync($"the file systems of {account.AwsAccountId} in {region}", absent,
            fileSystem => inventory.IsGoneAsync(account, Arn.Parse(fileSystem.Arn), cancel));
        foreach (var fileSystem in gone)
        {
            fileSystem.Miss(now);
        }

        return trouble is null ? [] : [trouble];
    }

    private async Task<IEnumerable<string>> NoteVaultsAsync(
        PortalDb db, AwsAccount account, string region, Listed<VaultFacts> listed, CancellationToken cancel)
    {
        var now = clocks.Now;
        var known = await db.Vaults.Where(vault => vault.AwsAccount == account.AwsAccountId && vault.Region == region)
            .ToDictionaryAsync(vault => vault.Arn, cancel);
        foreach (var facts in listed.Items)
        {
            if (known.Remove(facts.Arn, out var vault))
            {
                vault.See(facts, now);
            }
            else
            {
                db.Vaults.Add(new Vault(clocks.NewId(), facts, now));
            }
        }

        var odd = listed.Odd.Select(item => item.Key).ToHashSet();
        var absent = known.Values.Where(vault => !odd.Contains(vault.Arn)).OrderBy(vault => vault.Name, StringComparer.Ordinal).ToList();
        var (gone, trouble) = await Absence.ConfirmAsync(
            $"the vaults of {account.AwsAccountId} in {region}",
            absent.Where(vault => vault.GoneAt is null && (now - vault.SeenAt).Duration() >= Patience),
            vault => vaults.IsGoneAsync(account, Arn.Parse(vault.Arn), cancel));
        foreach (var vault in gone)
        {
            vault.Miss(now);
        }

        return [.. trouble is null ? Array.Empty<string>() : [trouble],
            .. await VaultUses.LossesAsync(db, absent.FindAll(vault => vault.GoneAt is not null), cancel)];
    }
}
