using System.Data.Common;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>The rounds of a pass: in each, what comes next is decided for every open task, done, and recorded.</summary>
public sealed class LaneRounds(
    LaneObserver observer, TaskActions actions, JobStarter starter, TagTrimmer trimmer, Checkpoints checkpoints, ILogger<LaneRounds> log)
{
    // Observed, recorded, copied, judged, finished: no task has more to do in one pass.
    private const int MaxRounds = 8;

    /// <summary>Looks at AWS, and then decides and acts until nothing more is to be done at this moment.</summary>
    public async Task BeginAsync(LanePass pass, CancellationToken cancel)
    {
        await observer.ObserveAsync(pass, cancel);
        await RunAsync(pass, cancel);
    }

    /// <summary>Decides and acts until nothing more is to be done at this moment.</summary>
    public async Task RunAsync(LanePass pass, CancellationToken cancel)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            await observer.ObservePointsAsync(pass, cancel);
            if (!await RunRoundAsync(pass, cancel))
            {
                return;
            }
        }
    }

    /// <summary>Decides and acts once for each open task.</summary>
    /// <returns>Whether another round may find more to do.</returns>
    private async Task<bool> RunRoundAsync(LanePass pass, CancellationToken cancel)
    {
        var moved = false;
        var starts = new List<(WorkItem Item, AwsJobRun Run)>();
        var trims = new List<(WorkItem, TrimTags)>();
        foreach (var task in pass.Tasks.Where(task => task.IsOpen))
        {
            moved |= await TurnAsync(pass, task, starts, trims, cancel);
        }

        await pass.SaveAsync(cancel);
        PassCheckpoints(pass);
        foreach (var kind in starts.GroupBy(start => start.Run.Kind).OrderBy(kind => kind.Key))
        {
            await starter.StartAsync(pass, [.. kind], cancel);
        }

        return await TrimAsync(pass, trims, cancel) || moved;
    }

    // What is wrong with one task must not keep the others from going on.
    private async Task<bool> TurnAsync(
        LanePass pass, WorkItem task, List<(WorkItem, AwsJobRun)> starts, List<(WorkItem, TrimTags)> trims, CancellationToken cancel)
    {
        try
        {
            switch (BackupPlan.Decide(task, pass.Seen.Of(task, pass.Sessions[task.SessionId], pass.Now)))
            {
                case StartRun start:
                    Occupy(pass, task, start.Run);
                    starts.Add((task, start.Run));
                    return false;
                case TrimTags trim:
                    trims.Add((task, trim));
                    return false;
                case var action:
                    return await ApplyAsync(pass, task, action, cancel);
            }
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException
            or InvalidOperationException { InnerException: not DbException })
        {
            log.LogError(broken, "The portal cannot go on with the task {Task}", task.Id);
            var reason = $"The portal cannot go on with it: {broken.Message} Its log has the details.";
            return task.Apply(
                JobDeadlines.IsBeyondHelp(task, pass.Now) ? new Finish(TaskState.Failed, reason) : new Wait(reason), pass.Now);
        }
    }

    // After everything else of the round is done and on disk: AWS may have no time for tags, and what protects does not wait for many.
    private async Task<bool> TrimAsync(LanePass pass, IReadOnlyList<(WorkItem Task, TrimTags Trim)> trims, CancellationToken cancel)
    {
        var moved = false;
        foreach (var (task, trim) in trims.TakeWhile(_ => pass.Seen.TagsRefused is null))
        {
            if (pass.Seen.TrimsLeft-- <= 0)
            {
                pass.Seen.HasMore = true;
                break;
            }

            await trimmer.TrimAsync(pass, task, trim, cancel);
            moved = true;
        }

        await pass.SaveAsync(cancel);
        return moved;
    }

    // A look that changes nothing is made thousands of times, and leaves no trace.
    private async Task<bool> ApplyAsync(LanePass pass, WorkItem task, TaskAction action, CancellationToken cancel)
    {
        using var work = action is Wait or FollowRun or HoldRun ? null : PortalTrace.Begin(log, action.Name, task.SessionId, task.Id);
        List<AwsJobRun> copying = [.. task.Runs.Where(run => run is { Kind: JobKind.Copy, IsInFlight: true })];
        var mayGoOn = await actions.ApplyAsync(pass, task, action, cancel);

        // Whoever waits for the slot need not wait for the next pass.
        copying.Where(copy => !copy.IsInFlight).ToList().ForEach(pass.Seen.Vacate);
        return mayGoOn;
    }

    private void PassCheckpoints(LanePass pass)
    {
        if (pass.Tasks.Any(task => task.RestorePointId is not null))
        {
            checkpoints.Pass(Checkpoints.PointRecorded);
        }

        if (pass.Tasks.Any(task => !task.IsOpen))
        {
            checkpoints.Pass(Checkpoints.TasksEnded);
        }
    }

    // A copy whose intent is on disk already counts among the running ones.
    private static void Occupy(LanePass pass, WorkItem task, AwsJobRun run)
    {
        pass.Seen.Occupy(task);
        if (run is { Kind: JobKind.Copy, IntentAt: null })
        {
            pass.Seen.Occupy(run);
        }
    }
}
