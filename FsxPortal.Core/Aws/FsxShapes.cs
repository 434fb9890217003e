using Amazon.FSx.Model;
using FsxPortal.Core.Domain.Inventory;
using FileSystem = Amazon.FSx.Model.FileSystem;
using FileSystemType = FsxPortal.Core.Domain.Inventory.FileSystemType;

namespace FsxPortal.Core.Aws;

/// <summary>Turns the shapes of Amazon FSx into our nouns.</summary>
internal static class FsxShapes
{
    /// <summary>Tags as a dictionary.</summary>
    public static Dictionary<string, string> ToDictionary(IEnumerable<Tag>? tags) =>
        (tags ?? []).Where(tag => tag.Key is not null).DistinctBy(tag => tag.Key).ToDictionary(tag => tag.Key!, tag => tag.Value ?? "");

    public static bool IsOntap(FileSystem fileSystem) => fileSystem.FileSystemType == Amazon.FSx.FileSystemType.ONTAP;

    public static FileSystemFacts ToFacts(FileSystem fileSystem)
    {
        var tags = ToDictionary(fileSystem.Tags);
        var (start, days) = AutomaticBackup(fileSystem);
        return new FileSystemFacts
        {
            Arn = fileSystem.ResourceARN!,
            AwsFileSystemId = fileSystem.FileSystemId!,
            Name = tags.GetValueOrDefault("Name") is { Length: > 0 } name ? name : fileSystem.FileSystemId!,
            Type = TypeOf(fileSystem),
            Deployment = DeploymentOf(fileSystem),
            StorageType = fileSystem.StorageType?.Value ?? "SSD",
            ActiveDirectory = fileSystem.WindowsConfiguration switch
            {
                { ActiveDirectoryId.Length: > 0 } => ActiveDirectoryKind.Managed,
                { SelfManagedActiveDirectoryConfiguration: not null } => ActiveDirectoryKind.SelfManaged,
                _ => ActiveDirectoryKind.None,
            },
            StorageGiB = fileSystem.StorageCapacity ?? 0,
            CreatedAt = ToInstant(fileSystem.CreationTime),
            Lifecycle = fileSystem.Lifecycle?.Value ?? "UNKNOWN",
            HasDataRepository = fileSystem.LustreConfiguration?.DataRepositoryConfiguration is not null,
            MaintenanceStart = MaintenanceOf(fileSystem),
            AutomaticBackupStart = days > 0 ? start : null,
            Tags = tags,
        };
    }

    /// <summary>An ONTAP volume stands for itself: AWS backs up volumes.</summary>
    public static FileSystemFacts ToFacts(Volume volume, FileSystem fileSystem)
    {
        var tags = ToDictionary(volume.Tags);
        return ToFacts(fileSystem) with
        {
            Arn = volume.ResourceARN!,
            AwsVolumeId = volume.VolumeId,
            Name = volume.Name is { Length: > 0 } name ? name : volume.VolumeId!,
            StorageGiB = (volume.OntapConfiguration?.SizeInMegabytes ?? 0) / 1024,
            CreatedAt = ToInstant(volume.CreationTime),
            Lifecycle = volume.Lifecycle?.Value ?? "UNKNOWN",
            Tags = tags,
        };
    }

    private static DateTimeOffset? ToInstant(DateTime? time) =>
        time is { } given ? new DateTimeOffset(given.ToUniversalTime(), TimeSpan.Zero) : null;

    private static FileSystemType TypeOf(FileSystem fileSystem) => fileSystem.FileSystemType?.Value switch
    {
        "WINDOWS" => FileSystemType.Windows,
        "LUSTRE" => FileSystemType.Lustre,
        "OPENZFS" => FileSystemType.OpenZfs,
        _ => FileSystemType.Ontap,
    };

    private static string DeploymentOf(FileSystem fileSystem) =>
        fileSystem.WindowsConfiguration?.DeploymentType?.Value
        ?? fileSystem.LustreConfiguration?.DeploymentType?.Value
        ?? fileSystem.OpenZFSConfiguration?.DeploymentType?.Value
        ?? fileSystem.OntapConfiguration?.DeploymentType?.Value
        ?? "UNKNOWN";

    private static string? MaintenanceOf(FileSystem fileSystem) =>
        fileSystem.WindowsConfiguration?.WeeklyMaintenanceStartTime
        ?? fileSystem.LustreConfiguration?.WeeklyMaintenanceStartTime
        ?? fileSystem.OpenZFSConfiguration?.WeeklyMaintenanceStartTime
        ?? fileSystem.OntapConfiguration?.WeeklyMaintenanceStartTime;

    private static (string? Start, int? Days) AutomaticBackup(FileSystem fileSystem) => fileSystem switch
    {
        { WindowsConfiguration: { } windows } => (windows.DailyAutomaticBackupStartTime, windows.AutomaticBackupRetentionDays),
        { LustreConfiguration: { } lustre } => (lustre.DailyAutomaticBackupStartTime, lustre.AutomaticBackupRetentionDays),
        { OpenZFSConfiguration: { } openZfs } => (openZfs.DailyAutomaticBackupStartTime, openZfs.AutomaticBackupRetentionDays),
        { OntapConfiguration: { } ontap } => (ontap.DailyAutomaticBackupStartTime, ontap.AutomaticBackupRetentionDays),
        _ => (null, null),
    };
}
