using System.Globalization;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Judging;

/// <summary>When each vault was last listed to its end: as of then AWS had what the portal says.</summary>
public sealed class VaultListings
{
    private const string Prefix = "vault.listed ";

    private readonly Dictionary<string, DateTimeOffset> _listed;

    private VaultListings(Dictionary<string, DateTimeOffset> listed) => _listed = listed;

    /// <summary>The one that is longest ago, of the vaults with restore points; none where one of them was never listed.</summary>
    public DateTimeOffset? Oldest { get; private init; }

    /// <summary>Reads what is known of all vaults.</summary>
    public static async Task<VaultListings> ReadAsync(PortalDb db, CancellationToken cancel)
    {
        // Nobody's in particular, and asked only for vaults that the reader may see.
        var rows = await db.Settings.IgnoreQueryFilters().AsNoTracking().Where(setting => setting.Key.StartsWith(Prefix))
            .ToListAsync(cancel);
        var listed = rows.ToDictionary(
            row => row.Key[Prefix.Length..],
            row => new DateTimeOffset(long.Parse(row.Value, CultureInfo.InvariantCulture), TimeSpan.Zero));
        var used = await db.Vaults.Where(vault => vault.RestorePoints > 0).Select(vault => vault.Arn).ToListAsync(cancel);
        return new VaultListings(listed)
        {
            Oldest = used.Count == 0 || used.Exists(vault => !listed.ContainsKey(vault)) ? null : used.Min(vault => listed[vault]),
        };
    }

    /// <summary>Notes that a vault was listed to its end, as of an instant; the caller saves.</summary>
    public static async Task NoteAsync(PortalDb db, string vaultArn, DateTimeOffset at, CancellationToken cancel)
    {
        var (key, value) = (Prefix + vaultArn, at.UtcTicks.ToString(CultureInfo.InvariantCulture));
        if (await db.Settings.SingleOrDefaultAsync(setting => setting.Key == key, cancel) is { } known)
        {
            known.Value = value;
        }
        else
        {
            db.Settings.Add(new Setting(key, value));
        }
    }

    /// <summary>As of when AWS had the backups, and the copies, of a file system: the vault that was listed longest ago counts.</summary>
    /// <param name="fileSystem">The file system.</param>
    /// <param name="owner">The policy that says where its restore points lie; none if no policy owns it.</param>
    /// <returns>None if no policy owns it, or if one of the vaults was never listed to its end.</returns>
    public DateTimeOffset? Of(FileSystem fileSystem, Policy? owner)
    {
        if (owner?.Document.Vaults.GetValueOrDefault(fileSystem.Region) is not { } vault)
        {
            return null;
        }

        var partition = Arn.Parse(fileSystem.Arn).Partition;
        List<string> vaults = [Arn.Vault(partition, fileSystem.Region, fileSystem.AwsAccount, vault).ToString()];
        if (owner.CopyTargetOf(fileSystem.Region) is { Region: { } region, Vault: { } copies }
            && Capabilities.CopyRefusal(fileSystem.Facts) is null)
        {
            vaults.Add(Arn.Vault(partition, region, fileSystem.AwsAccount, copies).ToString());
        }

        return vaults.Exists(arn => !_listed.ContainsKey(arn)) ? null : vaults.Min(arn => _listed[arn]);
    }
}
