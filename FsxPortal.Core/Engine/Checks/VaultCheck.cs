using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Engine.Checks;

/// <summary>A vault that a policy names, and whether copies go there.</summary>
public sealed record VaultInUse(string Name, bool IsTarget);

/// <summary>Looks whether the vaults that policies use can serve them: there, with a usable key, locked or not.</summary>
public sealed class VaultCheck(VaultGateway vaults, PermissionGateway keys)
{
    // The one key that AWS Backup can't copy backups of Amazon FSx with.
    private const string BackupKey = "alias/aws/backup";

    /// <summary>The vaults of a policy in a Region.</summary>
    public static IEnumerable<VaultInUse> VaultsOf(Policy policy, string region)
    {
        if (policy.Document.Vaults.TryGetValue(region, out var vault))
        {
            yield return new VaultInUse(vault, IsTarget: false);
        }

        foreach (
            var target in (policy.Document.Copies ?? new Dictionary<string, CopyTarget>()).Values.Where(target => target.Region == region))
        {
            yield return new VaultInUse(target.Vault!, IsTarget: true);
        }
    }

    /// <summary>What is to be said of the vaults of a Region.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(
        AwsAccount account, string region, IReadOnlyList<VaultInUse> wanted, CancellationToken cancel)
    {
        try
        {
            var known = (await vaults.ReadVaultsAsync(account, region, cancel)).Items.ToDictionary(vault => vault.Name);
            if (wanted.Count == 0)
            {
                return [new Finding($"{region}: backup:ListBackupVaults", FindingState.Ok, $"Allowed; there are {known.Count} vaults.")];
            }

            var findings = new List<Finding>();
            foreach (var group in wanted.GroupBy(vault => vault.Name))
            {
                findings.Add(
                    await LookAsync(
                        account, region, known.GetValueOrDefault(group.Key), group.Key, group.Any(vault => vault.IsTarget), cancel));
            }

            return findings;
        }
        catch (AwsFault fault)
        {
            return [AccountCheck.Of($"{region}: backup:ListBackupVaults", fault)];
        }
    }

    private async Task<Finding> LookAsync(
        AwsAccount account, string region, VaultFacts? vault, string name, bool isTarget, CancellationToken cancel)
    {
        var subject = $"{region}: vault {name}";
        if (vault is null)
        {
            return new Finding(
                subject, FindingState.Failed, "A policy uses it, and it does not exist.",
                "Create it in AWS Backup, or choose another vault in the policy.");
        }

        var @lock = vault.Locked ? "locked: AWS deletes its restore points itself, at the end of their retention, and nobody can before"
            : "not locked";
        if (vault.KeyArn is not { } key)
        {
            return new Finding(
                subject, FindingState.Warning, $"There, {@lock}. AWS does not name its key.",
                "Look into AWS Backup which key encrypts it.");
        }

        try
        {
            var facts = await keys.KeyAsync(account, region, key, cancel);
            var isRefused = isTarget && facts.IsOfAws && (await keys.KeyAsync(account, region, BackupKey, cancel)).Arn == facts.Arn;
            return OfKey(subject, @lock, key, facts, isRefused);
        }
        catch (AwsFault fault)
        {
            return AccountCheck.Of(subject, fault) with
            {
                State = FindingState.Warning,
                Text = $"There, {@lock}, encrypted with {key}, which could not be looked at: {fault.Message}"
            };
        }
    }

    private static Finding OfKey(string subject, string @lock, string arn, KeyFacts key, bool isRefused) => key switch
    {
        { State: not "Enabled" } =>
            new(subject, FindingState.Failed, $"There, {@lock}, but its key {arn} is {key.State}: nothing can be written or read.",
                "Enable the key in AWS KMS, or cancel its deletion."),
        _ when isRefused =>
            new(subject, FindingState.Failed,
                $"There, {@lock}, encrypted with AWS's own key {arn}: copies of Amazon FSx backups need a customer managed key.",
            "Create a vault with a key of your own, and choose it as the target of the policy."),
        { IsOfAws: true } => new(subject, FindingState.Ok, $"There, {@lock}, encrypted with AWS's own key {arn}."),
        _ => new(subject, FindingState.Ok, $"There, {@lock}, encrypted with your key {arn}."),
    };
}
