using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>Checks the vaults and copy targets of a policy document.</summary>
internal static class TargetRules
{
    public static IEnumerable<Problem> Validate(PolicyDocument document, PolicySurroundings surroundings) =>
        Vaults(document, surroundings).Concat(Copies(document, surroundings));

    private static IEnumerable<Problem> Vaults(PolicyDocument document, PolicySurroundings surroundings)
    {
        foreach (var region in document.Regions.Where(region => !string.IsNullOrEmpty(region)).Distinct())
        {
            if (!document.Vaults.TryGetValue(region, out var vault) || string.IsNullOrEmpty(vault))
            {
                yield return new($"vaults.{region}", $"Choose the vault for backups in {region}.");
            }
            else if (
                VaultProblem(
                    document, surroundings, region, vault, document.Schedule?.BackupPeriods()
                        ?? new Dictionary<GfsFlags, Period>()) is { } text)
            {
                yield return new($"vaults.{region}", text);
            }
        }

        foreach (var region in document.Vaults.Keys.Except(document.Regions))
        {
            yield return new($"vaults.{region}", $"The policy does not cover the Region {region}.");
        }
    }

    private static IEnumerable<Problem> Copies(PolicyDocument document, PolicySurroundings surroundings)
    {
        var copies = document.Copies ?? new Dictionary<string, CopyTarget>();
        foreach (var (source, target) in copies)
        {
            if (!document.Regions.Contains(source))
            {
                yield return new($"copies.{source}", $"The policy does not cover the Region {source}.");
            }
            else if (CopyProblem(document, surroundings, source, target) is { } problem)
            {
                yield return problem;
            }
        }

        if (copies.Count == 0 && document.Schedule?.MakesCopies == true)
        {
            yield return new("copies", "The schedule makes copies, but no copy target is given. Choose a Region and a vault.");
        }
    }

    private static Problem? CopyProblem(PolicyDocument document, PolicySurroundings surroundings, string source, CopyTarget? target)
    {
        if (string.IsNullOrEmpty(target?.Region))
        {
            return new($"copies.{source}.region", "Choose the Region to copy to.");
        }

        if (target.Region == source)
        {
            return new($"copies.{source}.region", "Copies go to another Region than the backups.");
        }

        if (Capabilities.CopyRefusal(source, target.Region) is { } refusal)
        {
            return new($"copies.{source}.region", refusal);
        }

        if (PolicyValidator.RegionProblem(document, surroundings, target.Region) is { } unknown)
        {
            return new($"copies.{source}.region", unknown);
        }

        if (string.IsNullOrEmpty(target.Vault))
        {
            return new($"copies.{source}.vault", $"Choose the vault for copies in {target.Region}.");
        }

        return VaultProblem(
            document, surroundings, target.Region, target.Vault, document.Schedule is { MakesCopies: true } schedule
                ? schedule.CopyPeriods() : null) is { } text
            ? new($"copies.{source}.vault", text)
            : null;
    }

    private static string? VaultProblem(
        PolicyDocument document, PolicySurroundings surroundings, string region, string name,
        IReadOnlyDictionary<GfsFlags, Period>? periods)
    {
        var account = document.Account;

        // Without an account no vault is right: that the account is missing is said already.
        if (!surroundings.Accounts.Any(known => known.AwsAccountId == account))
        {
            return null;
        }

        var vault = surroundings.Vaults.FirstOrDefault(
            known => known.AwsAccount == account && known.Region == region && known.Name == name);
        return vault switch
        {
            { GoneAt: not null } => VaultLoss.Refusal(vault),
            null => $"Account {account} has no vault '{name}' in {region}. Create it in AWS Backup, then synchronise the vaults.",
            { Lock: { } vaultLock } when periods is not null && LockRules.Refusal(vaultLock, [.. periods.Values]) is { } refusal =>
                $"The vault '{name}' is locked: {refusal}. Change the retention or choose another vault.",
            _ => null,
        };
    }
}
