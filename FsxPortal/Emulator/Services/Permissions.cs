using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>Refuses callers whose policies do not let them do what they ask for.</summary>
public static class Permissions
{
    // Everybody may know who he is.
    private const string Free = "GetCallerIdentity";

    /// <summary>Refuses a call that its caller may not make.</summary>
    public static void Demand(AwsWorld world, Call call, string principal)
    {
        if (call.Operation != Free)
        {
            Demand(world, call, principal, $"{call.Service}:{call.Operation}", ResourceOf(call), []);
        }

        VaultPermissions.Demand(world, call, principal);

        // Who gives a role to a service has to be allowed to give it away.
        if (call.Operation is "StartBackupJob" or "StartCopyJob" or "StartRestoreJob" && call.Text("IamRoleArn") is { } role)
        {
            Demand(world, call, principal, "iam:PassRole", role,
                new Dictionary<string, string> { ["iam:PassedToService"] = "backup.amazonaws.com" });
        }
    }

    private static void Demand(
        AwsWorld world, Call call, string principal, string action, string resource, Dictionary<string, string> context)
    {
        AddContext(world, call, principal, context);
        foreach (var (key, value) in world.Points.GetValueOrDefault(resource)?.Tags ?? [])
        {
            context[$"aws:ResourceTag/{key}"] = value;
        }

        if (!world.Access.Allows(principal, new AccessRequest(action, resource, context)))
        {
            throw new AwsError(
                "AccessDeniedException", $"User: {principal} is not authorized to perform: {action} on resource: {resource}",
                call.Service is "fsx" or "kms" ? 400 : 403);
        }
    }

    /// <summary>Adds what conditions may ask for in every request.</summary>
    public static void AddContext(AwsWorld world, Call call, string principal, Dictionary<string, string> context)
    {
        context["aws:RequestedRegion"] = call.Region;
        context["aws:PrincipalAccount"] = call.Account;
        context["aws:PrincipalArn"] = world.Access.ArnOf(principal);
    }

    /// <summary>The ARN of what a call is about.</summary>
    public static string ResourceOf(Call call) => call switch
    {
        { Service: "backup" } =>
            call.Text("RecoveryPointArn") ?? (call.Operation == "StartBackupJob" || call.Text("BackupVaultName") is not null
            ? $"arn:aws:backup:{call.Region}:{call.Account}:backup-vault:{call.Text("BackupVaultName")}"
            : "*"),
        { Service: "fsx", Operation: "ListTagsForResource" or "TagResource" or "UntagResource" } => call.Text("ResourceARN") ?? "*",
        { Service: "fsx" } when call.Text("BackupId") is { } backup => $"arn:aws:fsx:{call.Region}:{call.Account}:backup/{backup}",
        { Service: "fsx" } when call.Text("FileSystemId") is { } fileSystem =>
            $"arn:aws:fsx:{call.Region}:{call.Account}:file-system/{fileSystem}",
        { Service: "kms" } when call.Text("KeyId") is { } key => key.StartsWith("arn:", StringComparison.Ordinal) ? key
            : $"arn:aws:kms:{call.Region}:{call.Account}:{(key.StartsWith("alias/", StringComparison.Ordinal) ? key : $"key/{key}")}",
        { Service: "sts" } => call.Text("RoleArn") ?? "*",
        { Service: "iam", Operation: "SimulatePrincipalPolicy" } => call.Text("PolicySourceArn") ?? "*",
        _ => "*",
    };
}
