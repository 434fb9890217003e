using Amazon.Backup.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup;

public sealed class AmazonBackupClient : AmazonServiceClient, IAmazonBackup
{
    private static readonly IServiceMetadata Identity = new WireIdentity(AmazonBackupConfig.ServiceId);

    public AmazonBackupClient()
        : base(new AmazonBackupConfig()) { }

    public AmazonBackupClient(RegionEndpoint region)
        : base(new AmazonBackupConfig { RegionEndpoint = region }) { }

    public AmazonBackupClient(AmazonBackupConfig config)
        : base(config) { }

    public AmazonBackupClient(AWSCredentials credentials)
        : base(credentials, new AmazonBackupConfig()) { }

    public AmazonBackupClient(AWSCredentials credentials, RegionEndpoint region)
        : base(credentials, new AmazonBackupConfig { RegionEndpoint = region }) { }

    public AmazonBackupClient(AWSCredentials credentials, AmazonBackupConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonBackupClient(string awsAccessKeyId, string awsSecretAccessKey)
        : base(awsAccessKeyId, awsSecretAccessKey, new AmazonBackupConfig()) { }

    public AmazonBackupClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : base(awsAccessKeyId, awsSecretAccessKey, new AmazonBackupConfig { RegionEndpoint = region }) { }

    public AmazonBackupClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonBackupConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonBackupClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBackupConfig()) { }

