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

    Task<DescribeBackupVaultResponse> DescribeBackupVaultAsync(DescribeBackupVaultRequest request, CancellationToken cancellationToken = default);

    Task<ListRecoveryPointsByBackupVaultResponse> ListRecoveryPointsByBackupVaultAsync(ListRecoveryPointsByBackupVaultRequest request, CancellationToken cancellationToken = default);

    Task<ListRecoveryPointsByResourceResponse> ListRecoveryPointsByResourceAsync(ListRecoveryPointsByResourceRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRecoveryPointResponse> DescribeRecoveryPointAsync(DescribeRecoveryPointRequest request, CancellationToken cancellationToken = default);

    Task<DeleteRecoveryPointResponse> DeleteRecoveryPointAsync(DeleteRecoveryPointRequest request, CancellationToken cancellationToken = default);

    Task<GetRecoveryPointRestoreMetadataResponse> GetRecoveryPointRestoreMetadataAsync(GetRecoveryPointRestoreMetadataRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRegionSettingsResponse> DescribeRegionSettingsAsync(DescribeRegionSettingsRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBackupConfig();

    // Without credentials the client looks for them itself, in the SDK's usual places.
    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials? awsCredentials, ClientConfig clientConfig)
    {
        var config = clientConfig as AmazonBackupConfig
            ?? throw new AmazonClientException($"The configuration of an AmazonBackupClient is an AmazonBackupConfig, not a {clientConfig.GetType().Name}.");
        return awsCredentials is null ? new AmazonBackupClient(config) : new AmazonBackupClient(awsCredentials, config);
    }
}
