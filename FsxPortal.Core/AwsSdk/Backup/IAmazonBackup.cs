using Amazon.Backup.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.Backup;

public interface IAmazonBackup : IAmazonService, IDisposable
{
    Task<StartBackupJobResponse> StartBackupJobAsync(StartBackupJobRequest request, CancellationToken cancellationToken = default);

    Task<DescribeBackupJobResponse> DescribeBackupJobAsync(DescribeBackupJobRequest request, CancellationToken cancellationToken = default);

    Task<ListBackupJobsResponse> ListBackupJobsAsync(ListBackupJobsRequest request, CancellationToken cancellationToken = default);

    Task<StartCopyJobResponse> StartCopyJobAsync(StartCopyJobRequest request, CancellationToken cancellationToken = default);

    Task<DescribeCopyJobResponse> DescribeCopyJobAsync(DescribeCopyJobRequest request, CancellationToken cancellationToken = default);

    Task<ListCopyJobsResponse> ListCopyJobsAsync(ListCopyJobsRequest request, CancellationToken cancellationToken = default);

    Task<ListBackupVaultsResponse> ListBackupVaultsAsync(ListBackupVaultsRequest request, CancellationToken cancellationToken = default);

    Task<DescribeBackupVaultResponse> DescribeBackupVaultAsync(
        DescribeBackupVaultRequest request, CancellationToken cancellationToken = default);

    Task<ListRecoveryPointsByBackupVaultResponse> ListRecoveryPointsByBackupVaultAsync(
        ListRecoveryPointsByBackupVaultRequest request, CancellationToken cancellationToken = default);

    Task<ListRecoveryPointsByResourceResponse> ListRecoveryPointsByResourceAsync(
        ListRecoveryPointsByResourceRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRecoveryPointResponse> DescribeRecoveryPointAsync(
        DescribeRecoveryPointRequest request, CancellationToken cancellationToken = default);

    Task<DeleteRecoveryPointResponse> DeleteRecoveryPointAsync(
        DeleteRecoveryPointRequest request, CancellationToken cancellationToken = default);

    Task<GetRecoveryPointRestoreMetadataResponse> GetRecoveryPointRestoreMetadataAsync(
        GetRecoveryPointRestoreMetadataRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRegionSettingsResponse> DescribeRegionSettingsAsync(
        DescribeRegionSettingsRequest request, CancellationToken cancellationToken = default);

    Task<StopBackupJobResponse> StopBackupJobAsync(StopBackupJobRequest request, CancellationToken cancellationToken = default);

    Task<CreateBackupVaultResponse> CreateBackupVaultAsync(CreateBackupVaultRequest request, CancellationToken cancellationToken = default);

    Task<DeleteBackupVaultResponse> DeleteBackupVaultAsync(DeleteBackupVaultRequest request, CancellationToken cancellationToken = default);

    Task<PutBackupVaultLockConfigurationResponse> PutBackupVaultLockConfigurationAsync(
        PutBackupVaultLockConfigurationRequest request, CancellationToken cancellationToken = default);

    Task<DeleteBackupVaultLockConfigurationResponse> DeleteBackupVaultLockConfigurationAsync(
        DeleteBackupVaultLockConfigurationRequest request, CancellationToken cancellationToken = default);

    Task<UpdateRecoveryPointLifecycleResponse> UpdateRecoveryPointLifecycleAsync(
        UpdateRecoveryPointLifecycleRequest request, CancellationToken cancellationToken = default);

    Task<StartRestoreJobResponse> StartRestoreJobAsync(StartRestoreJobRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRestoreJobResponse> DescribeRestoreJobAsync(
        DescribeRestoreJobRequest request, CancellationToken cancellationToken = default);

    Task<ListRestoreJobsResponse> ListRestoreJobsAsync(ListRestoreJobsRequest request, CancellationToken cancellationToken = default);

    Task<ListProtectedResourcesResponse> ListProtectedResourcesAsync(
        ListProtectedResourcesRequest request, CancellationToken cancellationToken = default);

    Task<DescribeProtectedResourceResponse> DescribeProtectedResourceAsync(
        DescribeProtectedResourceRequest request, CancellationToken cancellationToken = default);

    Task<UpdateRegionSettingsResponse> UpdateRegionSettingsAsync(
        UpdateRegionSettingsRequest request, CancellationToken cancellationToken = default);

    Task<GetSupportedResourceTypesResponse> GetSupportedResourceTypesAsync(
        GetSupportedResourceTypesRequest request, CancellationToken cancellationToken = default);

    Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default);

    Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default);

    Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBackupConfig();

    // Without credentials the client looks for them itself, in the SDK's usual places.
    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials? awsCredentials, ClientConfig clientConfig)
    {
        var config = clientConfig as AmazonBackupConfig
            ?? throw new AmazonClientException(
                $"The configuration of an AmazonBackupClient is an AmazonBackupConfig, not a {clientConfig.GetType().Name}.");
        return awsCredentials is null ? new AmazonBackupClient(config) : new AmazonBackupClient(awsCredentials, config);
    }
}
