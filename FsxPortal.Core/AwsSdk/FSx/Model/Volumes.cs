using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class DescribeVolumesRequest : AmazonFSxRequest
{
    public List<string>? VolumeIds { get; set; } = Unset.Collection<List<string>>();
    public List<VolumeFilter>? Filters { get; set; } = Unset.Collection<List<VolumeFilter>>();
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
}

public sealed class DescribeVolumesResponse : AmazonWebServiceResponse
{
    public List<Volume>? Volumes { get; set; } = Unset.Collection<List<Volume>>();
    public string? NextToken { get; set; }
}

public sealed class Volume
{
    public DateTime? CreationTime { get; set; }
    public string? FileSystemId { get; set; }
    public VolumeLifecycle? Lifecycle { get; set; }
    public string? Name { get; set; }
    public OntapVolumeConfiguration? OntapConfiguration { get; set; }
    public string? ResourceARN { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public string? VolumeId { get; set; }
    public VolumeType? VolumeType { get; set; }
    public LifecycleTransitionReason? LifecycleTransitionReason { get; set; }
}

public sealed class OntapVolumeConfiguration
{
    public FlexCacheEndpointType? FlexCacheEndpointType { get; set; }
    public string? JunctionPath { get; set; }
    public SecurityStyle? SecurityStyle { get; set; }
    public int? SizeInMegabytes { get; set; }
    public bool? StorageEfficiencyEnabled { get; set; }
    public string? StorageVirtualMachineId { get; set; }
    public bool? StorageVirtualMachineRoot { get; set; }
    public TieringPolicy? TieringPolicy { get; set; }
    public string? UUID { get; set; }
    public OntapVolumeType? OntapVolumeType { get; set; }
    public string? SnapshotPolicy { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public VolumeStyle? VolumeStyle { get; set; }
    public AggregateConfiguration? AggregateConfiguration { get; set; }
    public long? SizeInBytes { get; set; }
}

public sealed class TieringPolicy
{
    public int? CoolingPeriod { get; set; }
    public TieringPolicyName? Name { get; set; }
}

public sealed class AggregateConfiguration
{
    public List<string>? Aggregates { get; set; } = Unset.Collection<List<string>>();
    public int? TotalConstituents { get; set; }
}

public sealed class LifecycleTransitionReason
{
    public string? Message { get; set; }
}

public sealed class VolumeFilter
{
    public VolumeFilterName? Name { get; set; }
    public List<string>? Values { get; set; } = Unset.Collection<List<string>>();
}
