using System.Collections.Frozen;
using Amazon.Backup.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup;

/// <summary>AWS Backup on the wire: one row per operation, one per error.</summary>
internal static class BackupOperations
{
    private static readonly WireErrors Errors = new(
        new Dictionary<string, Func<WireError, AmazonServiceException>>
        {
            ["AlreadyExistsException"] = error => new AlreadyExistsException(error),
            ["DependencyFailureException"] = error => new DependencyFailureException(error),
            ["InvalidParameterValueException"] = error => new InvalidParameterValueException(error),
            ["InvalidRequestException"] = error => new InvalidRequestException(error),
            ["InvalidResourceStateException"] = error => new InvalidResourceStateException(error),
            ["LimitExceededException"] = error => new LimitExceededException(error),
            ["MissingParameterValueException"] = error => new MissingParameterValueException(error),
            ["ResourceNotFoundException"] = error => new ResourceNotFoundException(error),
            ["ServiceUnavailableException"] = error => new ServiceUnavailableException(error),
        }.ToFrozenDictionary(),
        error => new AmazonBackupException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status));

    private static readonly WireApi Api = new(
        "Amazon.Backup", "2018-11-15", new HashSet<string> { "IdempotencyToken", "CreatorRequestId" }, BackupJson.Default, Errors);

    public static readonly InvokeOptions StartBackupJob =
        Api.Rest<StartBackupJobRequest, StartBackupJobResponse>("PUT /backup-jobs");

    public static readonly InvokeOptions DescribeBackupJob =
        Api.Rest<DescribeBackupJobRequest, DescribeBackupJobResponse>("GET /backup-jobs/{BackupJobId}");

    public static readonly InvokeOptions ListBackupJobs =
        Api.Rest<ListBackupJobsRequest, ListBackupJobsResponse>(
            "GET /backup-jobs?nextToken={NextToken}&maxResults={MaxResults}&resourceArn={ByResourceArn}&state={ByState}"
            + "&backupVaultName={ByBackupVaultName}&createdBefore={ByCreatedBefore}&createdAfter={ByCreatedAfter}"
            + "&resourceType={ByResourceType}&accountId={ByAccountId}&completeAfter={ByCompleteAfter}"
            + "&completeBefore={ByCompleteBefore}&parentJobId={ByParentJobId}&messageCategory={ByMessageCategory}");

    public static readonly InvokeOptions StartCopyJob =
        Api.Rest<StartCopyJobRequest, StartCopyJobResponse>("PUT /copy-jobs");

    public static readonly InvokeOptions DescribeCopyJob =
        Api.Rest<DescribeCopyJobRequest, DescribeCopyJobResponse>("GET /copy-jobs/{CopyJobId}");

    public static readonly InvokeOptions ListCopyJobs =
        Api.Rest<ListCopyJobsRequest, ListCopyJobsResponse>(
            "GET /copy-jobs?nextToken={NextToken}&maxResults={MaxResults}&resourceArn={ByResourceArn}&state={ByState}"
            + "&createdBefore={ByCreatedBefore}&createdAfter={ByCreatedAfter}&resourceType={ByResourceType}"
            + "&destinationVaultArn={ByDestinationVaultArn}&accountId={ByAccountId}&completeBefore={ByCompleteBefore}"
            + "&completeAfter={ByCompleteAfter}&parentJobId={ByParentJobId}&messageCategory={ByMessageCategory}"
            + "&sourceRecoveryPointArn={BySourceRecoveryPointArn}");

    public static readonly InvokeOptions ListBackupVaults =
        Api.Rest<ListBackupVaultsRequest, ListBackupVaultsResponse>(
            "GET /backup-vaults?vaultType={ByVaultType}&shared={ByShared}&nextToken={NextToken}&maxResults={MaxResults}");

    public static readonly InvokeOptions DescribeBackupVault =
        Api.Rest<DescribeBackupVaultRequest, DescribeBackupVaultResponse>(
            "GET /backup-vaults/{BackupVaultName}?backupVaultAccountId={BackupVaultAccountId}");

    public static readonly InvokeOptions ListRecoveryPointsByBackupVault =
        Api.Rest<ListRecoveryPointsByBackupVaultRequest, ListRecoveryPointsByBackupVaultResponse>(
            "GET /backup-vaults/{BackupVaultName}/recovery-points?backupVaultAccountId={BackupVaultAccountId}"
            + "&nextToken={NextToken}&maxResults={MaxResults}&resourceArn={ByResourceArn}&resourceType={ByResourceType}"
            + "&backupPlanId={ByBackupPlanId}&createdBefore={ByCreatedBefore}&createdAfter={ByCreatedAfter}"
            + "&parentRecoveryPointArn={ByParentRecoveryPointArn}");

    public static readonly InvokeOptions ListRecoveryPointsByResource =
        Api.Rest<ListRecoveryPointsByResourceRequest, ListRecoveryPointsByResourceResponse>(
            "GET /resources/{ResourceArn}/recovery-points?nextToken={NextToken}&maxResults={MaxResults}"
            + "&managedByAWSBackupOnly={ManagedByAWSBackupOnly}");

    public static readonly InvokeOptions DescribeRecoveryPoint =
        Api.Rest<DescribeRecoveryPointRequest, DescribeRecoveryPointResponse>(
            "GET /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}?backupVaultAccountId={BackupVaultAccountId}");

    public static readonly InvokeOptions DeleteRecoveryPoint =
        Api.Rest<DeleteRecoveryPointRequest, DeleteRecoveryPointResponse>(
            "DELETE /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}");

    public static readonly InvokeOptions GetRecoveryPointRestoreMetadata =
        Api.Rest<GetRecoveryPointRestoreMetadataRequest, GetRecoveryPointRestoreMetadataResponse>(
            "GET /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}/restore-metadata"
            + "?backupVaultAccountId={BackupVaultAccountId}");

    public static readonly InvokeOptions DescribeRegionSettings =
        Api.Rest<DescribeRegionSettingsRequest, DescribeRegionSettingsResponse>("GET /account-settings");

    public static readonly InvokeOptions StopBackupJob =
        Api.Rest<StopBackupJobRequest, StopBackupJobResponse>("POST /backup-jobs/{BackupJobId}");

    public static readonly InvokeOptions CreateBackupVault =
        Api.Rest<CreateBackupVaultRequest, CreateBackupVaultResponse>("PUT /backup-vaults/{BackupVaultName}");

    public static readonly InvokeOptions DeleteBackupVault =
        Api.Rest<DeleteBackupVaultRequest, DeleteBackupVaultResponse>("DELETE /backup-vaults/{BackupVaultName}");

    public static readonly InvokeOptions PutBackupVaultLockConfiguration =
        Api.Rest<PutBackupVaultLockConfigurationRequest, PutBackupVaultLockConfigurationResponse>(
            "PUT /backup-vaults/{BackupVaultName}/vault-lock");

    public static readonly InvokeOptions DeleteBackupVaultLockConfiguration =
        Api.Rest<DeleteBackupVaultLockConfigurationRequest, DeleteBackupVaultLockConfigurationResponse>(
            "DELETE /backup-vaults/{BackupVaultName}/vault-lock");

    public static readonly InvokeOptions UpdateRecoveryPointLifecycle =
        Api.Rest<UpdateRecoveryPointLifecycleRequest, UpdateRecoveryPointLifecycleResponse>(
            "POST /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}");

    public static readonly InvokeOptions StartRestoreJob =
        Api.Rest<StartRestoreJobRequest, StartRestoreJobResponse>("PUT /restore-jobs");

    public static readonly InvokeOptions DescribeRestoreJob =
        Api.Rest<DescribeRestoreJobRequest, DescribeRestoreJobResponse>("GET /restore-jobs/{RestoreJobId}");

    public static readonly InvokeOptions ListRestoreJobs =
        Api.Rest<ListRestoreJobsRequest, ListRestoreJobsResponse>(
            "GET /restore-jobs?nextToken={NextToken}&maxResults={MaxResults}&accountId={ByAccountId}"
            + "&resourceType={ByResourceType}&createdBefore={ByCreatedBefore}&createdAfter={ByCreatedAfter}"
            + "&status={ByStatus}&completeBefore={ByCompleteBefore}&completeAfter={ByCompleteAfter}"
            + "&restoreTestingPlanArn={ByRestoreTestingPlanArn}&parentJobId={ByParentJobId}");

    public static readonly InvokeOptions ListProtectedResources =
        Api.Rest<ListProtectedResourcesRequest, ListProtectedResourcesResponse>(
            "GET /resources?nextToken={NextToken}&maxResults={MaxResults}");

    public static readonly InvokeOptions DescribeProtectedResource =
        Api.Rest<DescribeProtectedResourceRequest, DescribeProtectedResourceResponse>("GET /resources/{ResourceArn}");

    public static readonly InvokeOptions UpdateRegionSettings =
        Api.Rest<UpdateRegionSettingsRequest, UpdateRegionSettingsResponse>("PUT /account-settings");

    public static readonly InvokeOptions GetSupportedResourceTypes =
        Api.Rest<GetSupportedResourceTypesRequest, GetSupportedResourceTypesResponse>("GET /supported-resource-types");

    public static readonly InvokeOptions ListTags =
        Api.Rest<ListTagsRequest, ListTagsResponse>("GET /tags/{ResourceArn}?nextToken={NextToken}&maxResults={MaxResults}");

    public static readonly InvokeOptions TagResource =
        Api.Rest<TagResourceRequest, TagResourceResponse>("POST /tags/{ResourceArn}");

    public static readonly InvokeOptions UntagResource =
        Api.Rest<UntagResourceRequest, UntagResourceResponse>("POST /untag/{ResourceArn}");
}
