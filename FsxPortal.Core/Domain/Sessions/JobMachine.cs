namespace FsxPortal.Core.Domain.Sessions;

/// <summary>Decides what one job of AWS does next, whatever its kind: ask,
/// follow, look for the recovery point, record, try again.</summary>
/// <remarks>Pure: the same run and sighting give the same action, so a restart goes on where the last decision left off.</remarks>
public static class JobMachine
{
    /// <summary>The pause between two attempts.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(60);

    /// <summary>The one thing to do next.</summary>
    public static TaskAction Decide(AwsJobRun run, Sighting seen) => run switch
    {
        { IsOpen: false } => new Wait(),
        _ when seen.Blind is { } blind => DecideBlindly(run, blind, seen),
        { AwaitsPoint: true } => Await(run, seen),
        { JobId: { } jobId } => Follow(run, jobId, seen),
        // The call may or may not have reached AWS: the same token makes asking again harmless.
        { IntentAt: not null } => JobDeadlines.IsOver(run, seen.Now)
            ? new EndRun(run, TaskState.Failed, JobDeadlines.Unanswered(run)) : new StartRun(run),
        _ => Start(run, seen),
    };

    /// <summary>What follows when an attempt has failed for <paramref name="reason"/>.</summary>
    public static TaskAction DecideRetry(AwsJobRun run, string reason, Sighting seen) =>
        run.Attempt < seen.Attempts && !seen.StopRequested
            ? new RetryRun(run, reason, seen.Now + RetryPause)
            : new EndRun(run, TaskState.Failed, reason);

    // Nothing can be begun and nothing can be seen: what remains are the ends of waits.
    private static TaskAction DecideBlindly(AwsJobRun run, Blindness blind, Sighting seen) => run switch
    {
        { IntentAt: null } when seen.StopRequested => Cancel(run),
        { IntentAt: null } when blind.IsLong => new EndRun(run, TaskState.Failed, JobDeadlines.Unasked(blind.Trouble)),
        { IntentAt: null } => new HoldRun(run, blind.Trouble),
        { JobId: null } when blind.IsLong => new EndRun(run, TaskState.Failed, JobDeadlines.Unanswered(run)),
        { JobId: not null } when JobDeadlines.IsOver(run, seen.Now) => new EndRun(run, TaskState.Failed, JobDeadlines.Unended(run)),
        _ => new Wait(blind.Trouble),
    };

    private static EndRun Cancel(AwsJobRun run) => new(
        run, TaskState.Canceled, $"The session was stopped before this {(run.Kind == JobKind.Copy ? "copy" : "backup")} started.");

    private static TaskAction Start(AwsJobRun run, Sighting seen) => seen switch
    {
        { StopRequested: true } => Cancel(run),
        _ when seen.Now < run.NotBefore => new Wait(run.Reason),
        { Forbidden: { } hours } when run.Kind == JobKind.Backup => new HoldRun(run, hours),
        { ResourceBusy: { } busy } => new HoldRun(run, busy),
        _ when run.Kind == JobKind.Copy && seen.CopiesBusy.TryGetValue(run.Destination, out var busy) => new HoldRun(run, busy),
        _ => new StartRun(run),
    };

    private static TaskAction Follow(AwsJobRun run, string jobId, Sighting seen) => seen.Jobs.GetValueOrDefault(jobId) switch
    {
        { State: AwsJobState.Completed, RecoveryPointArn: not null } job => new AwaitRun(run, job),
        { HasFailed: true } job => DecideRetry(run, job.Failure, seen),
        null when seen.LostJobs.Contains(jobId) => new EndRun(run, TaskState.Failed, JobDeadlines.Lost(run)),
        _ when JobDeadlines.IsOver(run, seen.Now) => new EndRun(run, TaskState.Failed, JobDeadlines.Unended(run)),
        null => new Wait(),
        var job => new FollowRun(run, job, JobDeadlines.Overdue(run, seen.Now)),
    };

    private static TaskAction Await(AwsJobRun run, Sighting seen) =>
        seen.Points.TryGetValue(run.RecoveryPointArn!, out var point) && point.IsKept ? new RecordRun(run, point)
        : JobDeadlines.IsPointDue(run, seen.LostPoints.Contains(run.RecoveryPointArn!), seen.Now)
            ? new EndRun(run, TaskState.Failed, JobDeadlines.Pointless(run))
        : new Wait();
}
