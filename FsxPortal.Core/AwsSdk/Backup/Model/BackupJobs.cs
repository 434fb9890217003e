using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class StartBackupJobRequest : AmazonBackupRequest
{
    public string? BackupVaultName { get; set; }
    public string? LogicallyAirGappedBackupVaultArn { get; set; }
    public string? ResourceArn { get; set; }
    public string? IamRoleArn { get; set; }
    public string? IdempotencyToken { get; set; }
    public long? StartWindowMinutes { get; set; }
    public long? CompleteWindowMinutes { get; set; }
    public Lifecycle? Lifecycle { get; set; }
    public Dictionary<string, string>? RecoveryPointTags { get; set; } = Unset.Collection<Dictionary<string, string>>();
    public Dictionary<string, string>? BackupOptions { get; set; } = Unset.Collection<Dictionary<string, string>>();
}

public sealed class StartBackupJobResponse : AmazonWebServiceResponse
{
    public string? BackupJobId { get; set; }
    public string? RecoveryPointArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public bool? IsParent { get; set; }
}

public sealed class DescribeBackupJobRequest : AmazonBackupRequest
{
    public string? BackupJobId { get; set; }
}

public sealed class DescribeBackupJobResponse : AmazonWebServiceResponse
{
    public string? AccountId { get; set; }
    public string? BackupJobId { get; set; }
    public string? BackupVaultName { get; set; }
    public Lifecycle? RecoveryPointLifecycle { get; set; }
    public string? BackupVaultArn { get; set; }
    public string? VaultType { get; set; }
    public string? VaultLockState { get; set; }
    public string? RecoveryPointArn { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public bool? IsEncrypted { get; set; }
    public string? ResourceArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public BackupJobState? State { get; set; }
    public string? StatusMessage { get; set; }
    public string? PercentDone { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public string? IamRoleArn { get; set; }
    public RecoveryPointCreator? CreatedBy { get; set; }
    public string? ResourceType { get; set; }
    public long? BytesTransferred { get; set; }
    public DateTime? ExpectedCompletionDate { get; set; }
    public DateTime? StartBy { get; set; }
    public Dictionary<string, string>? BackupOptions { get; set; } = Unset.Collection<Dictionary<string, string>>();
    public string? BackupType { get; set; }
    public string? ParentJobId { get; set; }
    public bool? IsParent { get; set; }
    public long? NumberOfChildJobs { get; set; }
    public Dictionary<string, long>? ChildJobsInState { get; set; } = Unset.Collection<Dictionary<string, long>>();
    public string? ResourceName { get; set; }
    public DateTime? InitiationDate { get; set; }
    public string? MessageCategory { get; set; }
}

public sealed class ListBackupJobsRequest : AmazonBackupRequest
{
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
    public string? ByResourceArn { get; set; }
    public BackupJobState? ByState { get; set; }
    public string? ByBackupVaultName { get; set; }
    public DateTime? ByCreatedBefore { get; set; }
    public DateTime? ByCreatedAfter { get; set; }
    public string? ByResourceType { get; set; }
    public string? ByAccountId { get; set; }
    public DateTime? ByCompleteAfter { get; set; }
    public DateTime? ByCompleteBefore { get; set; }
    public string? ByParentJobId { get; set; }
    public string? ByMessageCategory { get; set; }
}

public sealed class ListBackupJobsResponse : AmazonWebServiceResponse
{
    public List<BackupJob>? BackupJobs { get; set; } = Unset.Collection<List<BackupJob>>();
    public string? NextToken { get; set; }
}

public sealed class StopBackupJobRequest : AmazonBackupRequest
{
    public string? BackupJobId { get; set; }
}

public sealed class StopBackupJobResponse : AmazonWebServiceResponse;

public sealed class BackupJob
{
    public string? AccountId { get; set; }
    public string? BackupJobId { get; set; }
    public string? BackupVaultName { get; set; }
    public string? BackupVaultArn { get; set; }
    public string? VaultType { get; set; }
    public string? VaultLockState { get; set; }
    public string? RecoveryPointArn { get; set; }
    public Lifecycle? RecoveryPointLifecycle { get; set; }
    public string? EncryptionKeyArn { get; set; }
    public bool? IsEncrypted { get; set; }
    public string? ResourceArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public BackupJobState? State { get; set; }
    public string? StatusMessage { get; set; }
    public string? PercentDone { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public string? IamRoleArn { get; set; }
    public RecoveryPointCreator? CreatedBy { get; set; }
    public DateTime? ExpectedCompletionDate { get; set; }
    public DateTime? StartBy { get; set; }
    public string? ResourceType { get; set; }
    public long? BytesTransferred { get; set; }
    public Dictionary<string, string>? BackupOptions { get; set; } = Unset.Collection<Dictionary<string, string>>();
    public string? BackupType { get; set; }
    public string? ParentJobId { get; set; }
    public bool? IsParent { get; set; }
    public string? ResourceName { get; set; }
    public DateTime? InitiationDate { get; set; }
    public string? MessageCategory { get; set; }
}

public sealed class Lifecycle
{
    public long? MoveToColdStorageAfterDays { get; set; }
    public long? DeleteAfterDays { get; set; }
    public bool? OptInToArchiveForSupportedResources { get; set; }
    public LifecycleDeleteAfterEvent? DeleteAfterEvent { get; set; }
}

public sealed class RecoveryPointCreator
{
    public string? BackupPlanId { get; set; }
    public string? BackupPlanArn { get; set; }
    public string? BackupPlanName { get; set; }
    public string? BackupPlanVersion { get; set; }
    public string? BackupRuleId { get; set; }
    public string? BackupRuleName { get; set; }
    public string? BackupRuleCron { get; set; }
    public string? BackupRuleTimezone { get; set; }
}
