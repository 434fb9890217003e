using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Looks at AWS on behalf of all open tasks of a lane at once.</summary>
/// <remarks>One paged sweep for each kind of job, never one call for each job: calls grow with the work, not with the polls.</remarks>
public sealed class LaneObserver(JobGateway jobs, VaultGateway vaults, Checkpoints checkpoints)
{
    // Clocks of AWS and the portal may differ a little; what they differ more is known.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    // What is new may not be listed yet.
    private static readonly TimeSpan ListingLag = TimeSpan.FromMinutes(5);

    // By name AWS is asked for so many in a pass and no more; the others have their turn in the next ones.
    private const int MostByName = 25;

    /// <summary>Sees the jobs of the lane and what AWS's limits leave.</summary>
    public async Task ObserveAsync(LanePass pass, CancellationToken cancel)
    {
        await SeeJobsAsync(pass, cancel);
        await SeeLimitsAsync(pass, cancel);
        await SeeForbiddenHoursAsync(pass, cancel);
        checkpoints.Pass(Checkpoints.JobsObserved);
    }

    /// <summary>Sees the recovery points that tasks wait for, one listing for each vault.</summary>
    public async Task ObservePointsAsync(LanePass pass, CancellationToken cancel)
    {
        foreach (
            var group in Awaited(pass).Where(wanted => !pass.Seen.Points.ContainsKey(wanted.Arn)).GroupBy(wanted => wanted.VaultArn)
                .ToList())
        {
            var since = Before(pass, group.Min(wanted => wanted.Since));
            await TryAsync(pass, async () =>
            {
                foreach (var point in await vaults.ReadPointsAsync(pass.Account, Arn.Parse(group.Key), null, since, cancel))
                {
                    pass.Seen.Points[point.Arn] = point;
                }
            });
        }

        await AskByNameAsync(pass, run => run is { AwaitsPoint: true, RecoveryPointArn: { } arn } && run.AwaitsSince < pass.Now - ListingLag
            && !pass.Seen.Points.ContainsKey(arn) && !pass.Seen.Lost.Contains(arn), async run =>
        {
            if (await vaults.FindAsync(pass.Account, Arn.Parse(run.VaultArn), run.RecoveryPointArn!, cancel) is not { } point)
            {
                return run.RecoveryPointArn;
            }

            pass.Seen.Points[point.Arn] = point;
            return null;
        });
    }

    private async Task SeeJobsAsync(LanePass pass, CancellationToken cancel)
    {
        await SeeUnansweredAsync(pass, cancel);
        if (Oldest(pass, JobKind.Backup) is { } backups)
        {
            await TryAsync(
                pass, async () => Note(pass, await jobs.BackupJobsAsync(pass.Account, pass.Region, Before(pass, backups), cancel)));
        }

        if (Oldest(pass, JobKind.Copy) is { } copies)
        {
            await TryAsync(
                pass, async () => Note(pass, await jobs.CopyJobsAsync(pass.Account, pass.Region, Before(pass, copies), cancel)));
        }

        // What a listing lacks is asked for by name: the listing may be old, or AWS may date its jobs by another clock.
        await AskByNameAsync(pass, run => run is { IsInFlight: true, JobId: { } id } && !pass.Seen.Jobs.ContainsKey(id)
            && (run.AcceptedAt ?? run.IntentAt) < pass.Now - ListingLag, async run =>
        {
            if (await jobs.FindAsync(pass.Account, pass.Region, run.Kind, run.JobId!, cancel) is not { } job)
            {
                return run.JobId;
            }

            pass.Seen.Jobs[job.Id] = job;
            return null;
        });
    }

    // Where the answer to a call was lost, AWS may have begun a job of which not even the id is known. All that it knows of the resource is
    // looked through, whatever the date: clocks may differ.
    private async Task SeeUnansweredAsync(LanePass pass, CancellationToken cancel)
    {
        var unanswered = pass.Tasks.SelectMany(task => task.Runs, (task, run) => (Task: task, Run: run))
            .Where(pair => pair.Run is { IsInFlight: true, JobId: null });
        foreach (var (task, run) in unanswered.OrderBy(_ => Random.Shared.Next()).Take(MostByName).ToList())
        {
            var source = run.Kind == JobKind.Copy ? task.Backup.RecoveryPointArn! : task.ResourceArn;
            await TryAsync(pass, async () =>
            {
                Note(pass, await jobs.JobsOfAsync(pass.Account, pass.Region, run.Kind, source, cancel));
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

    // What AWS does not answer for one item keeps none of the others from going on. Each pass asks for others, if there are many.
    private static async Task AskByNameAsync(LanePass pass, Func<AwsJobRun, bool> isUnseen, Func<AwsJobRun, Task<string?>> findLost)
    {
        foreach (var run in pass.Tasks.SelectMany(task => task.Runs).Where(isUnseen).OrderBy(_ => Random.Shared.Next()).Take(MostByName)
            .ToList())
        {
            try
            {
                if (await findLost(run) is { } lost)
                {
                    pass.Seen.Lost.Add(lost);
                }
            }
            catch (AwsFault fault) when (fault.IsPassing)
            {
                return;
            }
            catch (AwsFault)
            {
                // The deadline ends it.
            }
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
        var open = await pass.Db.RetentionRequests.Where(request => request.DoneAt == null && request.TaskId != null)
            .GroupBy(request => request.TaskId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        foreach (var task in open)
        {
            pass.Seen.OpenRetention[task.Key] = task.Count;
        }
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
    private static IEnumerable<(string Arn, string VaultArn, DateTimeOffset Since)> Awaited(LanePass pass) =>
        from task in pass.Tasks
        from run in task.Runs
        where run.AwaitsPoint
        select (run.RecoveryPointArn!, run.VaultArn, task.Backup.IntentAt!.Value);
}
