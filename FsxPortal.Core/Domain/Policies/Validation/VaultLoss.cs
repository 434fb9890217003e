using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>What it means that AWS no longer has a vault, in words.</summary>
public static class VaultLoss
{
    /// <summary>What to do about a vault that a policy uses.</summary>
    public const string Remedy = "Create it again in AWS Backup and synchronise the vaults, or choose another vault.";

    /// <summary>Why nothing goes into a vault; none while AWS has it.</summary>
    public static string? Refusal(Vault vault) =>
        vault.GoneAt is null ? null : $"AWS no longer has the vault '{vault.Name}' in {vault.Region}. {Remedy}";

    /// <summary>Whether backups or copies of a policy go into a vault.</summary>
    public static bool Names(PolicyDocument document, Vault vault) => document.Account == vault.AwsAccount
        && (document.Vaults.GetValueOrDefault(vault.Region) == vault.Name
            || (document.Copies?.Values ?? []).Any(target => target.Region == vault.Region && target.Vault == vault.Name));

    /// <summary>What is lacking to a saved policy: a sentence for each vault that AWS no longer has.</summary>
    public static IReadOnlyList<string> Of(PolicyDocument document, IEnumerable<Vault> vaults) =>
        [.. vaults.Where(vault => vault.GoneAt is not null && Names(document, vault)).Select(Refusal).OfType<string>()];

    /// <summary>What a synchronisation says of a vault that AWS no longer has.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="policies">The names of the policies that use it.</param>
    /// <param name="points">How many restore points were in it that are not known to be gone yet.</param>
    public static string Say(Vault vault, IReadOnlyList<string> policies, int points)
    {
        var users = policies switch
        {
            [] => "",
            [var only] => $" The policy '{only}' uses it. {Remedy}",
            _ => $" The policies {string.Join(", ", policies.Select(name => $"'{name}'"))} use it. {Remedy}",
        };
        var left = points == 0 ? "" : $" {points} of its restore points are looked for by name.";
        return $"AWS no longer has the vault '{vault.Name}' of {vault.AwsAccount} in {vault.Region}.{users}{left}";
    }
}
