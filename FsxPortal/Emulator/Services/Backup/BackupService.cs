using System.Diagnostics;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>AWS Backup: its operations by name, and the paths they answer on.</summary>
public sealed class BackupService(AwsWorld world)
{
    private readonly BackupJobOperations _jobs = new(world);
    private readonly VaultOperations _vaults = new(world);
    private readonly VaultLockOperations _locks = new(world);
    private readonly VaultPolicyOperations _policies = new(world);
    private readonly RecoveryPointOperations _points = new(world);
    private readonly RestoreJobOperations _restores = new(world);
    private readonly ProtectedResourceOperations _resources = new(world);
    private readonly VaultTagOperations _tags = new(world);

    /// <summary>Every path, as AWS writes it without a slash at the end.</summary>
    public static IReadOnlyList<(string Method, string Path, string Operation)> Routes { get; } =
    [
        ("PUT", "/backup-jobs", "StartBackupJob"),
        ("GET", "/backup-jobs/{BackupJobId}", "DescribeBackupJob"),
        ("GET", "/backup-jobs", "ListBackupJobs"),
        ("POST", "/backup-jobs/{BackupJobId}", "StopBackupJob"),
        ("PUT", "/copy-jobs", "StartCopyJob"),
        ("GET", "/copy-jobs/{CopyJobId}", "DescribeCopyJob"),
        ("GET", "/copy-jobs", "ListCopyJobs"),
        ("GET", "/backup-vaults", "ListBackupVaults"),
        ("GET", "/backup-vaults/{BackupVaultName}", "DescribeBackupVault"),
        ("PUT", "/backup-vaults/{BackupVaultName}", "CreateBackupVault"),
        ("DELETE", "/backup-vaults/{BackupVaultName}", "DeleteBackupVault"),
        ("PUT", "/backup-vaults/{BackupVaultName}/vault-lock", "PutBackupVaultLockConfiguration"),
        ("DELETE", "/backup-vaults/{BackupVaultName}/vault-lock", "DeleteBackupVaultLockConfiguration"),
        ("PUT", "/backup-vaults/{BackupVaultName}/access-policy", "PutBackupVaultAccessPolicy"),
        ("GET", "/backup-vaults/{BackupVaultName}/access-policy", "GetBackupVaultAccessPolicy"),
        ("DELETE", "/backup-vaults/{BackupVaultName}/access-policy", "DeleteBackupVaultAccessPolicy"),
        ("GET", "/backup-vaults/{BackupVaultName}/recovery-points", "ListRecoveryPointsByBackupVault"),
        ("GET", "/resources/{ResourceArn}/recovery-points", "ListRecoveryPointsByResource"),
        ("GET", "/backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}", "DescribeRecoveryPoint"),
        ("DELETE", "/backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}", "DeleteRecoveryPoint"),
        ("POST", "/backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}", "UpdateRecoveryPointLifecycle"),
        ("GET", "/backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}/restore-metadata", "GetRecoveryPointRestoreMetadata"),
        ("PUT", "/restore-jobs", "StartRestoreJob"),
        ("GET", "/restore-jobs/{RestoreJobId}", "DescribeRestoreJob"),
        ("GET", "/restore-jobs", "ListRestoreJobs"),
        ("GET", "/resources", "ListProtectedResources"),
        ("GET", "/resources/{ResourceArn}", "DescribeProtectedResource"),
        ("GET", "/account-settings", "DescribeRegionSettings"),
        ("PUT", "/account-settings", "UpdateRegionSettings"),
        ("GET", "/supported-resource-types", "GetSupportedResourceTypes"),
        ("GET", "/tags/{ResourceArn}", "ListTags"),
        ("POST", "/tags/{ResourceArn}", "TagResource"),
        ("POST", "/untag/{ResourceArn}", "UntagResource"),
    ];

    /// <summary>Carries an operation out.</summary>
    public JsonObject Handle(Call call) => call.Operation switch
    {
        "StartBackupJob" => _jobs.StartBackup(call),
        "DescribeBackupJob" => _jobs.DescribeBackup(call),
        "ListBackupJobs" => _jobs.ListBackups(call),
        "StopBackupJob" => throw new AwsError("InvalidRequestException", "Stopping backup jobs of Amazon FSx resources is not supported."),
        "StartCopyJob" => _jobs.StartCopy(call),
        "DescribeCopyJob" => _jobs.DescribeCopy(call),
        "ListCopyJobs" => _jobs.ListCopies(call),
        "ListBackupVaults" => _vaults.List(call),
        "DescribeBackupVault" => _vaults.Describe(call),
        "CreateBackupVault" => _vaults.Create(call),
        "DeleteBackupVault" => _vaults.Delete(call),
        "PutBackupVaultLockConfiguration" => _locks.Put(call),
        "DeleteBackupVaultLockConfiguration" => _locks.Delete(call),
        "PutBackupVaultAccessPolicy" => _policies.Put(call),
        "GetBackupVaultAccessPolicy" => _policies.Get(call),
        "DeleteBackupVaultAccessPolicy" => _policies.Delete(call),
        "ListRecoveryPointsByBackupVault" => _points.ListByVault(call),
        "ListRecoveryPointsByResource" => _points.ListByResource(call),
        "DescribeRecoveryPoint" => _points.Describe(call),
        "DeleteRecoveryPoint" => _points.Delete(call),
        "UpdateRecoveryPointLifecycle" => _points.UpdateLifecycle(call),
        "GetRecoveryPointRestoreMetadata" => _points.RestoreMetadata(call),
        "StartRestoreJob" => _restores.Start(call),
        "DescribeRestoreJob" => _restores.Describe(call),
        "ListRestoreJobs" => _restores.List(call),
        "ListProtectedResources" => _resources.List(call),
        "DescribeProtectedResource" => _resources.Describe(call),
        "DescribeRegionSettings" => _resources.Settings(call),
        "UpdateRegionSettings" => _resources.UpdateSettings(call),
        "GetSupportedResourceTypes" => new JsonObject { ["ResourceTypes"] = new JsonArray("EBS", "EFS", "FSx") },
        "ListTags" => _tags.List(call),
        "TagResource" => _tags.Tag(call),
        "UntagResource" => _tags.Untag(call),
        _ => throw new UnreachableException(),
    };
}
