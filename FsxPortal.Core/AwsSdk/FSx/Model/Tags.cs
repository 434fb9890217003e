using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class ListTagsForResourceRequest : AmazonFSxRequest
{
    public string? ResourceARN { get; set; }
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
}

public sealed class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public string? NextToken { get; set; }
}

public sealed class TagResourceRequest : AmazonFSxRequest
{
    public string? ResourceARN { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
}

public sealed class TagResourceResponse : AmazonWebServiceResponse;

public sealed class UntagResourceRequest : AmazonFSxRequest
{
    public string? ResourceARN { get; set; }
    public List<string>? TagKeys { get; set; } = Unset.Collection<List<string>>();
}

public sealed class UntagResourceResponse : AmazonWebServiceResponse;

public sealed class Tag
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}
