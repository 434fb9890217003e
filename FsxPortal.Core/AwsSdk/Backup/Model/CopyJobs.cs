using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class StartCopyJobRequest : AmazonBackupRequest
{
    public string? RecoveryPointArn { get; set; }
    public string? SourceBackupVaultName { get; set; }
    public string? DestinationBackupVaultArn { get; set; }
    public string? IamRoleArn { get; set; }
    public string? IdempotencyToken { get; set; }
    public Lifecycle? Lifecycle { get; set; }
}

public sealed class StartCopyJobResponse : AmazonWebServiceResponse
{
    public string? CopyJobId { get; set; }
    public DateTime? CreationDate { get; set; }
    public bool? IsParent { get; set; }
}

public sealed class DescribeCopyJobRequest : AmazonBackupRequest
{
    public string? CopyJobId { get; set; }
}

public sealed class DescribeCopyJobResponse : AmazonWebServiceResponse
{
    public CopyJob? CopyJob { get; set; }
}

public sealed class ListCopyJobsRequest : AmazonBackupRequest
{
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
    public string? ByResourceArn { get; set; }
    public CopyJobState? ByState { get; set; }
    public DateTime? ByCreatedBefore { get; set; }
    public DateTime? ByCreatedAfter { get; set; }
    public string? ByResourceType { get; set; }
    public string? ByDestinationVaultArn { get; set; }
    public string? ByAccountId { get; set; }
    public DateTime? ByCompleteBefore { get; set; }
    public DateTime? ByCompleteAfter { get; set; }
    public string? ByParentJobId { get; set; }
    public string? ByMessageCategory { get; set; }
    public string? BySourceRecoveryPointArn { get; set; }
}

public sealed class ListCopyJobsResponse : AmazonWebServiceResponse
{
    public List<CopyJob>? CopyJobs { get; set; } = Unset.Collection<List<CopyJob>>();
    public string? NextToken { get; set; }
}

public sealed class CopyJob
{
    public string? AccountId { get; set; }
    public string? CopyJobId { get; set; }
    public string? SourceBackupVaultArn { get; set; }
    public string? SourceRecoveryPointArn { get; set; }
    public string? DestinationBackupVaultArn { get; set; }
    public string? DestinationVaultType { get; set; }
    public string? DestinationVaultLockState { get; set; }
    public string? DestinationRecoveryPointArn { get; set; }
    public string? DestinationEncryptionKeyArn { get; set; }
    public Lifecycle? DestinationRecoveryPointLifecycle { get; set; }
    public string? ResourceArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public CopyJobState? State { get; set; }
    public string? StatusMessage { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public string? IamRoleArn { get; set; }
    public RecoveryPointCreator? CreatedBy { get; set; }
    public string? CreatedByBackupJobId { get; set; }
    public string? ResourceType { get; set; }
    public string? ParentJobId { get; set; }
    public bool? IsParent { get; set; }
    public string? CompositeMemberIdentifier { get; set; }
    public long? NumberOfChildJobs { get; set; }
    public Dictionary<string, long>? ChildJobsInState { get; set; } = Unset.Collection<Dictionary<string, long>>();
    public string? ResourceName { get; set; }
    public string? MessageCategory { get; set; }
}
