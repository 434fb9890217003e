using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class ListTagsRequest : AmazonBackupRequest
{
    public string? ResourceArn { get; set; }
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
}

public sealed class ListTagsResponse : AmazonWebServiceResponse
{
    public string? NextToken { get; set; }
    public Dictionary<string, string>? Tags { get; set; } = Unset.Collection<Dictionary<string, string>>();
}

public sealed class TagResourceRequest : AmazonBackupRequest
{
    public string? ResourceArn { get; set; }
    public Dictionary<string, string>? Tags { get; set; } = Unset.Collection<Dictionary<string, string>>();
}

public sealed class TagResourceResponse : AmazonWebServiceResponse;

public sealed class UntagResourceRequest : AmazonBackupRequest
{
    public string? ResourceArn { get; set; }
    public List<string>? TagKeyList { get; set; } = Unset.Collection<List<string>>();
}

public sealed class UntagResourceResponse : AmazonWebServiceResponse;
