using System.Collections.Frozen;
using Amazon.FSx.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

/// <summary>Amazon FSx on the wire: one row per operation, one per error (AWS leaves the word "Exception" out).</summary>
internal static class FSxOperations
{
    private static readonly WireErrors Errors = new(
        new Dictionary<string, Func<WireError, AmazonServiceException>>
        {
            ["ActiveDirectoryError"] = error => new ActiveDirectoryErrorException(error),
            ["BackupBeingCopied"] = error => new BackupBeingCopiedException(error),
            ["BackupInProgress"] = error => new BackupInProgressException(error),
            ["BackupNotFound"] = error => new BackupNotFoundException(error),
            ["BackupRestoring"] = error => new BackupRestoringException(error),
            ["BadRequest"] = error => new BadRequestException(error),
            ["FileSystemNotFound"] = error => new FileSystemNotFoundException(error),
            ["IncompatibleParameterError"] = error => new IncompatibleParameterErrorException(error),
            ["IncompatibleRegionForMultiAZ"] = error => new IncompatibleRegionForMultiAZException(error),
            ["InternalServerError"] = error => new InternalServerErrorException(error),
            ["InvalidDestinationKmsKey"] = error => new InvalidDestinationKmsKeyException(error),
            ["InvalidNetworkSettings"] = error => new InvalidNetworkSettingsException(error),
            ["InvalidPerUnitStorageThroughput"] = error => new InvalidPerUnitStorageThroughputException(error),
            ["InvalidRegion"] = error => new InvalidRegionException(error),
            ["InvalidSourceKmsKey"] = error => new InvalidSourceKmsKeyException(error),
            ["MissingFileSystemConfiguration"] = error => new MissingFileSystemConfigurationException(error),
            ["MissingVolumeConfiguration"] = error => new MissingVolumeConfigurationException(error),
            ["NotServiceResourceError"] = error => new NotServiceResourceErrorException(error),
            ["ResourceDoesNotSupportTagging"] = error => new ResourceDoesNotSupportTaggingException(error),
            ["ResourceNotFound"] = error => new ResourceNotFoundException(error),
            ["ServiceLimitExceeded"] = error => new ServiceLimitExceededException(error),
            ["SourceBackupUnavailable"] = error => new SourceBackupUnavailableException(error),
            ["StorageVirtualMachineNotFound"] = error => new StorageVirtualMachineNotFoundException(error),
            ["UnsupportedOperation"] = error => new UnsupportedOperationException(error),
            ["VolumeNotFound"] = error => new VolumeNotFoundException(error),
        }.ToFrozenDictionary(),
        error => new AmazonFSxException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status));

    private static readonly WireApi Api = new(
        "Amazon.FSx", "2018-03-01", new HashSet<string> { "ClientRequestToken" }, FSxJson.Default, Errors);

    public static readonly InvokeOptions DescribeFileSystems = Operation<DescribeFileSystemsRequest, DescribeFileSystemsResponse>(
        "DescribeFileSystems");

    public static readonly InvokeOptions DescribeVolumes = Operation<DescribeVolumesRequest, DescribeVolumesResponse>("DescribeVolumes");

    public static readonly InvokeOptions DescribeBackups = Operation<DescribeBackupsRequest, DescribeBackupsResponse>("DescribeBackups");

    public static readonly InvokeOptions ListTagsForResource = Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>(
        "ListTagsForResource");

    public static readonly InvokeOptions TagResource = Operation<TagResourceRequest, TagResourceResponse>("TagResource");

    public static readonly InvokeOptions UntagResource = Operation<UntagResourceRequest, UntagResourceResponse>("UntagResource");

    public static readonly InvokeOptions CreateBackup = Operation<CreateBackupRequest, CreateBackupResponse>("CreateBackup");

    public static readonly InvokeOptions DeleteBackup = Operation<DeleteBackupRequest, DeleteBackupResponse>("DeleteBackup");

    public static readonly InvokeOptions CopyBackup = Operation<CopyBackupRequest, CopyBackupResponse>("CopyBackup");

    public static readonly InvokeOptions DescribeStorageVirtualMachines =
        Operation<DescribeStorageVirtualMachinesRequest, DescribeStorageVirtualMachinesResponse>("DescribeStorageVirtualMachines");

    public static readonly InvokeOptions CreateFileSystemFromBackup =
        Operation<CreateFileSystemFromBackupRequest, CreateFileSystemFromBackupResponse>("CreateFileSystemFromBackup");

    public static readonly InvokeOptions CreateVolumeFromBackup = Operation<CreateVolumeFromBackupRequest, CreateVolumeFromBackupResponse>(
        "CreateVolumeFromBackup");

    private static InvokeOptions Operation<TRequest, TResponse>(string name)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        Api.Rpc<TRequest, TResponse>($"AWSSimbaAPIService_v20180301.{name}");
}
