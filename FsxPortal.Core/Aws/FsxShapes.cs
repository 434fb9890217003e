using Amazon.FSx.Model;
using FsxPortal.Core.Domain.Inventory;
using FileSystem = Amazon.FSx.Model.FileSystem;
using FileSystemType = FsxPortal.Core.Domain.Inventory.FileSystemType;

namespace FsxPortal.Core.Aws;

/// <summary>Turns the shapes of Amazon FSx into our nouns.</summary>
internal static class FsxShapes
{
    private static readonly string[] Types = ["WINDOWS", "LUSTRE", "OPENZFS", "ONTAP"];

    /// <summary>Tags as a dictionary; of a key that is given twice the first counts.</summary>
    public static Dictionary<string, string> ToDictionary(IEnumerable<Tag>? tags) =>
        (tags ?? []).Where(tag => tag.Key is not null).DistinctBy(tag => tag.Key).ToDictionary(tag => tag.Key!, tag => tag.Value ?? "");

    /// <summary>The same where tags say whose something is: then no key may have two values.</summary>
    /// <exception cref="FormatException">One has.</exception>
    public static Dictionary<string, string> ToClaims(IEnumerable<Tag>? tags) =>
        Ambiguous(tags) is { } key ? throw new FormatException($"Its tag '{key}' has several values.") : ToDictionary(tags);

    /// <summary>What is to be said of the tags of a file system or volume; none if each key has one value.</summary>
    public static OddItem? OddTags(string arn, IEnumerable<Tag>? tags) =>
        Ambiguous(tags) is { } key
            ? new OddItem(null, $"AWS lists several values of the tag '{key}' of {arn}. The first one counts.") : null;

    /// <summary>A file system that can be told from all others, and whose kind is known.</summary>
    /// <exception cref="FormatException">Why it is none.</exception>
    public static FileSystem Understand(FileSystem fileSystem, AwsAccount account, string region)
    {
        DemandHome(fileSystem.ResourceARN, account, region);
        return string.IsNullOrEmpty(fileSystem.FileSystemId) ? throw new FormatException("It has no id.")
            : Types.Contains(fileSystem.FileSystemType?.Value) ? fileSystem
            : throw new FormatException($"Its type '{fileSystem.FileSystemType?.Value}' is none that the portal knows.");
    }

    /// <summary>A volume that can be told from all others.</summary>
    /// <exception cref="FormatException">Why it is none.</exception>
    public static Volume Understand(Volume volume, AwsAccount account, string region)
    {
        DemandHome(volume.ResourceARN, account, region);
        return string.IsNullOrEmpty(volume.VolumeId) ? throw new FormatException("It has no id.") : volume;
    }

    /// <summary>Demands that something lies where it was looked for. What AWS lists of another account is none of this one's.</summary>
    /// <exception cref="FormatException">It does not.</exception>
    public static Arn DemandHome(string? arn, AwsAccount account, string region)
    {
        if (!Arn.TryParse(arn, out var found))
        {
            throw new FormatException("It has no ARN.");
        }

        return (found.Partition, found.Account, found.Region) == (account.Partition, account.AwsAccountId, region) ? found
            : throw new FormatException(
                $"It belongs to the account {found.Account} in {found.Region}, and {account.AwsAccountId} in {region} was looked at.");
    }

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

    private static string? Ambiguous(IEnumerable<Tag>? tags) =>
        (tags ?? []).DistinctBy(tag => (tag.Key, tag.Value)).GroupBy(tag => tag.Key ?? "").FirstOrDefault(group => group.Count() > 1)?.Key;

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
