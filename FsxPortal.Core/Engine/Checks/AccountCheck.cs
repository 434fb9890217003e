using System.Globalization;
using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Checks;

/// <summary>Looks whether an account can be worked with, and says what to do where it cannot. Nothing is changed.</summary>
public sealed class AccountCheck(
    IDbContextFactory<PortalDb> databases, AccountGateway gateway, PermissionCheck permissions, VaultCheck vaults)
{
    /// <summary>Everything that was looked at, in the order in which one would look.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(AwsAccount account, CancellationToken cancel)
    {
        AwsIdentity identity;
        try
        {
            identity = await gateway.IdentityAsync(account, cancel);
        }
        catch (AwsFault fault)
        {
            return [Of("Identity", fault)];
        }

        if (AccountRules.ForeignCredentials(account.AwsAccountId, identity.Account) is { } refusal)
        {
            return [new Finding("Identity", FindingState.Failed, refusal, AccountRules.RemedyOf(account.AwsAccountId))];
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Policies.AsNoTracking().Where(policy => policy.AwsAccount == account.AwsAccountId).ToListAsync(cancel);
        var findings = new List<Finding>
        {
            new("Identity", FindingState.Ok,
                $"The portal works in {identity.Account}{(account.RoleArn is null ? "" : $" as {account.RoleArn}")}."),
        };
        foreach (var region in account.Regions)
        {
            var wanted = policies.SelectMany(policy => VaultCheck.VaultsOf(policy, region)).Distinct()
                .OrderBy(vault => vault.Name, StringComparer.Ordinal).ToList();
            var own = wanted.Where(vault => !vault.IsTarget).Select(vault => vault.Name).ToList();
            findings.Add(await TryAsync($"{region}: AWS Backup for Amazon FSx", () => OptInAsync(account, region, cancel)));
            findings.AddRange(await ReadsAsync(account, region, cancel));
            findings.AddRange(await permissions.RunAsync(account, identity, region, own, cancel));
            findings.AddRange(await vaults.RunAsync(account, region, wanted, cancel));
            findings.Add(await QuotaAsync(db, account, region, cancel));
        }

        return findings;
    }

    private async Task<IReadOnlyList<Finding>> ReadsAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var (action, call) in gateway.ReadsOf(account, region))
        {
            findings.Add(await TryAsync($"{region}: {action}", async () =>
            {
                await call(cancel);
                return new Finding($"{region}: {action}", FindingState.Ok, "Allowed.");
            }));
        }

        return findings;
    }

    private async Task<Finding> OptInAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var subject = $"{region}: AWS Backup for Amazon FSx";
        return await gateway.ProtectsFsxAsync(account, region, cancel) switch
        {
            true => new Finding(subject, FindingState.Ok, "Switched on."),
            false =>
                new Finding(
                    subject, FindingState.Failed, "Switched off: AWS refuses every backup.",
                    $"Switch Amazon FSx on in AWS Backup, Settings, Service opt-in, in {region}."),
            null => new Finding(
                subject, FindingState.Warning, "AWS does not say whether it is switched on.",
                "Look into AWS Backup, Settings, Service opt-in."),
        };
    }

    private static async Task<Finding> QuotaAsync(PortalDb db, AwsAccount account, string region, CancellationToken cancel)
    {
        var live = await db.RestorePoints.Where(point => point.AwsAccount == account.AwsAccountId && point.Region == region
                && Domain.Chains.RestorePoint.Judged.Contains(point.State))
            .Join(db.FileSystems, point => point.FileSystemId, fileSystem => fileSystem.Id, (point, fileSystem) => fileSystem.Type)
            .GroupBy(type => type).Select(group => new { Type = group.Key, Count = group.Count() }).ToListAsync(cancel);
        var text = live.Count == 0 ? "No restore points." : string.Join(" ", live.OrderBy(row => row.Type)
            .Select(row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Count:N0} restore points of {row.Type}; AWS begins with {BackupQuota.Of(row.Type):N0} for an account and "
                        + $"Region.")));
        return live.Exists(row => BackupQuota.IsNear(row.Type, row.Count))
            ? new Finding(
                $"{region}: quota of backups", FindingState.Warning, text,
                "Compare with your quota in Service Quotas, and ask AWS for more in good time.")
            : new Finding($"{region}: quota of backups", FindingState.Ok, text);
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

    /// <summary>A call that failed, as a finding with what to do.</summary>
    internal static Finding Of(string subject, AwsFault fault) => new(subject, FindingState.Failed, fault.Message, fault.Kind switch
    {
        FaultKind.Denied => "Allow the action in the policy of the role, and let the role trust the portal.",
        FaultKind.Stale => "Renew the credentials, set the clock of this machine right, then check again.",
        FaultKind.Busy => "AWS asks for patience: check again in a minute.",
        _ => "Check the network, the endpoint and the Region, then check again.",
    });
}
