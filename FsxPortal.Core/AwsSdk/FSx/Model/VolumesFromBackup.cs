using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class CreateVolumeFromBackupRequest : AmazonFSxRequest
{
    public string? BackupId { get; set; }
    public string? Name { get; set; }
    public string? ClientRequestToken { get; set; }
    public CreateOntapVolumeConfiguration? OntapConfiguration { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
}

public sealed class CreateVolumeFromBackupResponse : AmazonWebServiceResponse
{
    public Volume? Volume { get; set; }
}

public sealed class CreateOntapVolumeConfiguration
{
    public string? StorageVirtualMachineId { get; set; }
    public string? JunctionPath { get; set; }
    public SecurityStyle? SecurityStyle { get; set; }
    public int? SizeInMegabytes { get; set; }
    public bool? StorageEfficiencyEnabled { get; set; }
    public TieringPolicy? TieringPolicy { get; set; }
    public InputOntapVolumeType? OntapVolumeType { get; set; }
    public string? SnapshotPolicy { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public VolumeStyle? VolumeStyle { get; set; }
    public CreateAggregateConfiguration? AggregateConfiguration { get; set; }
    public long? SizeInBytes { get; set; }
}

public sealed class CreateAggregateConfiguration
{
    public List<string>? Aggregates { get; set; } = Unset.Collection<List<string>>();
    public int? ConstituentsPerAggregate { get; set; }
}
