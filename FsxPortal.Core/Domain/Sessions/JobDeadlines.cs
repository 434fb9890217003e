namespace FsxPortal.Core.Domain.Sessions;

/// <summary>For how long the portal waits for what AWS does, and what it says when that is over.</summary>
/// <remarks>
/// AWS ends backup jobs by itself at the end of their windows, and copy jobs when it likes. What still comes of a job after its deadline
/// is found by the next synchronisation of the vaults, as the portal's own: its tags say so.
/// </remarks>
public static class JobDeadlines
{
    /// <summary>Backups and copies of FSx take hours; one of a day is worth a word.</summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromDays(1);

    /// <summary>For so long a job waits to be begun, and a chain to be judged, while AWS cannot be asked.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    // The windows with which jobs of earlier versions were asked for.
    private const long StartMinutes = 120;
    private const long CompleteMinutes = 7 * 24 * 60;

    // AWS forgets jobs after thirty days: nobody could ask it for a copy any more.
    private static readonly TimeSpan CopyWindow = TimeSpan.FromDays(29);

    // Copies have their turn a few at a time, which may take days.
    private static readonly TimeSpan CopyPatience = TimeSpan.FromDays(7);

    // What AWS ends at the end of a window it may say late.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    // A recovery point is described soon after its job; one that AWS does not know an hour later is gone.
    private static readonly TimeSpan PointLag = TimeSpan.FromHours(1);

    /// <summary>When the portal stops waiting for a job; none before it is asked for.</summary>
    public static DateTimeOffset? Of(AwsJobRun run) => run.IntentAt + (run.Kind == JobKind.Copy
        ? CopyWindow
        : Margin + TimeSpan.FromMinutes((run.Request?.StartMinutes ?? StartMinutes) + (run.Request?.CompleteMinutes ?? CompleteMinutes)));

    /// <summary>Whether it is over.</summary>
    public static bool IsOver(AwsJobRun run, DateTimeOffset now) => Of(run) <= now;

    /// <summary>Whether the recovery point of a complete job should have been there.</summary>
    /// <param name="run">The job.</param>
    /// <param name="isLost">Whether AWS says that it does not know the point.</param>
    /// <param name="now">The instant.</param>
    public static bool IsPointDue(AwsJobRun run, bool isLost, DateTimeOffset now) =>
        now - (run.AwaitsSince ?? run.IntentAt) > (isLost ? PointLag : OverdueAfter);

    /// <summary>That a job takes longer than jobs do; none if it does not.</summary>
    public static string? Overdue(AwsJobRun run, DateTimeOffset now) => now - run.IntentAt > OverdueAfter
        ? $"Overdue: AWS has been running this job since {Moments.Text(run.IntentAt!.Value)}. The portal waits until "
            + $"{Moments.Text(Of(run)!.Value)}; stop the session to go on without it."
        : null;

    /// <summary>Why a person may not end the wait for an item yet; none if they may.</summary>
    /// <param name="waitsSince">Since when AWS has been at work for it; none if it is not.</param>
    /// <param name="isSessionOpen">Whether its session goes on.</param>
    /// <param name="now">The instant.</param>
    public static string? RefusalToLetGo(DateTimeOffset? waitsSince, bool isSessionOpen, DateTimeOffset now) =>
        !isSessionOpen || now - waitsSince > OverdueAfter ? null
            : "AWS is still within its time for this job. Stop the session first, or wait until the job is overdue.";

    /// <summary>Whether an item whose session was stopped takes so long that others need not wait for it.</summary>
    public static bool IsGivenUp(WorkItem item, DateTimeOffset now) => now - item.StartedAt >= OverdueAfter;

    /// <summary>Whether AWS has refused a job for the moment for so long that it counts as a failure.</summary>
    public static bool IsRefusedForLong(WorkItem item, AwsJobRun run, DateTimeOffset now) =>
        run.Kind == JobKind.Backup ? now - item.StartedAt > OverdueAfter : now - item.Backup.EndedAt > CopyPatience;

    /// <summary>Whether the portal has waited long enough for each open job of an item, whatever else is known of them.</summary>
    public static bool IsBeyondHelp(WorkItem item, DateTimeOffset now) =>
        item.Runs.Where(run => run.IsOpen && run.IntentAt is not null)
            .All(run => run.AwaitsPoint ? IsPointDue(run, false, now) : IsOver(run, now));

    /// <summary>That a job was not begun.</summary>
    public static string Unasked(string trouble) => $"AWS could not be asked for a day, so nothing was begun. {trouble}";

    /// <summary>That AWS has not ended a job.</summary>
    public static string Unended(AwsJobRun run) =>
        $"AWS has not ended the job {run.JobId}, asked for {Moments.Text(run.IntentAt!.Value)}. If it still makes a restore point, the "
            + $"next synchronisation finds it.";

    /// <summary>That AWS has never said whether it runs a job.</summary>
    public static string Unanswered(AwsJobRun run) =>
        $"AWS has not said since {Moments.Text(run.IntentAt!.Value)} whether it runs the job. If it has made a restore point, the next "
            + $"synchronisation finds it.";

    /// <summary>That somebody has ended the wait.</summary>
    public static string LetGo(string by) =>
        $"Let go by {by}. If AWS still makes a restore point of it, the next synchronisation finds it.";

    /// <summary>That AWS does not know a job any more.</summary>
    public static string Lost(AwsJobRun run) => $"AWS no longer knows the job {run.JobId}. Look at its restore points, or run the policy again.";

    /// <summary>That a complete job has no recovery point.</summary>
    public static string Pointless(AwsJobRun run) =>
        $"AWS reports the job {run.JobId} complete, but its restore point {run.RecoveryPointArn} is not there. Somebody may have deleted it, "
            + $"or the portal may not look into the vault.";
}
