using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>Refuses callers whom the policy of a vault keeps out.</summary>
public static class VaultPermissions
{
    /// <summary>Refuses a call that a vault it touches does not let its caller make.</summary>
    public static void Demand(AwsWorld world, Call call, string principal)
    {
        if (call.Service != "backup")
        {
            return;
        }

        var context = new Dictionary<string, string>();
        Permissions.AddContext(world, call, principal, context);
        string[] names = [principal, world.Access.ArnOf(principal), call.Account, $"arn:aws:iam::{call.Account}:root"];
        foreach (var (policy, action, resource) in Touched(world, call))
        {
            if (policy?.Has("Deny", new AccessRequest($"backup:{action}", resource, context), names) == true)
            {
                throw new AwsError(
                    "AccessDeniedException",
                    $"User: {principal} is not authorized to perform: backup:{action} on resource: {resource} with an explicit deny "
                        + $"in a resource-based policy", 403);
            }
        }
    }

    private static IEnumerable<(PolicyDocument? Policy, string Action, string Resource)> Touched(AwsWorld world, Call call)
    {
        if ((call.Text("BackupVaultName") ?? call.Text("SourceBackupVaultName")) is { } name
            && world.VaultOf(call.Account, call.Region, name) is { } vault)
        {
            yield return (vault.Policy, call.Operation, Permissions.ResourceOf(call));
        }

        if (call.Operation == "StartCopyJob"
            && world.Vaults.GetValueOrDefault(call.Text("DestinationBackupVaultArn") ?? "") is { } destination)
        {
            yield return (destination.Policy, "CopyIntoBackupVault", destination.Arn);
        }

        if (call.Operation == "StartRestoreJob" && world.Points.GetValueOrDefault(call.Text("RecoveryPointArn") ?? "") is { } point)
        {
            yield return (point.Vault.Policy, call.Operation, point.Arn);
        }

        if (call.Text("ResourceArn") is { } arn && world.Vaults.TryGetValue(arn, out var tagged))
        {
            yield return (tagged.Policy, call.Operation, arn);
        }
    }
}
