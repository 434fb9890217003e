using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.World;

/// <summary>A KMS key.</summary>
public sealed record EmulatedKey(string Id, string Account, string Region, string Alias)
{
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

    /// <summary>Its recovery points, in the order of their numbers.</summary>
    public SortedList<long, EmulatedPoint> Points { get; } = [];
}

/// <summary>A file system or a volume: what AWS backs up.</summary>
public sealed class EmulatedResource(string arn, string account, string region, JsonObject shape, bool isVolume)
{
    public string Arn { get; } = arn;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public bool IsVolume { get; } = isVolume;

    /// <summary>The FileSystem or Volume shape as FSx describes it, without tags.</summary>
    public JsonObject Shape { get; } = shape;

    public string Id => Arn[(Arn.LastIndexOf('/') + 1)..];

    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>The bytes a full backup holds.</summary>
    public long UsedBytes { get; init; }

    /// <summary>The job that runs on it now.</summary>
    public string? BusyWith { get; set; }

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

    public DateTimeOffset? CompletedAt { get; init; }

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

    /// <summary>How many jobs read it now.</summary>
    public int Readers { get; set; }

    public string BackupId => Arn[(Arn.LastIndexOf('/') + 1)..];
}

/// <summary>How a job or a deletion ends, decided by a fault rule.</summary>
/// <param name="State">The state it stays in, reached when it would have been completed; CREATED and RUNNING are for ever.</param>
/// <param name="Message">What its end says.</param>
public sealed record Fate(string State, string? Message)
{
    /// <summary>The fate in the text of a recorded call; none if it has none.</summary>
    public static Fate? Of(string? text) => text?.Split(':', 2) is [var state, var message] ? new Fate(state, message.Length > 0 ? message : null) : null;
}

/// <summary>A backup or copy job.</summary>
public sealed class EmulatedJob(string id, long number, string lane, EmulatedResource resource, EmulatedVault vault, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public long Number { get; } = number;

    /// <summary>The account and Region that lists it.</summary>
    public string Lane { get; } = lane;

    public EmulatedResource Resource { get; } = resource;

    /// <summary>The vault that receives the recovery point.</summary>
    public EmulatedVault Vault { get; } = vault;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>What a copy job reads; none for backup jobs.</summary>
    public EmulatedPoint? Source { get; init; }

    public string IamRoleArn { get; init; } = "";

    public Dictionary<string, string> Tags { get; init; } = [];

    public int? DeleteAfterDays { get; init; }

    public DateTimeOffset StartBy { get; init; }

    /// <summary>How it ends, whatever it does; none for nearly all.</summary>
    public Fate? Fate { get; init; }

    public string State { get; set; } = "CREATED";

    public string? Message { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string? PointArn { get; set; }
}
