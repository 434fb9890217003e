namespace FsxPortal.Emulator.World;

/// <summary>How a job or a deletion ends, decided by a fault rule.</summary>
/// <param name="State">The state it stays in, reached when it would have been completed; CREATED and RUNNING are for ever.</param>
/// <param name="Message">What its end says.</param>
public sealed record Fate(string State, string? Message)
{
    /// <summary>The fate in the text of a recorded call; none if it has none.</summary>
    public static Fate? Of(string? text) =>
        text?.Split(':', 2) is [var state, var message] ? new Fate(state, message.Length > 0 ? message : null) : null;
}

/// <summary>A backup or copy job.</summary>
public sealed class EmulatedJob(
    string id, long number, string lane, EmulatedResource resource, EmulatedVault vault, DateTimeOffset createdAt)
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

    /// <summary>The tags its recovery point gets: a copy those of its source, a
    /// backup those of the resource, and the job's own win.</summary>
    public Dictionary<string, string> AllTags
    {
        get
        {
            var tags = new Dictionary<string, string>(Source?.Tags ?? Resource.Tags);
            foreach (var (key, value) in Tags)
            {
                tags[key] = value;
            }

            return tags;
        }
    }

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

/// <summary>A restore job.</summary>
public sealed class EmulatedRestore(string id, long number, EmulatedPoint point, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public long Number { get; } = number;

    public EmulatedPoint Point { get; } = point;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string IamRoleArn { get; init; } = "";

    /// <summary>What the restored resource is to be like.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public bool CopiesTags { get; init; }

    /// <summary>How it ends, whatever it does; none for nearly all.</summary>
    public Fate? Fate { get; init; }

    public string Status { get; set; } = "PENDING";

    public string? Message { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string? CreatedArn { get; set; }
}
