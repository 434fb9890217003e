using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class CreateFileSystemFromBackupRequest : AmazonFSxRequest
{
    public string? BackupId { get; set; }
    public List<string>? SubnetIds { get; set; } = Unset.Collection<List<string>>();
    public string? ClientRequestToken { get; set; }
    public List<string>? SecurityGroupIds { get; set; } = Unset.Collection<List<string>>();
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public CreateFileSystemWindowsConfiguration? WindowsConfiguration { get; set; }
    public CreateFileSystemLustreConfiguration? LustreConfiguration { get; set; }
    public StorageType? StorageType { get; set; }
    public string? KmsKeyId { get; set; }
    public string? FileSystemTypeVersion { get; set; }
    public CreateFileSystemOpenZFSConfiguration? OpenZFSConfiguration { get; set; }
    public int? StorageCapacity { get; set; }
    public NetworkType? NetworkType { get; set; }
}

public sealed class CreateFileSystemFromBackupResponse : AmazonWebServiceResponse
{
    public FileSystem? FileSystem { get; set; }
}

public sealed class CreateFileSystemWindowsConfiguration
{
    public int? ThroughputCapacity { get; set; }
    public string? ActiveDirectoryId { get; set; }
    public SelfManagedActiveDirectoryConfiguration? SelfManagedActiveDirectoryConfiguration { get; set; }
    public WindowsDeploymentType? DeploymentType { get; set; }
    public string? PreferredSubnetId { get; set; }
    public string? WeeklyMaintenanceStartTime { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public int? AutomaticBackupRetentionDays { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public List<string>? Aliases { get; set; } = Unset.Collection<List<string>>();
    public WindowsAuditLogCreateConfiguration? AuditLogConfiguration { get; set; }
    public DiskIopsConfiguration? DiskIopsConfiguration { get; set; }
    public WindowsFsrmConfiguration? FsrmConfiguration { get; set; }
}

public sealed class SelfManagedActiveDirectoryConfiguration
{
    public string? DomainName { get; set; }
    public List<string>? DnsIps { get; set; } = Unset.Collection<List<string>>();
    public string? OrganizationalUnitDistinguishedName { get; set; }
    public string? FileSystemAdministratorsGroup { get; set; }
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? DomainJoinServiceAccountSecret { get; set; }
}

public sealed class WindowsAuditLogCreateConfiguration
{
    public WindowsAccessAuditLogLevel? FileAccessAuditLogLevel { get; set; }
    public WindowsAccessAuditLogLevel? FileShareAccessAuditLogLevel { get; set; }
    public string? AuditLogDestination { get; set; }
}

public sealed class CreateFileSystemLustreConfiguration
{
    public string? WeeklyMaintenanceStartTime { get; set; }
    public string? ImportPath { get; set; }
    public string? ExportPath { get; set; }
    public int? ImportedFileChunkSize { get; set; }
    public LustreDeploymentType? DeploymentType { get; set; }
    public AutoImportPolicyType? AutoImportPolicy { get; set; }
    public int? PerUnitStorageThroughput { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public int? AutomaticBackupRetentionDays { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public DriveCacheType? DriveCacheType { get; set; }
    public DataCompressionType? DataCompressionType { get; set; }
    public bool? EfaEnabled { get; set; }
    public LustreLogCreateConfiguration? LogConfiguration { get; set; }
    public LustreRootSquashConfiguration? RootSquashConfiguration { get; set; }
    public CreateFileSystemLustreMetadataConfiguration? MetadataConfiguration { get; set; }
    public int? ThroughputCapacity { get; set; }
    public LustreReadCacheConfiguration? DataReadCacheConfiguration { get; set; }
}

public sealed class LustreLogCreateConfiguration
{
    public LustreAccessAuditLogLevel? Level { get; set; }
    public string? Destination { get; set; }
}

public sealed class CreateFileSystemLustreMetadataConfiguration
{
    public MetadataConfigurationMode? Mode { get; set; }
    public int? Iops { get; set; }
}

public sealed class CreateFileSystemOpenZFSConfiguration
{
    public OpenZFSDeploymentType? DeploymentType { get; set; }
    public int? ThroughputCapacity { get; set; }
    public int? AutomaticBackupRetentionDays { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public bool? CopyTagsToVolumes { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public string? WeeklyMaintenanceStartTime { get; set; }
    public DiskIopsConfiguration? DiskIopsConfiguration { get; set; }
    public string? PreferredSubnetId { get; set; }
    public string? EndpointIpAddressRange { get; set; }
    public string? EndpointIpv6AddressRange { get; set; }
    public List<string>? RouteTableIds { get; set; } = Unset.Collection<List<string>>();
    public OpenZFSReadCacheConfiguration? ReadCacheConfiguration { get; set; }
}
