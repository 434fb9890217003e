using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What was seen of the world before deciding about a work item.</summary>
public sealed record Sighting
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether somebody stopped the session: nothing more is started.</summary>
    public bool StopRequested { get; init; }

    /// <summary>How many attempts a job has, the first included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Why AWS cannot be asked for anything; none if it can.</summary>
    public Blindness? Blind { get; init; }

    /// <summary>Its AWS jobs, by id.</summary>
    public IReadOnlyDictionary<string, AwsJob> Jobs { get; init; } = new Dictionary<string, AwsJob>();

    /// <summary>The recovery points seen of its jobs, by ARN.</summary>
    public IReadOnlyDictionary<string, RecoveryPointFacts> Points { get; init; } = new Dictionary<string, RecoveryPointFacts>();

    /// <summary>The jobs of which AWS says, asked by name, that it does not know them.</summary>
    public IReadOnlySet<string> LostJobs { get; init; } = new HashSet<string>();

    /// <summary>The recovery points of which AWS says so.</summary>
    public IReadOnlySet<string> LostPoints { get; init; } = new HashSet<string>();

    /// <summary>Why AWS starts no backup of this file system at this hour; none if it does.</summary>
    public string? Forbidden { get; init; }

    /// <summary>Why AWS would not take another job for this file system now; none if it would.</summary>
    public string? ResourceBusy { get; init; }

    /// <summary>Why AWS would not take a copy now, by destination lane; absent if it would.</summary>
    public IReadOnlyDictionary<string, string> CopiesBusy { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the tags of the file system are still to be taken off its backup.</summary>
    public bool TagsToTrim { get; init; }

    /// <summary>Why AWS takes no tags off now; none if it does.</summary>
    public string? TagsBusy { get; init; }

    /// <summary>How many of the chains it asked about have not been judged yet.</summary>
    public int OpenRetentionRequests { get; init; }
}

/// <summary>AWS cannot be asked: nothing is known of what it does, and nothing can be begun.</summary>
/// <param name="Trouble">Why.</param>
/// <param name="IsLong">Whether it has been so for longer than anything waits to begin.</param>
public sealed record Blindness(string Trouble, bool IsLong);
