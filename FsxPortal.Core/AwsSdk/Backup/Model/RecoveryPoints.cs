using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class ListRecoveryPointsByBackupVaultRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? BackupVaultAccountId { get; set; }
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
    public string? ByResourceArn { get; set; }
    public string? ByResourceType { get; set; }
    public string? ByBackupPlanId { get; set; }
    public DateTime? ByCreatedBefore { get; set; }
    public DateTime? ByCreatedAfter { get; set; }
    public string? ByParentRecoveryPointArn { get; set; }
}

public sealed class ListRecoveryPointsByBackupVaultResponse : AmazonWebServiceResponse
{
    public string? NextToken { get; set; }
    public List<RecoveryPointByBackupVault>? RecoveryPoints { get; set; } = Unset.Collection<List<RecoveryPointByBackupVault>>();
}

public sealed class ListRecoveryPointsByResourceRequest : AmazonBackupRequest
{
    public string? ResourceArn { get; set; }
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
    public bool? ManagedByAWSBackupOnly { get; set; }
}

public sealed class ListRecoveryPointsByResourceResponse : AmazonWebServiceResponse
{
    public string? NextToken { get; set; }
    public List<RecoveryPointByResource>? RecoveryPoints { get; set; } = Unset.Collection<List<RecoveryPointByResource>>();
}

public sealed class DescribeRecoveryPointRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? RecoveryPointArn { get; set; }
    public string? BackupVaultAccountId { get; set; }
}

public sealed class DescribeRecoveryPointResponse : AmazonWebServiceResponse
{
    public string? RecoveryPointArn { get; set; }
    public string? BackupVaultName { get; set; }
    public string? BackupVaultArn { get; set; }
    public string? SourceBackupVaultArn { get; set; }
    public string? ResourceArn { get; set; }
    public string? ResourceType { get; set; }
    public RecoveryPointCreator? CreatedBy { get; set; }
    public string? IamRoleArn { get; set; }
    public RecoveryPointStatus? Status { get; set; }
    public string? StatusMessage { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? InitiationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public CalculatedLifecycle? CalculatedLifecycle { get; set; }
    public Lifecycle? Lifecycle { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public bool? IsEncrypted { get; set; }
    public StorageClass? StorageClass { get; set; }
    public DateTime? LastRestoreTime { get; set; }
    public string? ParentRecoveryPointArn { get; set; }
    public string? CompositeMemberIdentifier { get; set; }
    public bool? IsParent { get; set; }
    public string? ResourceName { get; set; }
    public VaultType? VaultType { get; set; }
    public EncryptionKeyType? EncryptionKeyType { get; set; }
}

public sealed class DeleteRecoveryPointRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? RecoveryPointArn { get; set; }
}

public sealed class DeleteRecoveryPointResponse : AmazonWebServiceResponse;

public sealed class GetRecoveryPointRestoreMetadataRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? RecoveryPointArn { get; set; }
    public string? BackupVaultAccountId { get; set; }
}

public sealed class GetRecoveryPointRestoreMetadataResponse : AmazonWebServiceResponse
{
    public string? BackupVaultArn { get; set; }
    public string? RecoveryPointArn { get; set; }
    public Dictionary<string, string>? RestoreMetadata { get; set; } = Unset.Collection<Dictionary<string, string>>();
    public string? ResourceType { get; set; }
}

public sealed class UpdateRecoveryPointLifecycleRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? RecoveryPointArn { get; set; }
    public Lifecycle? Lifecycle { get; set; }
}

public sealed class UpdateRecoveryPointLifecycleResponse : AmazonWebServiceResponse
{
    public string? BackupVaultArn { get; set; }
    public string? RecoveryPointArn { get; set; }
    public Lifecycle? Lifecycle { get; set; }
    public CalculatedLifecycle? CalculatedLifecycle { get; set; }
}

public sealed class RecoveryPointByBackupVault
{
    public string? RecoveryPointArn { get; set; }
    public string? BackupVaultName { get; set; }
    public string? BackupVaultArn { get; set; }
    public string? SourceBackupVaultArn { get; set; }
    public string? ResourceArn { get; set; }
    public string? ResourceType { get; set; }
    public RecoveryPointCreator? CreatedBy { get; set; }
    public string? IamRoleArn { get; set; }
    public RecoveryPointStatus? Status { get; set; }
    public string? StatusMessage { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? InitiationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public CalculatedLifecycle? CalculatedLifecycle { get; set; }
    public Lifecycle? Lifecycle { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public bool? IsEncrypted { get; set; }
    public DateTime? LastRestoreTime { get; set; }
    public string? ParentRecoveryPointArn { get; set; }
    public string? CompositeMemberIdentifier { get; set; }
    public bool? IsParent { get; set; }
    public string? ResourceName { get; set; }
    public VaultType? VaultType { get; set; }
    public EncryptionKeyType? EncryptionKeyType { get; set; }
}

public sealed class RecoveryPointByResource
{
    public string? RecoveryPointArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public RecoveryPointStatus? Status { get; set; }
    public string? StatusMessage { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public long? BackupSizeBytes { get; set; }
    public string? BackupVaultName { get; set; }
    public bool? IsParent { get; set; }
    public string? ParentRecoveryPointArn { get; set; }
    public string? ResourceName { get; set; }
    public VaultType? VaultType { get; set; }
    public EncryptionKeyType? EncryptionKeyType { get; set; }
}

public sealed class CalculatedLifecycle
{
    public DateTime? MoveToColdStorageAt { get; set; }
    public DateTime? DeleteAt { get; set; }
}
