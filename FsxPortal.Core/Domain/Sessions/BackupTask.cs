using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>Where a task, or one of its copies, stands.</summary>
public enum TaskState
{
    Pending,
    Running,
    Succeeded,
    Warning,
    Failed,
    Canceled,
    Skipped,
}

/// <summary>What a task is doing.</summary>
public enum TaskStep
{
    Waiting,
    BackingUp,
    Copying,
    Recording,
    Retaining,
    Restoring,
    Done,
}

/// <summary>An attempt that has ended.</summary>
public sealed record Attempt(int Number, string? BackupJobId, TaskState State, string? Reason);

/// <summary>The backup of one file system inside a session, with its copies.</summary>
/// <remarks>
/// Each call to AWS has its intent (attempt, token) on disk before it is made, so that a restart repeats the call with the same
/// token instead of starting a second job.
/// </remarks>
public sealed class BackupTask
{
    private readonly List<TaskCopy> _copies = [];

    private BackupTask()
    {
    }

    /// <summary>Plans the backup of one file system.</summary>
    public BackupTask(Guid id, Guid sessionId, Guid fileSystemId, string resourceArn, string lane, string vaultArn)
    {
        Id = id;
        SessionId = sessionId;
        FileSystemId = fileSystemId;
        ResourceArn = resourceArn;
        Lane = lane;
        VaultArn = vaultArn;
        Version = 1;
    }

    public Guid Id { get; private set; }

    public Guid SessionId { get; private set; }

    public Guid FileSystemId { get; private set; }

    public string ResourceArn { get; private set; } = "";

    public string Lane { get; private set; } = "";

    public string VaultArn { get; private set; } = "";

    public TaskState State { get; private set; } = TaskState.Pending;

    public TaskStep Step { get; private set; } = TaskStep.Waiting;

    /// <summary>0 to 100 over the whole task.</summary>
    public int Percent { get; private set; }

