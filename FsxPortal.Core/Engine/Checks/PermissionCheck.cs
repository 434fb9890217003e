using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Engine.Checks;

/// <summary>Looks whether the calls that have effects are allowed, without making them: IAM simulates them.</summary>
public sealed class PermissionCheck(PermissionGateway gateway, AwsClients clients)
{
    private const string Simulation = "iam:SimulatePrincipalPolicy";

    // What stops working without an action, for the identity of the portal.
    private static readonly Dictionary<string, string> OnVaults = new()
    {
        ["backup:StartBackupJob"] = "no backup starts",
    };

    private static readonly Dictionary<string, string> OnPoints = new()
    {
        ["backup:StartCopyJob"] = "no copy starts",
        ["backup:DeleteRecoveryPoint"] = "retention removes nothing",
        ["backup:DescribeRecoveryPoint"] = "the portal can't tell whether a restore point is gone",
        ["fsx:UntagResource"] = "policies that do not copy tags leave them on the backups",
    };

    private static readonly Dictionary<string, string> OnRole = new()
    {
        ["iam:PassRole"] = "no job starts: AWS Backup does not get its role",
    };

    // The same for the role that AWS Backup works with.
    private static readonly Dictionary<string, string> OfJobs = new()
    {
        ["fsx:CreateBackup"] = "backup jobs fail",
        ["fsx:CopyBackup"] = "copy jobs fail",
        ["fsx:DeleteBackup"] = "restore points never go: their deletion ends as EXPIRED",
        ["fsx:TagResource"] = "jobs with tags fail",
    };

    /// <summary>What the portal and AWS Backup's role may do in a Region.</summary>
    /// <param name="account">Whose permissions.</param>
    /// <param name="identity">Who the portal is there.</param>
    /// <param name="region">Where.</param>
    /// <param name="vaults">The vaults that policies use there.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<IReadOnlyList<Finding>> RunAsync(
        AwsAccount account, AwsIdentity identity, string region, IReadOnlyList<string> vaults, CancellationToken cancel)
    {
        var (portal, role) = (PrincipalOf(account, identity), clients.BackupRoleOf(account));
        var point = $"arn:{account.Partition}:fsx:{region}:{account.AwsAccountId}:backup/backup-0123456789abcdef0";
        var stores = vaults.Select(vault => $"arn:{account.Partition}:backup:{region}:{account.AwsAccountId}:backup-vault:{vault}");
        var findings = new List<Finding>();
        foreach (
            var (who, actions, resource) in stores.Select(store => (portal, OnVaults, store))
                .Concat([(portal, OnPoints, point), (portal, OnRole, role), (role, OfJobs, point)]))
        {
            try
            {
                findings.AddRange(await FindAsync(account, region, who, actions, resource, cancel));
            }
            catch (AwsFault fault)
            {
                return [.. findings, Untested(region, who, fault, isOfBackup: who == role)];
            }
        }

        return findings;
    }

    private async Task<IEnumerable<Finding>> FindAsync(
        AwsAccount account, string region, string who, Dictionary<string, string> actions, string resource, CancellationToken cancel)
    {
        var context = new Dictionary<string, string>
        {
            ["aws:RequestedRegion"] = region,
            ["iam:PassedToService"] = "backup.amazonaws.com",
            [$"aws:ResourceTag/{PointTags.Policy}"] = "any",
        };
        var denied = await gateway.DeniedAsync(account, who, [.. actions.Keys], resource, context, cancel);
        return actions.Select(action => denied.Contains(action.Key, StringComparer.OrdinalIgnoreCase)
            ? new Finding(
                $"{region}: {action.Key}", FindingState.Failed, $"{who} is not allowed to on {resource}: {action.Value}.",
                $"Allow {action.Key} in the policies of {who}.")
            : new Finding(
                $"{region}: {action.Key}", FindingState.Ok, $"Allowed to {who[(who.LastIndexOf('/') + 1)..]}, as IAM simulates it."));
    }

    private static Finding Untested(string region, string who, AwsFault fault, bool isOfBackup) => new(
        $"{region}: {Simulation}", fault.Kind == FaultKind.NotFound ? FindingState.Failed
            : FindingState.Warning, $"What {who} may do could not be tested: {fault.Message}", fault.Kind switch
            {
                FaultKind.NotFound when isOfBackup =>
                    $"Make the role {who}, as AWS Backup's console does when it is first used, or name another with Aws:BackupRole.",
                FaultKind.NotFound => "Register the account with the ARN of the portal's role, path included.",
                FaultKind.Denied =>
                    $"Allow {Simulation} to the portal's identity, or start a policy by hand once to see its permissions work.",
                _ => "Check again in a minute, or start a policy by hand once to see its permissions work.",
            });

    // Who has assumed a role is judged by the role's policies; its ARN lacks the role's path.
    private static string PrincipalOf(AwsAccount account, AwsIdentity identity) => account.RoleArn
        ?? (identity.Arn.Split(':', 6) is [.., var resource] && resource.StartsWith("assumed-role/", StringComparison.Ordinal)
            ? $"arn:{account.Partition}:iam::{identity.Account}:role/{resource.Split('/')[1]}"
            : identity.Arn);
}
