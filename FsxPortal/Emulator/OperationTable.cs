using FsxPortal.Emulator.Services.Backup;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator;

/// <summary>Every operation that is answered. What is not named here is refused.</summary>
public static class OperationTable
{
    /// <summary>The operations of each service, by its signing name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByService { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["backup"] = [.. BackupService.Routes.Select(route => route.Operation)],
        ["fsx"] =
        [
            "CreateFileSystem", "DescribeFileSystems", "UpdateFileSystem", "DeleteFileSystem",
            "CreateVolume", "DescribeVolumes", "DeleteVolume", "DescribeStorageVirtualMachines",
            "CreateBackup", "CopyBackup", "DescribeBackups", "DeleteBackup", "CreateFileSystemFromBackup", "CreateVolumeFromBackup",
            "TagResource", "UntagResource", "ListTagsForResource",
        ],
        ["kms"] =
        [
            "CreateKey", "ReplicateKey", "DescribeKey", "ListKeys", "EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion",
            "CreateAlias", "DeleteAlias", "ListAliases", "GenerateDataKey", "Encrypt", "Decrypt",
        ],
        ["sts"] = ["GetCallerIdentity", "AssumeRole"],
        ["iam"] =
        [
            "CreateRole", "GetRole", "ListRoles", "DeleteRole",
            "PutRolePolicy", "GetRolePolicy", "ListRolePolicies", "DeleteRolePolicy",
            "PutUserPolicy", "GetUserPolicy", "ListUserPolicies", "DeleteUserPolicy",
            "SimulatePrincipalPolicy",
        ],
        ["ec2"] = ["DescribeRegions", "DescribeVpcs", "DescribeSubnets", "DescribeSecurityGroups"],
    };

    /// <summary>Refuses a call that nothing answers, as its service does.</summary>
    public static void Demand(Call call)
    {
        if (!ByService.TryGetValue(call.Service, out var known))
        {
            throw new AwsError("UnknownOperationException", $"The service {call.Service} is not emulated.", 404);
        }

        if (!known.Contains(call.Operation))
        {
            throw call.Service is "sts" or "ec2" or "iam"
                ? new AwsError("InvalidAction", $"The action {call.Operation} is not valid for this web service.")
                : new AwsError("UnknownOperationException", "The operation is not known.", 404);
        }
    }
}
