using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class StartRestoreJobRequest : AmazonBackupRequest
{
    public string? RecoveryPointArn { get; set; }
    public Dictionary<string, string>? Metadata { get; set; } = Unset.Collection<Dictionary<string, string>>();
    public string? IamRoleArn { get; set; }
    public string? IdempotencyToken { get; set; }
    public string? ResourceType { get; set; }
    public bool? CopySourceTagsToRestoredResource { get; set; }
}

public sealed class StartRestoreJobResponse : AmazonWebServiceResponse
{
    public string? RestoreJobId { get; set; }
}

public sealed class DescribeRestoreJobRequest : AmazonBackupRequest
{
    public string? RestoreJobId { get; set; }
}

public sealed class DescribeRestoreJobResponse : AmazonWebServiceResponse
{
    public string? AccountId { get; set; }
    public string? RestoreJobId { get; set; }
    public string? RecoveryPointArn { get; set; }
    public string? SourceResourceArn { get; set; }
    public string? BackupVaultArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public RestoreJobStatus? Status { get; set; }
    public string? StatusMessage { get; set; }
    public string? PercentDone { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public string? IamRoleArn { get; set; }
    public long? ExpectedCompletionTimeMinutes { get; set; }
    public string? CreatedResourceArn { get; set; }
    public string? ResourceType { get; set; }
    public DateTime? RecoveryPointCreationDate { get; set; }
    public RestoreJobCreator? CreatedBy { get; set; }
    public RestoreValidationStatus? ValidationStatus { get; set; }
    public string? ValidationStatusMessage { get; set; }
    public RestoreDeletionStatus? DeletionStatus { get; set; }
    public string? DeletionStatusMessage { get; set; }
    public bool? IsParent { get; set; }
    public string? ParentJobId { get; set; }
}

public sealed class ListRestoreJobsRequest : AmazonBackupRequest
{
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
    public string? ByAccountId { get; set; }
    public string? ByResourceType { get; set; }
    public DateTime? ByCreatedBefore { get; set; }
    public DateTime? ByCreatedAfter { get; set; }
    public RestoreJobStatus? ByStatus { get; set; }
    public DateTime? ByCompleteBefore { get; set; }
    public DateTime? ByCompleteAfter { get; set; }
    public string? ByRestoreTestingPlanArn { get; set; }
    public string? ByParentJobId { get; set; }
}

public sealed class ListRestoreJobsResponse : AmazonWebServiceResponse
{
    public List<RestoreJobsListMember>? RestoreJobs { get; set; } = Unset.Collection<List<RestoreJobsListMember>>();
    public string? NextToken { get; set; }
}

public sealed class RestoreJobsListMember
{
    public string? AccountId { get; set; }
    public string? RestoreJobId { get; set; }
    public string? RecoveryPointArn { get; set; }
    public string? SourceResourceArn { get; set; }
    public string? BackupVaultArn { get; set; }
    public DateTime? CreationDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public RestoreJobStatus? Status { get; set; }
    public string? StatusMessage { get; set; }
    public string? PercentDone { get; set; }
    public long? BackupSizeInBytes { get; set; }
    public string? IamRoleArn { get; set; }
    public long? ExpectedCompletionTimeMinutes { get; set; }
    public string? CreatedResourceArn { get; set; }
    public string? ResourceType { get; set; }
    public DateTime? RecoveryPointCreationDate { get; set; }
    public bool? IsParent { get; set; }
    public string? ParentJobId { get; set; }
    public RestoreJobCreator? CreatedBy { get; set; }
    public RestoreValidationStatus? ValidationStatus { get; set; }
    public string? ValidationStatusMessage { get; set; }
    public RestoreDeletionStatus? DeletionStatus { get; set; }
    public string? DeletionStatusMessage { get; set; }
}

public sealed class RestoreJobCreator
{
    public string? RestoreTestingPlanArn { get; set; }
}
