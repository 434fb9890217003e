using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Sessions.Turns;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>One look at a lane: what is open, what was seen, and the only way to write it down.</summary>
public sealed class LanePass(PortalDb db, LaneLease lease, LaneLeases leases, AuditTrail trail, IProgressRelay relay, Clocks clocks)
    : IAsyncDisposable
{
    private readonly List<AuditEvent> _events = [];
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _changedChains = [];
    private readonly Dictionary<Guid, long> _versions = [];
    private readonly HashSet<string> _lanesToWake = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _names = [];

    public PortalDb Db => db;

    public required AwsAccount Account { get; init; }

    public required string Region { get; init; }

    /// <summary>Which pass over the lane it is, whoever has made those before.</summary>
    public long Epoch => lease.Epoch;

    public DateTimeOffset Now => clocks.Now;

    /// <summary>The tasks of the lane that are not over, in the order in which they take what AWS limits.</summary>
    public IReadOnlyList<WorkItem> Tasks { get; private set; } = [];

    /// <summary>Their sessions, by id.</summary>
    public IReadOnlyDictionary<Guid, Session> Sessions { get; private set; } = new Dictionary<Guid, Session>();

    /// <summary>The locks of vaults, by ARN.</summary>
    public IReadOnlyDictionary<string, VaultLock> Locks { get; private set; } = new Dictionary<string, VaultLock>();

    /// <summary>What was seen of AWS in this pass.</summary>
    public Observation Seen { get; } = new();

    public Guid NewId() => clocks.NewId();

    /// <summary>Demands the lease right before AWS is asked to do something.</summary>
    /// <exception cref="LeaseLostException">Another node may hold the lane by now.</exception>
    public void DemandLease() => leases.Demand(lease);

    /// <summary>Loads what is open in the lane.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        // A transaction that fails is given up with its pass: there is nothing to go back to within it.
        db.Database.AutoSavepointsEnabled = false;
        var open = await db.Tasks.Where(task =>
            task.Lane == lease.Lane && (task.State == TaskState.Pending || task.State == TaskState.Running)).ToListAsync(cancel);
        open.ForEach(task => _versions[task.Id] = task.Version);
        open.ForEach(task => task.Rewind(Now));
        var sessionIds = open.Select(task => task.SessionId).Distinct().ToList();
        Sessions = await db.Sessions.AsNoTracking().Where(session => sessionIds.Contains(session.Id))
            .ToDictionaryAsync(session => session.Id, cancel);
        var priorities = await db.Policies.Select(policy => new { policy.Id, policy.Priority })
            .ToDictionaryAsync(policy => policy.Id, policy => policy.Priority, cancel);
        Tasks = FairQueue.Order(open, task => Sessions[task.SessionId].PolicyId, priorities);
        Locks = await db.Vaults.AsNoTracking().Where(vault => vault.Locked)
            .ToDictionaryAsync(vault => vault.Arn, vault => vault.Lock!, cancel);
        var unjudged = await db.RetentionRequests.Where(request => request.DoneAt == null && request.TaskId != null)
            .GroupBy(request => request.TaskId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        unjudged.ForEach(task => Seen.OpenRetention[task.Key] = task.Count);
        await LearnNamesAsync(open.Select(task => task.FileSystemId), cancel);
    }

    /// <summary>Reads the names of file systems that the log will speak of.</summary>
    public async Task LearnNamesAsync(IEnumerable<Guid> fileSystems, CancellationToken cancel)
    {
        var ids = fileSystems.Where(id => !_names.ContainsKey(id)).Distinct().ToList();
        var found = await db.FileSystems.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToListAsync(cancel);
        found.ForEach(row => _names[row.Id] = row.Name);
    }

    /// <summary>What the log calls a file system.</summary>
    public string NameOf(Guid fileSystemId) => _names.GetValueOrDefault(fileSystemId, "File system");

    /// <summary>Adds a line to the log of a task's session.</summary>
    public void Log(WorkItem task, LogLevel level, string text) =>
        Log(task.SessionId, task.Id, level, $"{NameOf(task.FileSystemId)}: {text}");

    /// <summary>Adds a line to the log of a session.</summary>
    public void Log(Guid sessionId, Guid? taskId, LogLevel level, string text)
    {
        db.Log.Add(new LogEntry(sessionId, taskId, Now, level, text));
        _topics.Add(ProgressTopic.Session(sessionId));
    }

    /// <summary>Has something recorded in the audit trail with the next save.</summary>
    public void Record(AuditEvent happened)
    {
        _events.Add(happened);
        _topics.Add(ProgressTopic.Audit);
    }

    /// <summary>Has the file system's counts and verdict brought up to date with the next save.</summary>
    public void ChainChanged(Guid fileSystemId)
    {
        _changedChains.Add(fileSystemId);
        _topics.Add(ProgressTopic.FileSystem(fileSystemId));
        _topics.Add(ProgressTopic.FileSystems);
    }

    /// <summary>Has another lane looked at once the next save has given it work.</summary>
    public void Wake(string lane)
    {
        if (lane != lease.Lane)
        {
            _lanesToWake.Add(lane);
        }
    }

    /// <summary>Writes everything down in one transaction, if the lease is still held, and then tells the listeners.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <param name="decide">What has to be decided in that very transaction; none if nothing has.</param>
    /// <exception cref="LeaseLostException">Another node holds the lane: nothing was written.</exception>
    public async Task SaveAsync(CancellationToken cancel, Func<Task>? decide = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);

        // Whoever starts a policy holds its row and then wakes lanes: what is decided takes policies' rows before the lane's, too.
        if (decide is not null)
        {
            await decide();
        }

        if (_lanesToWake.Count > 0)
        {
            await RowLocks.TakeLanesAsync(db, [lease.Lane, .. _lanesToWake], cancel);
        }

        await leases.RenewAsync(db, lease, cancel);
        NoteChanges();
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.RefreshAsync(db, _changedChains, cancel);
        if (_lanesToWake.Count > 0)
        {
            await LaneLeases.WakeAsync(db, _lanesToWake, clocks.RealNow, cancel);
        }

        await trail.WriteAsync(db, _events, cancel);
        await transaction.CommitAsync(cancel);
        _events.Clear();
        _lanesToWake.Clear();
        _changedChains.Clear();
        relay.Publish(_topics);
        _topics.Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => db.DisposeAsync();

    private void NoteChanges()
    {
        foreach (var task in FindChanges())
        {
            _topics.Add(ProgressTopic.Session(task.SessionId));
            _topics.Add(ProgressTopic.Sessions);
            if (!task.IsOpen)
            {
                ChainChanged(task.FileSystemId);
            }
        }
    }

    // A task that has changed, itself or in one of its jobs, has a new version. To
    // compare every field of a thousand tasks would take longer than
    // to save the few that moved.
    private List<WorkItem> FindChanges()
    {
        var changed = Tasks.Where(task => task.Version != _versions.GetValueOrDefault(task.Id)).ToList();
        foreach (var task in changed)
        {
            _versions[task.Id] = task.Version;
            db.Entry(task).DetectChanges();
            task.Runs.ToList().ForEach(run => db.Entry(run).DetectChanges());
        }

        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.Entity is not (WorkItem or AwsJobRun)).ToList())
        {
            entry.DetectChanges();
        }

        return changed;
    }
}
