using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class DescribeFileSystemsRequest : AmazonFSxRequest
{
    public List<string>? FileSystemIds { get; set; } = Unset.Collection<List<string>>();
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
}

public sealed class DescribeFileSystemsResponse : AmazonWebServiceResponse
{
    public List<FileSystem>? FileSystems { get; set; } = Unset.Collection<List<FileSystem>>();
    public string? NextToken { get; set; }
}

public sealed class FileSystem
{
    public string? OwnerId { get; set; }
    public DateTime? CreationTime { get; set; }
    public string? FileSystemId { get; set; }
    public FileSystemType? FileSystemType { get; set; }
    public FileSystemLifecycle? Lifecycle { get; set; }
    public FileSystemFailureDetails? FailureDetails { get; set; }
    public int? StorageCapacity { get; set; }
    public StorageType? StorageType { get; set; }
    public string? VpcId { get; set; }
    public List<string>? SubnetIds { get; set; } = Unset.Collection<List<string>>();
    public List<string>? NetworkInterfaceIds { get; set; } = Unset.Collection<List<string>>();
    public string? DNSName { get; set; }
    public string? KmsKeyId { get; set; }
    public string? ResourceARN { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public WindowsFileSystemConfiguration? WindowsConfiguration { get; set; }
    public LustreFileSystemConfiguration? LustreConfiguration { get; set; }
    public OntapFileSystemConfiguration? OntapConfiguration { get; set; }
    public string? FileSystemTypeVersion { get; set; }
    public OpenZFSFileSystemConfiguration? OpenZFSConfiguration { get; set; }
    public NetworkType? NetworkType { get; set; }
}

public sealed class FileSystemFailureDetails
{
    public string? Message { get; set; }
}

public sealed class DiskIopsConfiguration
{
    public DiskIopsConfigurationMode? Mode { get; set; }
    public long? Iops { get; set; }
}

public sealed class OntapFileSystemConfiguration
{
    public int? AutomaticBackupRetentionDays { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public OntapDeploymentType? DeploymentType { get; set; }
    public string? EndpointIpAddressRange { get; set; }
    public FileSystemEndpoints? Endpoints { get; set; }
    public DiskIopsConfiguration? DiskIopsConfiguration { get; set; }
    public string? PreferredSubnetId { get; set; }
    public List<string>? RouteTableIds { get; set; } = Unset.Collection<List<string>>();
    public int? ThroughputCapacity { get; set; }
    public string? WeeklyMaintenanceStartTime { get; set; }
    public int? HAPairs { get; set; }
    public int? ThroughputCapacityPerHAPair { get; set; }
    public string? EndpointIpv6AddressRange { get; set; }
}

public sealed class FileSystemEndpoints
{
    public FileSystemEndpoint? Intercluster { get; set; }
    public FileSystemEndpoint? Management { get; set; }
}

public sealed class FileSystemEndpoint
{
    public string? DNSName { get; set; }
    public List<string>? IpAddresses { get; set; } = Unset.Collection<List<string>>();
    public List<string>? Ipv6Addresses { get; set; } = Unset.Collection<List<string>>();
}

public sealed class OpenZFSFileSystemConfiguration
{
    public int? AutomaticBackupRetentionDays { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public bool? CopyTagsToVolumes { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public OpenZFSDeploymentType? DeploymentType { get; set; }
    public int? ThroughputCapacity { get; set; }
    public string? WeeklyMaintenanceStartTime { get; set; }
    public DiskIopsConfiguration? DiskIopsConfiguration { get; set; }
    public string? RootVolumeId { get; set; }
    public string? PreferredSubnetId { get; set; }
    public string? EndpointIpAddressRange { get; set; }
    public string? EndpointIpv6AddressRange { get; set; }
    public List<string>? RouteTableIds { get; set; } = Unset.Collection<List<string>>();
    public string? EndpointIpAddress { get; set; }
    public string? EndpointIpv6Address { get; set; }
    public OpenZFSReadCacheConfiguration? ReadCacheConfiguration { get; set; }
}

public sealed class OpenZFSReadCacheConfiguration
{
    public OpenZFSReadCacheSizingMode? SizingMode { get; set; }
    public int? SizeGiB { get; set; }
}
