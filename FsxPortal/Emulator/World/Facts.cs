using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.World;

/// <summary>A KMS key, or the replica of one in another Region.</summary>
public sealed class EmulatedKey(string id, string account, string region, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string Description { get; init; } = "";

    /// <summary>Enabled, Disabled or PendingDeletion.</summary>
    public string State { get; set; } = "Enabled";

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Its names, each with the prefix <c>alias/</c>.</summary>
    public SortedSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it is AWS's, such as aws/backup, and nobody may change it.</summary>
    public bool IsOfAws { get; init; }

    /// <summary>Whether it has the same id and the same material in every Region it was replicated to.</summary>
    public bool IsMultiRegion => Id.StartsWith("mrk-", StringComparison.Ordinal);

    /// <summary>The Region of the key that replicas come from.</summary>
    public string PrimaryRegion { get; init; } = region;

    public string Arn => $"arn:aws:kms:{Region}:{Account}:key/{Id}";
}

/// <summary>A backup vault.</summary>
public sealed class EmulatedVault(string name, string account, string region, string? keyArn, DateTimeOffset createdAt)
{
    public string Name { get; } = name;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public string? KeyArn { get; } = keyArn;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>The account and Region it lies in.</summary>
    public string Lane => $"{Account}/{Region}";

    public string Arn => $"arn:aws:backup:{Region}:{Account}:backup-vault:{Name}";

    /// <summary>Whether it is none at all, but where Amazon FSx keeps the backups that AWS Backup knows nothing of.</summary>
    public bool IsNative => Name.Length == 0;

    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>Its lock; none if everything can be deleted.</summary>
    public VaultLock? Lock { get; set; }

    /// <summary>Who may not use it; none if its policy keeps nobody out.</summary>
    public PolicyDocument? Policy { get; set; }

    /// <summary>Its recovery points, in the order of their numbers.</summary>
    public SortedList<long, EmulatedPoint> Points { get; } = [];
}

/// <summary>A lock: how long recovery points stay at least and at most, and from when on nobody can change that.</summary>
public sealed record VaultLock(int? MinDays, int? MaxDays, DateTimeOffset? LockedFrom)
{
    /// <summary>Why a recovery point can't be kept that long; none if it can.</summary>
    /// <param name="days">For how many days it is kept; none for ever.</param>
    public string? Complaint(int? days) => (days ?? int.MaxValue) < MinDays || (days ?? int.MaxValue) > (MaxDays ?? int.MaxValue)
        ? $"The retention of {(days is null ? "an unlimited time" : $"{days} days")} is outside the vault lock's {MinDays ?? 1} to "
        + $"{(MaxDays is null ? "unlimited" : MaxDays)} days."
        : null;
}

/// <summary>A file system or a volume: what AWS backs up.</summary>
public sealed class EmulatedResource(string arn, string account, string region, JsonObject shape, bool isVolume)
{
    public string Arn { get; } = arn;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public bool IsVolume { get; } = isVolume;

    /// <summary>The FileSystem or Volume shape as FSx describes it, without tags. It is replaced,
    /// never changed, because backups keep the one they were made of.</summary>
    public JsonObject Shape { get; set; } = shape;

    public string Lifecycle => (string?)Shape[nameof(Lifecycle)] ?? "AVAILABLE";

    /// <summary>The configuration of its type.</summary>
    public JsonObject? Configuration =>
        Shape.FirstOrDefault(pair => pair.Key.EndsWith("Configuration", StringComparison.Ordinal)).Value as JsonObject;

    /// <summary>Replaces members of its shape.</summary>
    public void Change(Action<JsonObject> change)
    {
        var shape = Shape.DeepClone().AsObject();
        change(shape);
        Shape = shape;
    }

    public string Id => Arn[(Arn.LastIndexOf('/') + 1)..];

    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>The bytes a full backup holds.</summary>
    public long UsedBytes { get; init; }

    /// <summary>The job that runs on it now.</summary>
    public string? BusyWith { get; set; }

    /// <summary>The automatic backup that Amazon FSx makes of it now.</summary>
    public string? AutomaticBackup { get; set; }

    /// <summary>How often its automatic backups have been configured.</summary>
    public int AutomaticRound { get; set; }

    /// <summary>The number of backups AWS has of it.</summary>
    public int Backups { get; set; }
}

/// <summary>A recovery point: an FSx backup in a vault.</summary>
public sealed class EmulatedPoint(long number, string arn, EmulatedVault vault, EmulatedResource resource, DateTimeOffset createdAt)
{
    public long Number { get; } = number;

    public string Arn { get; } = arn;

    public EmulatedVault Vault { get; } = vault;

    public EmulatedResource Resource { get; } = resource;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Whether Amazon FSx has made it without being asked.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>When a backup of Amazon FSx itself was begun.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it is done.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The resource as it was when it was backed up.</summary>
    public JsonObject Shape { get; init; } = resource.Shape;

    /// <summary>The file system of a volume, as it was then; none for a file system.</summary>
    public JsonObject? FileSystemShape { get; init; }

    public string Status { get; set; } = "COMPLETED";

    public string? StatusMessage { get; set; }

    public long SizeBytes { get; init; }

    /// <summary>Whether all bytes were stored, not only what had changed.</summary>
    public bool Full { get; init; }

    /// <summary>What it was copied from.</summary>
    public EmulatedPoint? Source { get; init; }

    public string IamRoleArn { get; init; } = "";

    public int? DeleteAfterDays { get; set; }

    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>The id of the plan of AWS Backup that had it made; none if somebody asked for it.</summary>
    public string? PlanId { get; set; }

    /// <summary>How many jobs read it now.</summary>
    public int Readers { get; set; }

    /// <summary>How many of these are restores.</summary>
    public int Restores { get; set; }

    public string BackupId => Arn[(Arn.LastIndexOf('/') + 1)..];
}
