using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>What one pass has seen of AWS and of the slots AWS limits.</summary>
public sealed class Observation
{
    /// <summary>How many FSx copies AWS runs at a time to one Region of an account.</summary>
    public const int CopiesPerDestination = 5;

    /// <summary>Backup and copy jobs, by id.</summary>
    public Dictionary<string, AwsJob> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>The kinds whose jobs were listed in this pass.</summary>
    public HashSet<JobKind> ListedJobs { get; } = [];

    /// <summary>Recovery points, by ARN.</summary>
    public Dictionary<string, RecoveryPointFacts> Points { get; } = new(StringComparer.Ordinal);

    /// <summary>Jobs and recovery points of which AWS says, asked by name, that it does not know them.</summary>
    public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>The vaults whose recovery points were listed in this pass.</summary>
    public HashSet<string> ListedVaults { get; } = new(StringComparer.Ordinal);

    /// <summary>The runs for whose jobs or recovery points AWS was asked by name in this pass.</summary>
    public HashSet<Guid> AskedByName { get; } = [];

    /// <summary>Runs, by id, for whose job AWS was looked through although not even its id is known.</summary>
    public HashSet<Guid> LookedFor { get; } = [];

    /// <summary>What AWS has denied of what the pass wanted to see; none if nothing.</summary>
    public AwsFault? Trouble { get; set; }

    /// <summary>How many copies run to each destination lane, over all lanes.</summary>
    public Dictionary<string, int> CopiesRunning { get; } = new(StringComparer.Ordinal);

    /// <summary>When copies that wait for a slot are likely to get one, by copy; none where nothing tells how long copies take.</summary>
    public Dictionary<Guid, DateTimeOffset> CopyTurns { get; } = [];

    /// <summary>Which task's job runs on a file system, by file system.</summary>
    public Dictionary<Guid, Guid> Busy { get; } = [];

    /// <summary>Why AWS starts no backup of a file system now, by file system.</summary>
    public Dictionary<Guid, string> Forbidden { get; } = [];

    /// <summary>How many chains a task waits for, by task.</summary>
    public Dictionary<Guid, int> OpenRetention { get; } = [];

    /// <summary>Why AWS takes no tags off in this pass; none if it does.</summary>
    public string? TagsRefused { get; set; }

    /// <summary>The tasks whose backups need no more tags taken off.</summary>
    public HashSet<Guid> Trimmed { get; } = [];

    /// <summary>How many backups may still have their tags taken off in this pass: others wait for these calls.</summary>
    public int TrimsLeft { get; set; } = 25;

    /// <summary>Whether the pass has left something to the next one that could go on at once.</summary>
    public bool HasMore { get; set; }

    /// <summary>What the machine may know of one task.</summary>
    public Sighting Of(WorkItem task, Session session, DateTimeOffset now) => new()
    {
        Now = now,
        StopRequested = session.StopRequestedAt is not null,
        Attempts = session.Order?.Attempts ?? 1,
        Jobs = Jobs,
        Points = Points,
        LostJobs = Lost,
        LostPoints = Lost,
        Forbidden = Forbidden.GetValueOrDefault(task.FileSystemId),
        ResourceBusy = Busy.TryGetValue(task.FileSystemId, out var holder) && holder != task.Id
            ? "Waits: another backup or copy of this file system is running." : null,
        CopiesBusy = CopiesRunning.Where(pair => pair.Value >= CopiesPerDestination)
            .ToDictionary(pair =>
                pair.Key, pair =>
                    $"Waits for a copy slot: {CopiesPerDestination} copies to {Lane.Split(pair.Key).Region} are "
                        + $"running.{TurnOf(task, pair.Key)}"),
        TagsToTrim = session.Order is { CopySourceTags: false } && !Trimmed.Contains(task.Id),
        TagsBusy = TagsRefused,
        OpenRetentionRequests = OpenRetention.GetValueOrDefault(task.Id),
    };

    private string TurnOf(WorkItem task, string destination) =>
        task.Copies.FirstOrDefault(copy => CopyTurns.ContainsKey(copy.Id) && copy.Destination == destination) is { } copy
            ? $" Its turn comes at about {Moments.Text(CopyTurns[copy.Id])}."
            : "";

    /// <summary>Notes that the task's job is about to occupy its file system.</summary>
    public void Occupy(WorkItem task) => Busy[task.FileSystemId] = task.Id;

    /// <summary>Notes that the copy is about to occupy a slot of its destination.</summary>
    public void Occupy(AwsJobRun copy) => CopiesRunning[copy.Destination] = CopiesRunning.GetValueOrDefault(copy.Destination) + 1;

    /// <summary>Notes that the copy has left its slot.</summary>
    public void Vacate(AwsJobRun copy) => CopiesRunning[copy.Destination] = CopiesRunning.GetValueOrDefault(copy.Destination) - 1;
}
