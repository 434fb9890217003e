using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>Where a work item, or one of its jobs, stands.</summary>
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

/// <summary>What the portal does to one file system in one session, with the jobs of AWS that it takes.</summary>
public sealed class WorkItem
{
    private readonly List<AwsJobRun> _runs = [];

    private WorkItem()
    {
    }

    /// <summary>Plans the backup of one file system.</summary>
    public WorkItem(Guid id, Guid sessionId, Guid fileSystemId, string resourceArn, string lane, string vaultArn)
    {
        Id = id;
        SessionId = sessionId;
        FileSystemId = fileSystemId;
        ResourceArn = resourceArn;
        Lane = lane;
        Version = 1;
        _runs.Add(new AwsJobRun(id, id, JobKind.Backup, vaultArn));
    }

    public Guid Id { get; private set; }

    public Guid SessionId { get; private set; }

    public Guid FileSystemId { get; private set; }

    public string ResourceArn { get; private set; } = "";

    public string Lane { get; private set; } = "";

    public TaskState State { get; private set; } = TaskState.Pending;

    public TaskStep Step { get; private set; } = TaskStep.Waiting;

    /// <summary>0 to 100 over the whole item.</summary>
    public int Percent { get; private set; }

    /// <summary>What it waits for, or why it ended as it did.</summary>
    public string? Reason { get; private set; }

    /// <summary>The restore point that its backup has become; none before.</summary>
    public Guid? RestorePointId { get; private set; }

    public long? SizeBytes { get; private set; }

    /// <summary>The rare flags that its backup carries for slots that brought none.</summary>
    public IReadOnlyList<CarriedFlag> Carried { get; private set; } = [];

    /// <summary>The same for its copies.</summary>
    public IReadOnlyList<CarriedFlag> CarriedCopies { get; private set; } = [];

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The jobs of AWS that it takes.</summary>
    public IReadOnlyList<AwsJobRun> Runs => _runs;

    /// <summary>Its backup.</summary>
    public AwsJobRun Backup => _runs.First(run => run.Kind == JobKind.Backup);

    /// <summary>The copies of its backup.</summary>
    public IReadOnlyList<AwsJobRun> Copies => [.. _runs.Where(run => run.Kind == JobKind.Copy)];

    public long Version { get; private set; }

    /// <summary>Since when AWS has been at work for it; none if it is not.</summary>
    public DateTimeOffset? WaitsSince => _runs.Where(run => run.State == TaskState.Running).Min(run => run.IntentAt);

    /// <summary>Whether anything may still happen.</summary>
    public bool IsOpen => State is TaskState.Pending or TaskState.Running;

    /// <summary>Plans a copy of the backup.</summary>
    /// <param name="id">A new id.</param>
    /// <param name="vaultArn">The vault that receives the copy.</param>
    public AwsJobRun AddCopy(Guid id, string vaultArn)
    {
        var copy = new AwsJobRun(id, Id, JobKind.Copy, vaultArn);
        _runs.Add(copy);
        return copy;
    }

    /// <summary>Says which rare flags the backup, and its copies, carry for slots that brought none.</summary>
    public void Carry(IReadOnlyList<CarriedFlag> backups, IReadOnlyList<CarriedFlag> copies) =>
        (Carried, CarriedCopies) = (backups, copies);

    /// <summary>The rare flags that what a job makes carries for slots that brought none.</summary>
    public IReadOnlyList<CarriedFlag> CarriedBy(JobKind kind) => kind == JobKind.Copy ? CarriedCopies : Carried;

    /// <summary>The flags of what a job makes: those of the run, and those it carries.</summary>
    public GfsFlags FlagsOf(RunOrder order, JobKind kind) =>
        CarriedBy(kind).Aggregate(order.FlagsOf(kind), (flags, carried) => flags | carried.Flag);

    /// <summary>Ends an item that never starts.</summary>
    public void Skip(string reason, DateTimeOffset now) => End(TaskState.Skipped, reason, now);

    /// <summary>Ends an item of which nothing more will ever be heard.</summary>
    public void Abandon(string reason, DateTimeOffset now)
    {
        foreach (var run in _runs.Where(run => run.IsOpen))
        {
            run.End(TaskState.Canceled, reason, now);
        }

        End(TaskState.Canceled, reason, now);
    }

