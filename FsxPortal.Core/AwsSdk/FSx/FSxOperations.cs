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
            ["BackupNotFound"] = error => new BackupNotFoundException(error),
            ["BadRequest"] = error => new BadRequestException(error),
            ["FileSystemNotFound"] = error => new FileSystemNotFoundException(error),
            ["InternalServerError"] = error => new InternalServerErrorException(error),
            ["NotServiceResourceError"] = error => new NotServiceResourceErrorException(error),
            ["ResourceDoesNotSupportTagging"] = error => new ResourceDoesNotSupportTaggingException(error),
            ["ResourceNotFound"] = error => new ResourceNotFoundException(error),
            ["VolumeNotFound"] = error => new VolumeNotFoundException(error),
        }.ToFrozenDictionary(),
        error => new AmazonFSxException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status));

    private static readonly WireApi Api = new("Amazon.FSx", "2018-03-01", "ClientRequestToken", FSxJson.Default, Errors);

    public static readonly InvokeOptions DescribeFileSystems = Operation<DescribeFileSystemsRequest, DescribeFileSystemsResponse>("DescribeFileSystems");

    public static readonly InvokeOptions DescribeVolumes = Operation<DescribeVolumesRequest, DescribeVolumesResponse>("DescribeVolumes");

    public static readonly InvokeOptions DescribeBackups = Operation<DescribeBackupsRequest, DescribeBackupsResponse>("DescribeBackups");

    public static readonly InvokeOptions ListTagsForResource = Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>("ListTagsForResource");

    public static readonly InvokeOptions TagResource = Operation<TagResourceRequest, TagResourceResponse>("TagResource");

    public static readonly InvokeOptions UntagResource = Operation<UntagResourceRequest, UntagResourceResponse>("UntagResource");

    private static InvokeOptions Operation<TRequest, TResponse>(string name)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        Api.Rpc<TRequest, TResponse>($"AWSSimbaAPIService_v20180301.{name}");
}
