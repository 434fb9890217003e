using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class WindowsFileSystemConfiguration
{
    public string? ActiveDirectoryId { get; set; }
    public SelfManagedActiveDirectoryAttributes? SelfManagedActiveDirectoryConfiguration { get; set; }
    public WindowsDeploymentType? DeploymentType { get; set; }
    public string? RemoteAdministrationEndpoint { get; set; }
    public string? PreferredSubnetId { get; set; }
    public string? PreferredFileServerIp { get; set; }
    public int? ThroughputCapacity { get; set; }
    public List<string>? MaintenanceOperationsInProgress { get; set; } = Unset.Collection<List<string>>();
    public string? WeeklyMaintenanceStartTime { get; set; }
    public string? DailyAutomaticBackupStartTime { get; set; }
    public int? AutomaticBackupRetentionDays { get; set; }
    public bool? CopyTagsToBackups { get; set; }
    public List<Alias>? Aliases { get; set; } = Unset.Collection<List<Alias>>();
    public WindowsAuditLogConfiguration? AuditLogConfiguration { get; set; }
    public DiskIopsConfiguration? DiskIopsConfiguration { get; set; }
    public string? PreferredFileServerIpv6 { get; set; }
    public WindowsFsrmConfiguration? FsrmConfiguration { get; set; }
}

public sealed class SelfManagedActiveDirectoryAttributes
{
    public string? DomainName { get; set; }
    public string? OrganizationalUnitDistinguishedName { get; set; }
    public string? FileSystemAdministratorsGroup { get; set; }
    public string? UserName { get; set; }
    public List<string>? DnsIps { get; set; } = Unset.Collection<List<string>>();
    public string? DomainJoinServiceAccountSecret { get; set; }
}

public sealed class Alias
{
    public string? Name { get; set; }
    public AliasLifecycle? Lifecycle { get; set; }
}

public sealed class WindowsAuditLogConfiguration
{
    public WindowsAccessAuditLogLevel? FileAccessAuditLogLevel { get; set; }
    public WindowsAccessAuditLogLevel? FileShareAccessAuditLogLevel { get; set; }
    public string? AuditLogDestination { get; set; }
}

public sealed class WindowsFsrmConfiguration
{
    public bool? FsrmServiceEnabled { get; set; }
    public string? EventLogDestination { get; set; }
}
