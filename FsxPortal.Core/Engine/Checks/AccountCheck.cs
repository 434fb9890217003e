using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Looks whether an account can be worked with, and says what to do where it cannot. Nothing is changed.</summary>
public sealed class AccountCheck(IDbContextFactory<PortalDb> databases, AccountGateway gateway, VaultGateway vaults)
{
    // Windows and Lustre: the smallest quota of backups for an account and Region, as AWS publishes it.
    private const int BackupQuota = 500;

    /// <summary>Everything that was looked at, in the order in which one would look.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(AwsAccount account, CancellationToken cancel)
    {
        var identity = await TryAsync("Identity", () => IdentityAsync(account, cancel));
        if (identity.State == FindingState.Failed)
        {
            return [identity];
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = (await db.Policies.AsNoTracking().ToListAsync(cancel)).Where(policy => policy.Document.Account == account.AwsAccountId).ToList();
        var findings = new List<Finding> { identity };
        foreach (var region in account.Regions)
        {
            findings.Add(await TryAsync($"{region}: AWS Backup for Amazon FSx", () => OptInAsync(account, region, cancel)));
            foreach (var (action, call) in gateway.ReadsOf(account, region))
            {
                findings.Add(await TryAsync($"{region}: {action}", async () =>
                {
                    await call(cancel);
                    return new Finding($"{region}: {action}", FindingState.Ok, "Allowed.");
                }));
            }

            findings.AddRange(await VaultsAsync(account, region, policies, cancel));
            findings.Add(await QuotaAsync(db, account, region, cancel));
        }

        findings.Add(new Finding("Starting and deleting", FindingState.Warning, "backup:StartBackupJob, StartCopyJob, DeleteRecoveryPoint and iam:PassRole are not tried here: AWS offers no call without an effect.",
            "Start a policy by hand once to see them work."));
        return findings;
    }

    private async Task<Finding> IdentityAsync(AwsAccount account, CancellationToken cancel)
    {
        var found = await gateway.IdentityAsync(account, cancel);
        return found == account.AwsAccountId
            ? new Finding("Identity", FindingState.Ok, $"The portal works in {found}{(account.RoleArn is null ? "" : $" as {account.RoleArn}")}.")
            : new Finding("Identity", FindingState.Failed, $"The credentials are those of the account {found}.",
                $"Give the account a role in {account.AwsAccountId} that the portal may assume.");
    }

    private async Task<Finding> OptInAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var subject = $"{region}: AWS Backup for Amazon FSx";
        return await gateway.ProtectsFsxAsync(account, region, cancel) switch
        {
            true => new Finding(subject, FindingState.Ok, "Switched on."),
            false => new Finding(subject, FindingState.Failed, "Switched off: AWS refuses every backup.", $"Switch Amazon FSx on in AWS Backup, Settings, Service opt-in, in {region}."),
            null => new Finding(subject, FindingState.Warning, "AWS does not say whether it is switched on.", "Look into AWS Backup, Settings, Service opt-in."),
        };
    }

    private async Task<IReadOnlyList<Finding>> VaultsAsync(AwsAccount account, string region, List<Policy> policies, CancellationToken cancel)
    {
        var wanted = policies.SelectMany(policy => VaultsOf(policy, region)).Distinct().Order().ToList();
        try
        {
            var known = (await vaults.ReadVaultsAsync(account, region, cancel)).ToDictionary(vault => vault.Name);
            return wanted.Count == 0
                ? [new Finding($"{region}: backup:ListBackupVaults", FindingState.Ok, $"Allowed; there are {known.Count} vaults.")]
                : [.. wanted.Select(name => VaultFinding($"{region}: vault {name}", known.GetValueOrDefault(name)))];
        }
        catch (AwsFault fault)
        {
            return [Of($"{region}: backup:ListBackupVaults", fault)];
        }
    }

    private static IEnumerable<string> VaultsOf(Policy policy, string region)
    {
        if (policy.Document.Vaults.TryGetValue(region, out var vault))
        {
            yield return vault;
        }

        foreach (var target in (policy.Document.Copies ?? new Dictionary<string, CopyTarget>()).Values.Where(target => target.Region == region))
        {
            yield return target.Vault!;
        }
    }

    private static Finding VaultFinding(string subject, VaultFacts? vault) => vault switch
    {
        null => new Finding(subject, FindingState.Failed, "A policy uses it, and it does not exist.", "Create it in AWS Backup, or choose another vault in the policy."),
        { Locked: true } => new Finding(subject, FindingState.Ok, "It is locked: AWS deletes its restore points itself, at the end of their retention, and nobody can before."),
        { KeyArn: null } => new Finding(subject, FindingState.Warning, "AWS does not name its key.", "Look into AWS Backup which key encrypts it."),
        _ => new Finding(subject, FindingState.Ok, $"There, not locked, encrypted with {vault.KeyArn}."),
    };

    private static async Task<Finding> QuotaAsync(PortalDb db, AwsAccount account, string region, CancellationToken cancel)
    {
        var live = await db.RestorePoints.CountAsync(point => point.AwsAccount == account.AwsAccountId && point.Region == region
            && (point.State == Domain.Chains.RestorePointState.Available || point.State == Domain.Chains.RestorePointState.DeleteFailed), cancel);
        var text = $"{live} restore points; AWS begins with {BackupQuota} backups each of Windows and Lustre for an account and Region.";
        return live < BackupQuota * 8 / 10
            ? new Finding($"{region}: quota of backups", FindingState.Ok, text)
            : new Finding($"{region}: quota of backups", FindingState.Warning, text, "Compare with your quota in Service Quotas, and ask AWS for more in good time.");
    }

    private static async Task<Finding> TryAsync(string subject, Func<Task<Finding>> look)
    {
        try
        {
            return await look();
        }
        catch (AwsFault fault)
        {
            return Of(subject, fault);
        }
    }

    private static Finding Of(string subject, AwsFault fault) => new(subject, FindingState.Failed, fault.Message, fault.Kind switch
    {
        FaultKind.Denied => "Allow the action in the policy of the role, and let the role trust the portal.",
        FaultKind.Busy => "AWS asks for patience: check again in a minute.",
        _ => "Check the network, the endpoint and the Region, then check again.",
    });
}
