namespace FsxPortal.Core.Domain.Sessions;

/// <summary>Decides what a work item that backs up does next. This is what a backup
/// <em>is</em>: one backup, its copies, and then the chains are judged.</summary>
public static class BackupPlan
{
    /// <summary>For how long after its completion a backup waits for AWS to take tags off. It is good without that.</summary>
    public static readonly TimeSpan TagPatience = TimeSpan.FromHours(1);

    /// <summary>The one thing to do next.</summary>
    public static TaskAction Decide(WorkItem item, Sighting seen) => item switch
    {
        { IsOpen: false } => new Wait(),
        { Step: TaskStep.Retaining } => DecideEnd(item, seen),
        { RestorePointId: not null } => DecideCopies(item, seen),
        _ => JobMachine.Decide(item.Backup, seen) switch
        {
            RecordRun record when seen.TagsToTrim => DecideTags(record, seen),
            var action => WithoutBackup(action),
        },
    };

    /// <summary>What follows when an attempt of one of its jobs has failed for <paramref name="reason"/>.</summary>
    public static TaskAction DecideRetry(AwsJobRun run, string reason, Sighting seen)
    {
        var action = JobMachine.DecideRetry(run, reason, seen);
        return run.Kind == JobKind.Backup ? WithoutBackup(action) : action;
    }

    private static TaskAction DecideTags(RecordRun record, Sighting seen) => seen.TagsBusy switch
    {
        null => new TrimTags(record.Run, record.Point),
        var busy when seen.Now - (record.Point.CompletedAt ?? record.Point.CreatedAt) > TagPatience => record with { TagsLeft = busy },
        var busy => new Wait($"The backup is complete; its tags are taken off once AWS has time for it: {busy}"),
    };

    // Where no backup is made there is nothing to copy, and no chain has changed.
    private static TaskAction WithoutBackup(TaskAction action) => action is EndRun end ? new Finish(end.State, end.Reason) : action;

    private static TaskAction DecideCopies(WorkItem item, Sighting seen)
    {
        TaskAction waiting = new Retain();
        foreach (var copy in item.Copies.Where(copy => copy.IsOpen))
        {
            var action = JobMachine.Decide(copy, seen);
            if (action is not (Wait or HoldRun or FollowRun))
            {
                return action;
            }

            waiting = action;
        }

        return waiting;
    }

    private static TaskAction DecideEnd(WorkItem item, Sighting seen)
    {
        if (seen.OpenRetentionRequests > 0)
        {
            return new Wait();
        }

        if (item.Copies.FirstOrDefault(copy => copy.State == TaskState.Failed) is { } failed)
        {
            return new Finish(TaskState.Warning, $"The backup is good, but its copy to {failed.Region} failed: {failed.Reason}");
        }

        return item.Copies.FirstOrDefault(copy => copy.State == TaskState.Canceled) is { } canceled
            ? new Finish(TaskState.Canceled, canceled.Reason)
            : item.Runs.FirstOrDefault(run => run.Message is not null) is { } limited
            ? new Finish(TaskState.Warning, $"AWS completed the {(limited.Kind == JobKind.Copy ? "copy" : "backup")} with a message: "
                + limited.Message)
            : new Finish(TaskState.Succeeded, item.Copies.FirstOrDefault(copy => copy.State == TaskState.Skipped)?.Reason);
    }
}
