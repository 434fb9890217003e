using Amazon.FSx.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.FSx;

public interface IAmazonFSx : IAmazonService, IDisposable
{
    Task<DescribeFileSystemsResponse> DescribeFileSystemsAsync(
        DescribeFileSystemsRequest request, CancellationToken cancellationToken = default);

    Task<DescribeVolumesResponse> DescribeVolumesAsync(DescribeVolumesRequest request, CancellationToken cancellationToken = default);

    Task<DescribeBackupsResponse> DescribeBackupsAsync(DescribeBackupsRequest request, CancellationToken cancellationToken = default);

    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default);

    Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default);

    Task<CreateBackupResponse> CreateBackupAsync(CreateBackupRequest request, CancellationToken cancellationToken = default);

    Task<DeleteBackupResponse> DeleteBackupAsync(DeleteBackupRequest request, CancellationToken cancellationToken = default);

    Task<CopyBackupResponse> CopyBackupAsync(CopyBackupRequest request, CancellationToken cancellationToken = default);

    Task<DescribeStorageVirtualMachinesResponse> DescribeStorageVirtualMachinesAsync(
        DescribeStorageVirtualMachinesRequest request, CancellationToken cancellationToken = default);

    Task<CreateFileSystemFromBackupResponse> CreateFileSystemFromBackupAsync(
        CreateFileSystemFromBackupRequest request, CancellationToken cancellationToken = default);

    Task<CreateVolumeFromBackupResponse> CreateVolumeFromBackupAsync(
        CreateVolumeFromBackupRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonFSxConfig();

    // Without credentials the client looks for them itself, in the SDK's usual places.
    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials? awsCredentials, ClientConfig clientConfig)
    {
        var config = clientConfig as AmazonFSxConfig
            ?? throw new AmazonClientException(
                $"The configuration of an AmazonFSxClient is an AmazonFSxConfig, not a {clientConfig.GetType().Name}.");
        return awsCredentials is null ? new AmazonFSxClient(config) : new AmazonFSxClient(awsCredentials, config);
    }
}
