using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class ListBackupVaultsRequest : AmazonBackupRequest
{
    public VaultType? ByVaultType { get; set; }
    public bool? ByShared { get; set; }
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
}

public sealed class ListBackupVaultsResponse : AmazonWebServiceResponse
{
    public List<BackupVaultListMember>? BackupVaultList { get; set; } = Unset.Collection<List<BackupVaultListMember>>();
    public string? NextToken { get; set; }
}

public sealed class DescribeBackupVaultRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? BackupVaultAccountId { get; set; }
}

public sealed class DescribeBackupVaultResponse : AmazonWebServiceResponse
{
    public string? BackupVaultName { get; set; }
    public string? BackupVaultArn { get; set; }
    public VaultType? VaultType { get; set; }
    public VaultState? VaultState { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public string? CreatorRequestId { get; set; }
    public long? NumberOfRecoveryPoints { get; set; }
    public bool? Locked { get; set; }
    public long? MinRetentionDays { get; set; }
    public long? MaxRetentionDays { get; set; }
    public DateTime? LockDate { get; set; }
    public string? SourceBackupVaultArn { get; set; }
    public EncryptionKeyType? EncryptionKeyType { get; set; }
}

public sealed class CreateBackupVaultRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public Dictionary<string, string>? BackupVaultTags { get; set; } = Unset.Collection<Dictionary<string, string>>();
    public string? EncryptionKeyArn { get; set; }
    public string? CreatorRequestId { get; set; }
}

public sealed class CreateBackupVaultResponse : AmazonWebServiceResponse
{
    public string? BackupVaultName { get; set; }
    public string? BackupVaultArn { get; set; }
    public DateTime? CreationDate { get; set; }
}

public sealed class DeleteBackupVaultRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
}

public sealed class DeleteBackupVaultResponse : AmazonWebServiceResponse;

public sealed class PutBackupVaultLockConfigurationRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public long? MinRetentionDays { get; set; }
    public long? MaxRetentionDays { get; set; }
    public long? ChangeableForDays { get; set; }
}

public sealed class PutBackupVaultLockConfigurationResponse : AmazonWebServiceResponse;

public sealed class DeleteBackupVaultLockConfigurationRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
}

public sealed class DeleteBackupVaultLockConfigurationResponse : AmazonWebServiceResponse;

public sealed class BackupVaultListMember
{
    public string? BackupVaultName { get; set; }
    public string? BackupVaultArn { get; set; }
    public VaultType? VaultType { get; set; }
    public VaultState? VaultState { get; set; }
    public DateTime? CreationDate { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public string? CreatorRequestId { get; set; }
    public long? NumberOfRecoveryPoints { get; set; }
    public bool? Locked { get; set; }
    public long? MinRetentionDays { get; set; }
    public long? MaxRetentionDays { get; set; }
    public DateTime? LockDate { get; set; }
    public EncryptionKeyType? EncryptionKeyType { get; set; }
}