    /// <summary>What it waits for, or why it ended as it did.</summary>
    public string? Reason { get; private set; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>Not before this instant is the next attempt made.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>When the decision to call AWS was written down; none before.</summary>
    public DateTimeOffset? IntentAt { get; private set; }

    public string? BackupJobId { get; private set; }

    public int BackupPercent { get; private set; }

    public string? RecoveryPointArn { get; private set; }

    public Guid? RestorePointId { get; private set; }

    public long? SizeBytes { get; private set; }

    /// <summary>The rare flags that its backup carries for slots that brought none.</summary>
    public IReadOnlyList<CarriedFlag> Carried { get; private set; } = [];

    /// <summary>The same for its copies.</summary>
    public IReadOnlyList<CarriedFlag> CarriedCopies { get; private set; } = [];

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    public IReadOnlyList<TaskCopy> Copies => _copies;

    public long Version { get; private set; }

    /// <summary>Whether anything may still happen.</summary>
    public bool IsOpen => State is TaskState.Pending or TaskState.Running;

    /// <summary>The idempotency token of the current attempt: the same after a restart, another for each attempt.</summary>
    public string Token => $"{Id:N}-{Attempt}";

    /// <summary>Plans a copy of the backup.</summary>
    public void AddCopy(TaskCopy copy) => _copies.Add(copy);

    /// <summary>Says which rare flags the backup, and its copies, carry for slots that brought none.</summary>
    public void Carry(IReadOnlyList<CarriedFlag> backups, IReadOnlyList<CarriedFlag> copies) => (Carried, CarriedCopies) = (backups, copies);

    /// <summary>The flags of its backup: those of the run, and those it carries.</summary>
    public GfsFlags FlagsOf(RunOrder order) => Carried.Aggregate(order.Flags, (flags, carried) => flags | carried.Flag);

    /// <summary>The same for its copies.</summary>
    public GfsFlags CopyFlagsOf(RunOrder order) => CarriedCopies.Aggregate(order.CopyFlags, (flags, carried) => flags | carried.Flag);

    /// <summary>Ends a task that never starts.</summary>
    public void Skip(string reason, DateTimeOffset now) => End(TaskState.Skipped, reason, now);

    public void Wait(string? reason)
    {
        if (Reason != reason)
        {
            Reason = reason;
            Version++;
        }
    }

    /// <summary>Writes down that AWS is about to be asked for a backup.</summary>
    public void Intend(DateTimeOffset now)
    {
        IntentAt = now;
        StartedAt ??= now;
        State = TaskState.Running;
        Step = TaskStep.BackingUp;
        Reason = null;
        Version++;
    }

    /// <summary>AWS has accepted the backup.</summary>
    public void Follow(string jobId)
    {
        BackupJobId = jobId;
        Version++;
    }

    /// <summary>AWS refused for now: the same attempt is made again later.</summary>
    public void Withdraw(string reason, DateTimeOffset notBefore)
    {
        IntentAt = null;
        Step = TaskStep.Waiting;
        NotBefore = notBefore;
        Reason = reason;
        Version++;
    }

    public void Advance(double? percent, string? recoveryPointArn)
    {
        var reached = Math.Max(BackupPercent, (int)Math.Clamp(percent ?? 0, 0, 100));
        if (reached != BackupPercent || (recoveryPointArn ?? RecoveryPointArn) != RecoveryPointArn)
        {
            BackupPercent = reached;
            RecoveryPointArn = recoveryPointArn ?? RecoveryPointArn;
            Touch();
        }
    }

    /// <summary>AWS reports the backup complete; the restore point is not described yet.</summary>
    public void AwaitPoint(string recoveryPointArn)
    {
        Step = TaskStep.Recording;
        Advance(100, recoveryPointArn);
        Touch();
    }

    /// <summary>The backup is a restore point of its chain.</summary>
    public void Record(Guid restorePointId, long? sizeBytes)
    {
        RestorePointId = restorePointId;
        SizeBytes = sizeBytes;
        Step = _copies.Exists(copy => copy.IsOpen) ? TaskStep.Copying : TaskStep.Recording;
        Touch();
    }

    /// <summary>The attempt failed; another follows.</summary>
    public void Retry(string reason, DateTimeOffset notBefore)
    {
        Attempts = [.. Attempts, new Attempt(Attempt, BackupJobId, TaskState.Failed, reason)];
        Attempt++;
        IntentAt = null;
        BackupJobId = null;
        BackupPercent = 0;
        RecoveryPointArn = null;
        NotBefore = notBefore;
        Step = TaskStep.Waiting;
        Reason = $"Attempt {Attempt - 1} failed: {reason}";
        Touch();
    }

    /// <summary>All jobs are over; the chains are being judged.</summary>
    public void Retain()
    {
        Step = TaskStep.Retaining;
        Reason = null;
        Touch();
    }

    public void End(TaskState state, string? reason, DateTimeOffset now)
    {
        if (IntentAt is not null)
        {
            Attempts = [.. Attempts, new Attempt(Attempt, BackupJobId, RestorePointId is null ? state : TaskState.Succeeded, reason)];
        }

        State = state;
        Step = TaskStep.Done;
        Reason = reason;
        EndedAt = now;
        Percent = 100;
        Version++;
    }

    /// <summary>Notes a change, of the task or of one of its copies.</summary>
    public void Touch()
    {
        Measure();
        Version++;
    }

    private void Measure()
    {
        // AWS gives no progress for copies: each counts when it is done.
        var backupShare = _copies.Count == 0 ? 95 : 60;
        var done = _copies.Count(copy => !copy.IsOpen);
        Percent = Step switch
        {
            TaskStep.Retaining => 97,
            TaskStep.Done => 100,
            _ => (BackupPercent * backupShare / 100) + (_copies.Count == 0 ? 0 : 35 * done / _copies.Count),
        };
    }
}
