namespace FsxPortal.Core.Domain.Inventory;

/// <summary>The kinds of Amazon FSx.</summary>
public enum FileSystemType
{
    Windows,
    Lustre,
    OpenZfs,
    Ontap,
}

/// <summary>Which directory a Windows file system has joined.</summary>
public enum ActiveDirectoryKind
{
    None,
    Managed,
    SelfManaged,
}

/// <summary>What AWS says of a file system, or of one ONTAP volume.</summary>
public sealed record FileSystemFacts
{
    public required string Arn { get; init; }

    public required string AwsFileSystemId { get; init; }

    public string? AwsVolumeId { get; init; }

    public required string Name { get; init; }

    public required FileSystemType Type { get; init; }

    public required string Deployment { get; init; }

    /// <summary>SSD, HDD or INTELLIGENT_TIERING.</summary>
    public string StorageType { get; init; } = "SSD";

    public ActiveDirectoryKind ActiveDirectory { get; init; }

    public long StorageGiB { get; init; }

    /// <summary>When AWS created it; none where AWS was not asked since the portal wants to know.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The lifecycle as AWS words it, such as AVAILABLE.</summary>
    public required string Lifecycle { get; init; }

    /// <summary>Whether an S3 data repository is linked (Lustre only): AWS cannot back such a file system up.</summary>
    public bool HasDataRepository { get; init; }

    /// <summary>The weekly maintenance start in UTC, <c>d:HH:MM</c> with 1 = Monday.</summary>
    public string? MaintenanceStart { get; init; }

    /// <summary>The daily automatic backup start in UTC, <c>HH:MM</c>; none where automatic backups are off.</summary>
    public string? AutomaticBackupStart { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A file system (or one ONTAP volume) that was seen in AWS.</summary>
public sealed class FileSystem
{
    private FileSystem()
    {
    }

    /// <summary>Notes a file system seen for the first time.</summary>
    public FileSystem(Guid id, Guid accountId, FileSystemFacts facts, DateTimeOffset now)
    {
        Id = id;
        AccountId = accountId;
        Arn = facts.Arn;
        var arn = Inventory.Arn.Parse(facts.Arn);
        AwsAccount = arn.Account;
        Region = arn.Region;
        Facts = facts;
        See(facts, now);
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public string Arn { get; private set; } = "";

    public string AwsAccount { get; private set; } = "";

    public string Region { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string AwsFileSystemId { get; private set; } = "";

    public string? AwsVolumeId { get; private set; }

    public FileSystemType Type { get; private set; }

    /// <summary>Everything AWS said when the file system was last seen.</summary>
    public FileSystemFacts Facts { get; private set; } = null!;

    /// <summary>When AWS listed the file system last.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When a complete listing lacked the file system for the first time; none while it exists.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary>The lane that works for this file system.</summary>
    public string Lane => Inventory.Lane.Of(AwsAccount, Region);

    /// <summary>Takes over what AWS says now.</summary>
    public void See(FileSystemFacts facts, DateTimeOffset now)
    {
        Facts = facts;
        Name = facts.Name;
        AwsFileSystemId = facts.AwsFileSystemId;
        AwsVolumeId = facts.AwsVolumeId;
        Type = facts.Type;
        SeenAt = now;
        GoneAt = null;
    }

    /// <summary>A complete listing lacked the file system. Its restore points stay.</summary>
    public void Miss(DateTimeOffset now) => GoneAt ??= now;
}
