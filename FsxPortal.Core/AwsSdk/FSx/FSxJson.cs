using System.Text.Json.Serialization;
using Amazon.FSx.Model;

namespace Amazon.FSx;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DescribeFileSystemsRequest))]
[JsonSerializable(typeof(DescribeFileSystemsResponse))]
[JsonSerializable(typeof(DescribeVolumesRequest))]
[JsonSerializable(typeof(DescribeVolumesResponse))]
[JsonSerializable(typeof(DescribeBackupsRequest))]
[JsonSerializable(typeof(DescribeBackupsResponse))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TagResourceResponse))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(UntagResourceResponse))]
internal sealed partial class FSxJson : JsonSerializerContext;
