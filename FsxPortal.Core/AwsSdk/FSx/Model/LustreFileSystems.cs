using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class LustreFileSystemConfiguration
{
    public string? WeeklyMaintenanceStartTime { get; set; }
    public DataRepositoryConfiguration? DataRepositoryConfiguration { get; set; }
    public LustreDeploymentType? DeploymentType { get; set; }
    public int? PerUnitStorageThroughput { get; set; }
    public string? MountName { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public int? AutomaticBackupRetentionDays { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public DriveCacheType? DriveCacheType { get; set; }
    public DataCompressionType? DataCompressionType { get; set; }
    public LustreLogConfiguration? LogConfiguration { get; set; }
    public LustreRootSquashConfiguration? RootSquashConfiguration { get; set; }
    public FileSystemLustreMetadataConfiguration? MetadataConfiguration { get; set; }
    public bool? EfaEnabled { get; set; }
    public int? ThroughputCapacity { get; set; }
    public LustreReadCacheConfiguration? DataReadCacheConfiguration { get; set; }
}

public sealed class DataRepositoryConfiguration
{
    public DataRepositoryLifecycle? Lifecycle { get; set; }
    public string? ImportPath { get; set; }
    public string? ExportPath { get; set; }
    public int? ImportedFileChunkSize { get; set; }
    public AutoImportPolicyType? AutoImportPolicy { get; set; }
    public DataRepositoryFailureDetails? FailureDetails { get; set; }
}

public sealed class DataRepositoryFailureDetails
{
    public string? Message { get; set; }
}

public sealed class LustreLogConfiguration
{
    public LustreAccessAuditLogLevel? Level { get; set; }
    public string? Destination { get; set; }
}

public sealed class LustreRootSquashConfiguration
{
    public string? RootSquash { get; set; }
    public List<string>? NoSquashNids { get; set; } = Unset.Collection<List<string>>();
}

public sealed class FileSystemLustreMetadataConfiguration
{
    public int? Iops { get; set; }
    public MetadataConfigurationMode? Mode { get; set; }
}

public sealed class LustreReadCacheConfiguration
{
    public LustreReadCacheSizingMode? SizingMode { get; set; }
    public int? SizeGiB { get; set; }
}