    /// <summary>Changes the item as an action says. Pure: it asks nobody.</summary>
    /// <param name="action">What was decided, or what AWS has answered.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Whether there may be more to decide at once.</returns>
    public bool Apply(TaskAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case Wait wait: Wait(wait.Reason); return false;
            case HoldRun hold: Hold(hold.Run, hold.Reason); return false;
            case FollowRun follow: Follow(follow.Run, follow.Job, follow.Overdue); return false;
            case IntendRun intent: Intend(intent.Run, intent.Request, now); return false;
            case AcceptRun accepted: accepted.Run.Follow(accepted.JobId, now); break;
            case WithdrawRun withdrawn: Withdraw(withdrawn); break;
            case AwaitRun done: Await(done.Run, done.Job, now); break;
            case RecordedRun recorded: Record(recorded, now); break;
            case RetryRun retry: Retry(retry); break;
            case EndRun end: end.Run.End(end.State, end.Reason, now); break;
            case Retain: (Step, Reason) = (TaskStep.Retaining, null); break;
            case Finish finish: End(finish.State, finish.Reason, now); return false;
            default: throw new InvalidOperationException($"{action.GetType().Name} needs AWS or the database first.");
        }

        Touch();
        return true;
    }

    /// <summary>A clock was ahead and is set right: what it has dated in the future happened no later than now.</summary>
    public void Rewind(DateTimeOffset now)
    {
        var wrong = now + Moments.Tolerance;
        if (StartedAt > wrong || _runs.Exists(run => run.IsDatedAfter(wrong)))
        {
            StartedAt = StartedAt > wrong ? now : StartedAt;
            _runs.ForEach(run => run.Rewind(now, wrong));
            Version++;
        }
    }

    private void Wait(string? reason)
    {
        if (Reason != reason)
        {
            Reason = reason;
            Version++;
        }
    }

    // Runs have no version of their own: EF saves them when the version of their item moves.
    private void Hold(AwsJobRun run, string reason)
    {
        if (run.Reason != reason)
        {
            run.Wait(reason);
            Version++;
        }

        Wait(reason);
    }

    private void Follow(AwsJobRun run, AwsJob job, string? overdue)
    {
        if (run.Advance(job.Percent, job.RecoveryPointArn))
        {
            Touch();
        }

        Wait(overdue ?? (job.State is AwsJobState.Created or AwsJobState.Pending ? job.Message ?? "AWS has queued the job." : null));
    }

    private void Intend(AwsJobRun run, JobRequest? request, DateTimeOffset now)
    {
        run.Intend(request, now);
        StartedAt ??= now;
        State = TaskState.Running;
        Step = run.Kind == JobKind.Backup ? TaskStep.BackingUp : Step;
        Reason = null;
        Touch();
    }

    private void Withdraw(WithdrawRun withdrawn)
    {
        withdrawn.Run.Withdraw(withdrawn.Reason, withdrawn.NotBefore);
        Step = withdrawn.Run.Kind == JobKind.Backup ? TaskStep.Waiting : Step;
        Reason = withdrawn.Reason;
    }

    private void Await(AwsJobRun run, AwsJob job, DateTimeOffset now)
    {
        run.AwaitPoint(job.RecoveryPointArn!, job.Message, now);
        Step = run.Kind == JobKind.Backup ? TaskStep.Recording : Step;
    }

    private void Record(RecordedRun recorded, DateTimeOffset now)
    {
        recorded.Run.Record(recorded.RestorePointId, now);
        if (recorded.Run.Kind == JobKind.Backup)
        {
            (RestorePointId, SizeBytes) = (recorded.RestorePointId, recorded.SizeBytes);
            Step = Copies.Any(copy => copy.IsOpen) ? TaskStep.Copying : TaskStep.Recording;
        }
    }

    private void Retry(RetryRun retry)
    {
        retry.Run.Retry(retry.Reason, retry.NotBefore);
        if (retry.Run.Kind == JobKind.Backup)
        {
            (Step, Reason) = (TaskStep.Waiting, retry.Run.Reason);
        }
    }

    private void End(TaskState state, string? reason, DateTimeOffset now)
    {
        if (Backup.IsOpen)
        {
            Backup.End(state, reason, now);
        }

        State = state;
        Step = TaskStep.Done;
        Reason = reason;
        EndedAt = now;
        Touch();
    }

    private void Touch()
    {
        Percent = Measure();
        Version++;
    }

    // AWS gives no progress for copies: each counts when it is done.
    private int Measure()
    {
        var (copies, done) = (Copies.Count, Copies.Count(copy => !copy.IsOpen));
        var backupShare = copies == 0 ? 95 : 60;
        return Step switch
        {
            TaskStep.Retaining => 97,
            TaskStep.Done => 100,
            _ => (Backup.Percent * backupShare / 100) + (copies == 0 ? 0 : 35 * done / copies),
        };
    }
}
