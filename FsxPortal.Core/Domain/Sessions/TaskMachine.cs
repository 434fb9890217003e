using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What was seen of the world before deciding about a task.</summary>
public sealed record Sighting
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether somebody stopped the session: nothing more is started.</summary>
    public bool StopRequested { get; init; }

    /// <summary>How many attempts a backup or a copy has, the first included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The AWS jobs of the task and its copies, by id.</summary>
    public IReadOnlyDictionary<string, AwsJob> Jobs { get; init; } = new Dictionary<string, AwsJob>();

    /// <summary>The recovery points seen of the task and its copies, by ARN.</summary>
    public IReadOnlyDictionary<string, RecoveryPointFacts> Points { get; init; } = new Dictionary<string, RecoveryPointFacts>();

    /// <summary>Why AWS starts no backup of this file system at this hour; none if it does.</summary>
    public string? Forbidden { get; init; }

    /// <summary>Why AWS would not take another job for this file system now; none if it would.</summary>
    public string? ResourceBusy { get; init; }

    /// <summary>Why AWS would not take a copy now, by destination lane; absent if it would.</summary>
    public IReadOnlyDictionary<string, string> CopiesBusy { get; init; } = new Dictionary<string, string>();

    /// <summary>How many of the chains the task asked about have not been judged yet.</summary>
    public int OpenRetentionRequests { get; init; }
}

/// <summary>Decides what a task does next. This is what a backup <em>is</em>.</summary>
/// <remarks>Pure: the same task and sighting give the same action, so a restart goes on where the last decision left off.</remarks>
public static class TaskMachine
{
    /// <summary>The pause between two attempts.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(60);

    /// <summary>The one thing to do next.</summary>
    public static TaskAction Decide(BackupTask task, Sighting seen) => task switch
    {
        { IsOpen: false } => new Wait(),
        { Step: TaskStep.Retaining } => DecideEnd(task, seen),
        { RestorePointId: not null } => DecideCopies(task, seen),
        { BackupJobId: { } jobId } => DecideBackup(task, jobId, seen),
        // The call may or may not have reached AWS: the same token makes asking again harmless.
        { IntentAt: not null } => new StartBackup(),
        _ => DecideStart(task, seen),
    };

    private static TaskAction DecideStart(BackupTask task, Sighting seen) => seen switch
    {
        { StopRequested: true } => new Finish(TaskState.Canceled, "The session was stopped before this backup started."),
        _ when seen.Now < task.NotBefore => new Wait(task.Reason),
        { Forbidden: { } hours } => new Wait(hours),
        { ResourceBusy: { } busy } => new Wait(busy),
        _ => new StartBackup(),
    };

    private static TaskAction DecideBackup(BackupTask task, string jobId, Sighting seen)
    {
        if (task.Step == TaskStep.Recording)
        {
            return seen.Points.TryGetValue(task.RecoveryPointArn!, out var point) && point.IsComplete
                ? new RecordBackup(point)
                : new Wait();
        }

        return seen.Jobs.GetValueOrDefault(jobId) switch
        {
            null => new Wait(),
            { State: AwsJobState.Completed, RecoveryPointArn: not null } job => new AwaitBackup(job),
            { HasFailed: true } job => DecideRetry(task, job.Failure, seen),
            var job => new FollowBackup(job),
        };
    }

    /// <summary>What follows when an attempt of the backup has failed for <paramref name="reason"/>.</summary>
    public static TaskAction DecideRetry(BackupTask task, string reason, Sighting seen) =>
        task.Attempt < seen.Attempts && !seen.StopRequested
            ? new RetryBackup(reason, seen.Now + RetryPause)
            : new Finish(TaskState.Failed, reason);

    private static TaskAction DecideCopies(BackupTask task, Sighting seen)
    {
        TaskAction waiting = new Wait();
        foreach (var copy in task.Copies.Where(copy => copy.IsOpen))
        {
            var action = DecideCopy(copy, seen);
            if (action is not (Wait or HoldCopy))
            {
                return action;
            }

            waiting = action;
        }

        return task.Copies.Any(copy => copy.IsOpen) ? waiting : new Retain();
    }

    private static TaskAction DecideCopy(TaskCopy copy, Sighting seen)
    {
        if (copy.RecoveryPointArn is { } arn)
        {
            return seen.Points.TryGetValue(arn, out var point) && point.IsComplete ? new RecordCopy(copy, point) : new Wait();
        }

        if (copy.JobId is { } jobId)
        {
            return seen.Jobs.GetValueOrDefault(jobId) switch
            {
                { State: AwsJobState.Completed, RecoveryPointArn: not null } job => new AwaitCopy(copy, job),
                { HasFailed: true } job => DecideCopyRetry(copy, job.Failure, seen),
                _ => new Wait(),
            };
        }

        return copy.IntentAt is null ? DecideCopyStart(copy, seen) : new StartCopy(copy);
    }

    private static TaskAction DecideCopyStart(TaskCopy copy, Sighting seen) => seen switch
    {
        { StopRequested: true } => new EndCopy(copy, TaskState.Canceled, "The session was stopped before this copy started."),
        _ when seen.Now < copy.NotBefore => new Wait(copy.Reason),
        { ResourceBusy: { } busy } => new HoldCopy(copy, busy),
        _ when seen.CopiesBusy.TryGetValue(Inventory.Lane.Of(copy.AwsAccount, copy.Region), out var busy) => new HoldCopy(copy, busy),
        _ => new StartCopy(copy),
    };

    /// <summary>What follows when an attempt to copy has failed for <paramref name="reason"/>.</summary>
    public static TaskAction DecideCopyRetry(TaskCopy copy, string reason, Sighting seen) =>
        copy.Attempt < seen.Attempts && !seen.StopRequested
            ? new RetryCopy(copy, reason, seen.Now + RetryPause)
            : new EndCopy(copy, TaskState.Failed, reason);

    private static TaskAction DecideEnd(BackupTask task, Sighting seen)
    {
        if (seen.OpenRetentionRequests > 0)
        {
            return new Wait();
        }

        if (task.Copies.FirstOrDefault(copy => copy.State == TaskState.Failed) is { } failed)
        {
            return new Finish(TaskState.Warning, $"The backup is good, but its copy to {failed.Region} failed: {failed.Reason}");
        }

        return task.Copies.FirstOrDefault(copy => copy.State == TaskState.Canceled) is { } canceled
            ? new Finish(TaskState.Canceled, canceled.Reason)
            : new Finish(TaskState.Succeeded, task.Copies.FirstOrDefault(copy => copy.State == TaskState.Skipped)?.Reason);
    }
}
