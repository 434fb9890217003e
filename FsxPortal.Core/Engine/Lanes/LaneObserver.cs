using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Lanes.Looks;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Looks at AWS on behalf of all open tasks of a lane at once.</summary>
/// <remarks>
/// One paged sweep for each kind of job when it is due, never one call for each job: calls grow with the work, not with the polls, nor with
/// how often the lane is woken.
/// </remarks>
public sealed class LaneObserver(
    JobGateway jobs, VaultGateway vaults, NamedLooks named, JobLooks looks, Checkpoints checkpoints, ILogger<LaneObserver> log)
{
    // Clocks of AWS and the portal may differ a little; what they differ more is known.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    // So many resources are looked through in a pass, others in the next.
    private const int MostUnanswered = 25;

    // Copies end a few at a time, over hours: what they have made is listed for several of them at once.
    private static readonly TimeSpan CopyPatience = TimeSpan.FromMinutes(10);

    /// <summary>Sees the jobs of the lane and what AWS's limits leave.</summary>
    public async Task ObserveAsync(LanePass pass, CancellationToken cancel)
    {
        await SeeJobsAsync(pass, cancel);
        await SeeLimitsAsync(pass, cancel);
        await SeeForbiddenHoursAsync(pass, cancel);
        checkpoints.Pass(Checkpoints.JobsObserved);
    }

    /// <summary>Sees the recovery points that tasks wait for, at most one listing for each vault in a pass.</summary>
    public async Task ObservePointsAsync(LanePass pass, CancellationToken cancel)
    {
        foreach (var group in Awaited(pass).GroupBy(wanted => wanted.Run.VaultArn)
            .Where(group => IsDue(pass, group) && pass.Seen.ListedVaults.Add(group.Key)).ToList())
        {
            var since = Before(pass, group.Min(wanted => wanted.Since));
            await TryAsync(pass, async () =>
            {
                foreach (var point in Understood(
                    pass, await vaults.ReadPointsAsync(pass.Account, Arn.Parse(group.Key), null, since, cancel)))
                {
                    pass.Seen.Points[point.Arn] = point;
                }
            });
        }

        await named.FindPointsAsync(pass, cancel);
    }

    // A copy waits a little for others that are on their way into its vault; a backup, which may be copied then, waits for nobody.
    private static bool IsDue(LanePass pass, IGrouping<string, (AwsJobRun Run, DateTimeOffset Since)> awaited) =>
        awaited.Any(wanted => wanted.Run.Kind == JobKind.Backup || wanted.Run.AwaitsSince <= pass.Now - CopyPatience)
        || !pass.Tasks.Any(task => task.Copies.Any(copy => copy.VaultArn == awaited.Key
            && (copy.IsInFlight || (copy.State == TaskState.Pending && task.Step == TaskStep.Copying))));

    private async Task SeeJobsAsync(LanePass pass, CancellationToken cancel)
    {
        await SeeUnansweredAsync(pass, cancel);
        await SeeJobsAsync(pass, JobKind.Backup, since => jobs.BackupJobsAsync(pass.Account, pass.Region, since, cancel));
        await SeeJobsAsync(pass, JobKind.Copy, since => jobs.CopyJobsAsync(pass.Account, pass.Region, since, cancel));
        await named.FindJobsAsync(pass, cancel);
    }

    private async Task SeeJobsAsync(LanePass pass, JobKind kind, Func<DateTimeOffset, Task<Listed<AwsJob>>> list)
    {
        if (Oldest(pass, kind) is not { } oldest)
        {
            return;
        }

        if (looks.Last(pass, kind) is { } known)
        {
            Note(pass, known.Where(job => !pass.Seen.Jobs.ContainsKey(job.Id)));
            return;
        }

        await TryAsync(pass, async () =>
        {
            var listed = Understood(pass, await list(Before(pass, oldest)));
            Note(pass, listed);
            looks.Listed(pass, kind, listed);
        });
    }

    // What is odd and somebody waits for is asked for by name.
    private IReadOnlyList<T> Understood<T>(LanePass pass, Listed<T> listed)
    {
        foreach (var odd in listed.Odd)
        {
            log.LogWarning("Lane {Account}/{Region}: {Odd}", pass.Account.AwsAccountId, pass.Region, odd.Text);
        }

        return listed.Items;
    }

    // Where the answer to a call was lost, AWS may have begun a job of which not even the id is known. All that it knows of the resource is
    // looked through, whatever the date: clocks may differ.
    private async Task SeeUnansweredAsync(LanePass pass, CancellationToken cancel)
    {
        var unanswered = pass.Tasks.SelectMany(task => task.Runs, (task, run) => (Task: task, Run: run))
            .Where(pair => pair.Run is { IsInFlight: true, JobId: null });
        foreach (var (task, run) in unanswered.OrderBy(_ => Random.Shared.Next()).Take(MostUnanswered).ToList())
        {
            var source = run.Kind == JobKind.Copy ? task.Backup.RecoveryPointArn! : task.ResourceArn;
            await TryAsync(pass, async () =>
            {
                Note(pass, Understood(pass, await jobs.JobsOfAsync(pass.Account, pass.Region, run.Kind, source, cancel)));
                pass.Seen.LookedFor.Add(run.Id);
            });
        }
    }

    // What AWS denies for good must not keep everything else of the lane from going on, deadlines least of all; the lane says it at its
    // end.
    private static async Task TryAsync(LanePass pass, Func<Task> see)
    {
        try
        {
            await see();
        }
        catch (AwsFault fault) when (!fault.IsPassing)
        {
            pass.Seen.Trouble ??= fault;
        }
    }

    private DateTimeOffset Before(LanePass pass, DateTimeOffset instant) =>
        instant - Margin - vaults.ClockAhead(pass.Account, pass.Region).Duration();

    private static DateTimeOffset? Oldest(LanePass pass, JobKind kind) =>
        pass.Tasks.SelectMany(task => task.Runs).Where(run => run.Kind == kind && run is { IsInFlight: true, JobId: not null })
            .Min(run => run.IntentAt);

    private static async Task SeeLimitsAsync(LanePass pass, CancellationToken cancel)
    {
        foreach (var task in pass.Tasks.Where(task => task.Runs.Any(run => run.IsInFlight) && !IsGivenUp(pass, task)))
        {
            pass.Seen.Occupy(task);
        }

        await CopyQueue.SeeAsync(pass, cancel);
    }

    // Somebody has stopped the session to go on without what AWS does not end.
    private static bool IsGivenUp(LanePass pass, WorkItem task) =>
        pass.Sessions[task.SessionId].StopRequestedAt is not null && JobDeadlines.IsGivenUp(task, pass.Now);

    private static async Task SeeForbiddenHoursAsync(LanePass pass, CancellationToken cancel)
    {
        var due = pass.Tasks.Where(task => task.Step == TaskStep.Waiting).Select(task => task.FileSystemId).ToList();
        foreach (
            var fileSystem in due.Count == 0 ? []
                : await pass.Db.FileSystems.AsNoTracking().Where(row => due.Contains(row.Id)).ToListAsync(cancel))
        {
            if (ForbiddenHours.At(fileSystem.Facts, pass.Now) is { } time)
            {
                pass.Seen.Forbidden[fileSystem.Id] = time.ToString();
            }
        }
    }

    private static void Note(LanePass pass, IEnumerable<AwsJob> jobs)
    {
        foreach (var job in jobs)
        {
            pass.Seen.Jobs[job.Id] = job;
        }
    }

    // A copy keeps the creation date of what it was copied from, so it is looked for from the start of the backup on.
    private static IEnumerable<(AwsJobRun Run, DateTimeOffset Since)> Awaited(LanePass pass) =>
        from task in pass.Tasks
        from run in task.Runs
        where run.AwaitsPoint && !pass.Seen.Points.ContainsKey(run.RecoveryPointArn!)
        select (run, task.Backup.IntentAt!.Value);
}
