using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads accounts and vaults.</summary>
public sealed class InventoryQuery(ScopedReads reads)
{
    /// <summary>All accounts by name.</summary>
    public async Task<IReadOnlyList<AccountView>> AccountsAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        var accounts = await db.Accounts.AsNoTracking().OrderBy(account => account.Name).ThenBy(account => account.Id).ToListAsync(cancel);
        return [.. accounts.Select(View)];
    }

    /// <summary>One account; none if there is no such.</summary>
    public async Task<AccountView?> AccountAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Settings, cancel);
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(account => account.Id == id, cancel) is { } found ? View(found) : null;
    }

    /// <summary>All vaults by account, Region and name.</summary>
    public async Task<IReadOnlyList<VaultView>> VaultsAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        return await db.Vaults
            .OrderBy(vault => vault.AwsAccount).ThenBy(vault => vault.Region).ThenBy(vault => vault.Name)
            .Select(vault => new VaultView(
                vault.Id, vault.Arn, vault.Name, vault.AwsAccount, vault.Region, vault.Locked, vault.KeyArn, vault.RestorePoints)
            {
                GoneAt = vault.GoneAt,
            })
            .ToListAsync(cancel);
    }

    private static AccountView View(AwsAccount account) =>
        new(account.Id, account.Name, account.AwsAccountId, account.RoleArn, account.Regions)
        {
            Version = account.Version,
            CredentialState = account.CredentialState,
            Trouble = account.Trouble,
        };
}
