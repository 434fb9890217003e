using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Says who misses vaults that AWS no longer has.</summary>
internal static class VaultUses
{
    /// <summary>A sentence for each vault that policies use, or in which restore points were; none for those that nobody misses.</summary>
    public static async Task<IReadOnlyList<string>> LossesAsync(PortalDb db, IReadOnlyList<Vault> gone, CancellationToken cancel)
    {
        if (gone.Count == 0)
        {
            return [];
        }

        var arns = gone.Select(vault => vault.Arn).ToList();
        var left = await db.RestorePoints
            .Where(point => arns.Contains(point.VaultArn)
                && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .GroupBy(point => point.VaultArn).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var policies = await db.Policies.AsNoTracking().OrderBy(policy => policy.Priority).ToListAsync(cancel);
        return
        [
            .. from vault in gone
               let users = policies.Where(policy => VaultLoss.Names(policy.Document, vault)).Select(policy => policy.Name).ToList()
               let points = left.GetValueOrDefault(vault.Arn)
               where users.Count > 0 || points > 0
               select VaultLoss.Say(vault, users, points),
        ];
    }
}