    public AmazonBackupClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBackupConfig { RegionEndpoint = region }) { }

    public AmazonBackupClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonBackupConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    protected override IServiceMetadata ServiceMetadata => Identity;

    public Task<StartBackupJobResponse> StartBackupJobAsync(StartBackupJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartBackupJobResponse>(request, BackupOperations.StartBackupJob, cancellationToken);

    public Task<DescribeBackupJobResponse> DescribeBackupJobAsync(
        DescribeBackupJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeBackupJobResponse>(request, BackupOperations.DescribeBackupJob, cancellationToken);

    public Task<ListBackupJobsResponse> ListBackupJobsAsync(ListBackupJobsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListBackupJobsResponse>(request, BackupOperations.ListBackupJobs, cancellationToken);

    public Task<StartCopyJobResponse> StartCopyJobAsync(StartCopyJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartCopyJobResponse>(request, BackupOperations.StartCopyJob, cancellationToken);

    public Task<DescribeCopyJobResponse> DescribeCopyJobAsync(
        DescribeCopyJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeCopyJobResponse>(request, BackupOperations.DescribeCopyJob, cancellationToken);

    public Task<ListCopyJobsResponse> ListCopyJobsAsync(ListCopyJobsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListCopyJobsResponse>(request, BackupOperations.ListCopyJobs, cancellationToken);

    public Task<ListBackupVaultsResponse> ListBackupVaultsAsync(
        ListBackupVaultsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListBackupVaultsResponse>(request, BackupOperations.ListBackupVaults, cancellationToken);

    public Task<DescribeBackupVaultResponse> DescribeBackupVaultAsync(
        DescribeBackupVaultRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeBackupVaultResponse>(request, BackupOperations.DescribeBackupVault, cancellationToken);

    public Task<ListRecoveryPointsByBackupVaultResponse> ListRecoveryPointsByBackupVaultAsync(
        ListRecoveryPointsByBackupVaultRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRecoveryPointsByBackupVaultResponse>(request, BackupOperations.ListRecoveryPointsByBackupVault, cancellationToken);

    public Task<ListRecoveryPointsByResourceResponse> ListRecoveryPointsByResourceAsync(
        ListRecoveryPointsByResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRecoveryPointsByResourceResponse>(request, BackupOperations.ListRecoveryPointsByResource, cancellationToken);

    public Task<DescribeRecoveryPointResponse> DescribeRecoveryPointAsync(
        DescribeRecoveryPointRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeRecoveryPointResponse>(request, BackupOperations.DescribeRecoveryPoint, cancellationToken);

    public Task<DeleteRecoveryPointResponse> DeleteRecoveryPointAsync(
        DeleteRecoveryPointRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteRecoveryPointResponse>(request, BackupOperations.DeleteRecoveryPoint, cancellationToken);

    public Task<GetRecoveryPointRestoreMetadataResponse> GetRecoveryPointRestoreMetadataAsync(
        GetRecoveryPointRestoreMetadataRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRecoveryPointRestoreMetadataResponse>(request, BackupOperations.GetRecoveryPointRestoreMetadata, cancellationToken);

    public Task<DescribeRegionSettingsResponse> DescribeRegionSettingsAsync(
        DescribeRegionSettingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeRegionSettingsResponse>(request, BackupOperations.DescribeRegionSettings, cancellationToken);

    public Task<StopBackupJobResponse> StopBackupJobAsync(StopBackupJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopBackupJobResponse>(request, BackupOperations.StopBackupJob, cancellationToken);

    public Task<CreateBackupVaultResponse> CreateBackupVaultAsync(
        CreateBackupVaultRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateBackupVaultResponse>(request, BackupOperations.CreateBackupVault, cancellationToken);

    public Task<DeleteBackupVaultResponse> DeleteBackupVaultAsync(
        DeleteBackupVaultRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteBackupVaultResponse>(request, BackupOperations.DeleteBackupVault, cancellationToken);

    public Task<PutBackupVaultLockConfigurationResponse> PutBackupVaultLockConfigurationAsync(
        PutBackupVaultLockConfigurationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutBackupVaultLockConfigurationResponse>(request, BackupOperations.PutBackupVaultLockConfiguration, cancellationToken);

    public Task<DeleteBackupVaultLockConfigurationResponse> DeleteBackupVaultLockConfigurationAsync(
        DeleteBackupVaultLockConfigurationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteBackupVaultLockConfigurationResponse>(
            request, BackupOperations.DeleteBackupVaultLockConfiguration, cancellationToken);

    public Task<UpdateRecoveryPointLifecycleResponse> UpdateRecoveryPointLifecycleAsync(
        UpdateRecoveryPointLifecycleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateRecoveryPointLifecycleResponse>(request, BackupOperations.UpdateRecoveryPointLifecycle, cancellationToken);

    public Task<StartRestoreJobResponse> StartRestoreJobAsync(
        StartRestoreJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartRestoreJobResponse>(request, BackupOperations.StartRestoreJob, cancellationToken);

    public Task<DescribeRestoreJobResponse> DescribeRestoreJobAsync(
        DescribeRestoreJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeRestoreJobResponse>(request, BackupOperations.DescribeRestoreJob, cancellationToken);

    public Task<ListRestoreJobsResponse> ListRestoreJobsAsync(
        ListRestoreJobsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRestoreJobsResponse>(request, BackupOperations.ListRestoreJobs, cancellationToken);

    public Task<ListProtectedResourcesResponse> ListProtectedResourcesAsync(
        ListProtectedResourcesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListProtectedResourcesResponse>(request, BackupOperations.ListProtectedResources, cancellationToken);

    public Task<DescribeProtectedResourceResponse> DescribeProtectedResourceAsync(
        DescribeProtectedResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeProtectedResourceResponse>(request, BackupOperations.DescribeProtectedResource, cancellationToken);

    public Task<UpdateRegionSettingsResponse> UpdateRegionSettingsAsync(
        UpdateRegionSettingsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateRegionSettingsResponse>(request, BackupOperations.UpdateRegionSettings, cancellationToken);

    public Task<GetSupportedResourceTypesResponse> GetSupportedResourceTypesAsync(
        GetSupportedResourceTypesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetSupportedResourceTypesResponse>(request, BackupOperations.GetSupportedResourceTypes, cancellationToken);

    public Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsResponse>(request, BackupOperations.ListTags, cancellationToken);

    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagResourceResponse>(request, BackupOperations.TagResource, cancellationToken);

    public Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UntagResourceResponse>(request, BackupOperations.UntagResource, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => WirePipeline.Customize(pipeline);
}
