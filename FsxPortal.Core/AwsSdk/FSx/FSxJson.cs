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
[JsonSerializable(typeof(CreateBackupRequest))]
[JsonSerializable(typeof(CreateBackupResponse))]
[JsonSerializable(typeof(DeleteBackupRequest))]
[JsonSerializable(typeof(DeleteBackupResponse))]
[JsonSerializable(typeof(CopyBackupRequest))]
[JsonSerializable(typeof(CopyBackupResponse))]
[JsonSerializable(typeof(DescribeStorageVirtualMachinesRequest))]
[JsonSerializable(typeof(DescribeStorageVirtualMachinesResponse))]
[JsonSerializable(typeof(CreateFileSystemFromBackupRequest))]
[JsonSerializable(typeof(CreateFileSystemFromBackupResponse))]
[JsonSerializable(typeof(CreateVolumeFromBackupRequest))]
[JsonSerializable(typeof(CreateVolumeFromBackupResponse))]
internal sealed partial class FSxJson : JsonSerializerContext;
