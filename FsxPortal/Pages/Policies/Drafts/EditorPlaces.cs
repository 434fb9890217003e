using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>The accounts, Regions and vaults a policy can name.</summary>
public sealed record EditorPlaces(IReadOnlyList<AccountView> Accounts, IReadOnlyList<VaultView> Vaults)
{
    /// <summary>The Regions of an account.</summary>
    public IReadOnlyList<string> RegionsOf(string? account) =>
        Accounts.FirstOrDefault(known => known.AwsAccount == account)?.Regions ?? [];

    /// <summary>The vaults that backups can be written to.</summary>
    public IReadOnlyList<string> VaultsOf(string? account, string? region) =>
        [.. Of(account, region).Where(vault => vault.GoneAt is null).Select(vault => vault.Name)];

    /// <summary>Whether AWS no longer has a vault of that name.</summary>
    public bool IsGone(string? account, string? region, string name) =>
        Of(account, region).Any(vault => vault.Name == name && vault.GoneAt is not null);

    private IEnumerable<VaultView> Of(string? account, string? region) =>
        Vaults.Where(vault => vault.AwsAccount == account && vault.Region == region);
}
