using Amazon.FSx.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

public sealed class AmazonFSxClient : AmazonServiceClient, IAmazonFSx
{
    private static readonly IServiceMetadata Identity = new WireIdentity(AmazonFSxConfig.ServiceId);

    public AmazonFSxClient()
        : base(new AmazonFSxConfig()) { }

    public AmazonFSxClient(RegionEndpoint region)
        : base(new AmazonFSxConfig { RegionEndpoint = region }) { }

    public AmazonFSxClient(AmazonFSxConfig config)
        : base(config) { }

    public AmazonFSxClient(AWSCredentials credentials)
        : base(credentials, new AmazonFSxConfig()) { }

    public AmazonFSxClient(AWSCredentials credentials, RegionEndpoint region)
        : base(credentials, new AmazonFSxConfig { RegionEndpoint = region }) { }

    public AmazonFSxClient(AWSCredentials credentials, AmazonFSxConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonFSxClient(string awsAccessKeyId, string awsSecretAccessKey)
        : base(awsAccessKeyId, awsSecretAccessKey, new AmazonFSxConfig()) { }

    public AmazonFSxClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : base(awsAccessKeyId, awsSecretAccessKey, new AmazonFSxConfig { RegionEndpoint = region }) { }

    public AmazonFSxClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonFSxConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonFSxClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonFSxConfig()) { }

    public AmazonFSxClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonFSxConfig { RegionEndpoint = region }) { }

    public AmazonFSxClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonFSxConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    protected override IServiceMetadata ServiceMetadata => Identity;

    public Task<DescribeFileSystemsResponse> DescribeFileSystemsAsync(
        DescribeFileSystemsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeFileSystemsResponse>(request, FSxOperations.DescribeFileSystems, cancellationToken);

    public Task<DescribeVolumesResponse> DescribeVolumesAsync(
        DescribeVolumesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeVolumesResponse>(request, FSxOperations.DescribeVolumes, cancellationToken);

    public Task<DescribeBackupsResponse> DescribeBackupsAsync(
        DescribeBackupsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeBackupsResponse>(request, FSxOperations.DescribeBackups, cancellationToken);

    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsForResourceResponse>(request, FSxOperations.ListTagsForResource, cancellationToken);

    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagResourceResponse>(request, FSxOperations.TagResource, cancellationToken);

    public Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UntagResourceResponse>(request, FSxOperations.UntagResource, cancellationToken);

    public Task<CreateBackupResponse> CreateBackupAsync(CreateBackupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateBackupResponse>(request, FSxOperations.CreateBackup, cancellationToken);

    public Task<DeleteBackupResponse> DeleteBackupAsync(DeleteBackupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteBackupResponse>(request, FSxOperations.DeleteBackup, cancellationToken);

    public Task<CopyBackupResponse> CopyBackupAsync(CopyBackupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CopyBackupResponse>(request, FSxOperations.CopyBackup, cancellationToken);

    public Task<DescribeStorageVirtualMachinesResponse> DescribeStorageVirtualMachinesAsync(
        DescribeStorageVirtualMachinesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeStorageVirtualMachinesResponse>(request, FSxOperations.DescribeStorageVirtualMachines, cancellationToken);

    public Task<CreateFileSystemFromBackupResponse> CreateFileSystemFromBackupAsync(
        CreateFileSystemFromBackupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateFileSystemFromBackupResponse>(request, FSxOperations.CreateFileSystemFromBackup, cancellationToken);

    public Task<CreateVolumeFromBackupResponse> CreateVolumeFromBackupAsync(
        CreateVolumeFromBackupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateVolumeFromBackupResponse>(request, FSxOperations.CreateVolumeFromBackup, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => WirePipeline.Customize(pipeline);
}
