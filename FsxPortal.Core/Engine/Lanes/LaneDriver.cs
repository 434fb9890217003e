using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>What a lane's pass does, in turn.</summary>
public sealed record LaneSteps(LaneObserver Observer, TaskActions Actions, JobStarter Starter, TagTrimmer Trimmer, RetentionRunner Retention, SessionCloser Closer);

/// <summary>Moves everything that is open in one lane a step forward: observe, decide, act, record.</summary>
/// <remarks>A pass may run twice or stop half-way: the next one looks at AWS and the database anew.</remarks>
public sealed class LaneDriver(
    IDbContextFactory<PortalDb> databases, LaneLeases leases, LaneSteps steps, LaneContext context, IOptions<EngineOptions> options, ILogger<LaneDriver> log)
{
    // Observed, recorded, copied, judged, finished: no task has more to do in one pass.
    private const int MaxRounds = 8;

    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(5);

    /// <summary>Makes one pass, unless somebody else holds the lane or nothing in it is due.</summary>
    public async Task AdvanceAsync(string lane, CancellationToken cancel)
    {
        if (await leases.TryTakeAsync(lane, cancel) is { } lease)
        {
            var (awsAccount, region) = Lane.Split(lane);
            using var activity = PortalTrace.Pass(awsAccount, region);
            await AdvanceAsync(lease, cancel);
        }
    }

    private async Task AdvanceAsync(LaneLease lease, CancellationToken cancel)
    {
        try
        {
            context.Checkpoints.Pass(Checkpoints.LaneTaken);
            var again = await leases.HoldAsync(lease, held => PassAsync(lease, held), cancel);
            await ReleaseAsync(lease, again, null);
        }
        catch (LeaseLostException lost)
        {
            log.LogWarning("{Message} Nothing more is done here.", lost.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The portal is stopping: whoever comes next goes on at once.
            await ReleaseAsync(lease, TimeSpan.Zero, null);
            throw;
        }
        catch (AwsFault fault)
        {
            log.LogWarning("Lane {Lane}: {Trouble}", lease.Lane, fault.Message);
            await ReleaseAsync(lease, TroublePause, fault.Message);
        }
        catch (DbUpdateException raced)
        {
            // A sync has written what this pass had read, or recorded what it was about to record: the next one reads it again.
            log.LogInformation("Lane {Lane}: {Reason}", lease.Lane, raced.Message);
            await ReleaseAsync(lease, TimeSpan.Zero, null);
        }
        catch (Exception broken)
        {
            log.LogError(broken, "The pass over the lane {Lane} failed", lease.Lane);
            await ReleaseAsync(lease, TroublePause, $"The portal failed to go on here: {broken.Message} It tries again by itself; its log has the details.");
        }
    }

    private async Task ReleaseAsync(LaneLease lease, TimeSpan? again, string? trouble)
    {
        if (await leases.ReleaseAsync(lease, again, trouble, CancellationToken.None))
        {
            context.Relay.Publish([ProgressTopic.Lanes]);
        }
    }

    private async Task<TimeSpan?> PassAsync(LaneLease lease, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (awsAccount, region) = Lane.Split(lease.Lane);
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AwsAccountId == awsAccount, cancel) is not { } account)
        {
            throw new AwsFault(FaultKind.Denied, $"The AWS account {awsAccount} is no longer registered. Add it again to let its sessions end.", null);
        }

        var pass = new LanePass(db, lease, leases, context.Relay, context.Clocks) { Account = account, Region = region };
        await pass.LoadAsync(cancel);
        await steps.Observer.ObserveAsync(pass, cancel);
        context.Checkpoints.Pass(Checkpoints.JobsObserved);
        await RunRoundsAsync(pass, cancel);
        var deleting = await steps.Retention.RunAsync(pass, lease.Lane, cancel);
        await RunRoundsAsync(pass, cancel);
        await steps.Closer.CloseAsync(cancel);
        return pass.Tasks.Any(task => task.IsOpen) || deleting is not null ? Pause(pass, deleting) : null;
    }

    private async Task RunRoundsAsync(LanePass pass, CancellationToken cancel)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            await steps.Observer.ObservePointsAsync(pass, cancel);
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
        var trims = new List<(WorkItem, RecordRun)>();
        foreach (var task in pass.Tasks.Where(task => task.IsOpen))
        {
            switch (BackupPlan.Decide(task, pass.Seen.Of(task, pass.Sessions[task.SessionId], pass.Now)))
            {
                case StartRun start:
                    Occupy(pass, task, start.Run);
                    starts.Add((task, start.Run));
                    break;
                case RecordRun { Run.Kind: JobKind.Backup } record when TagTrimmer.Concerns(pass, task):
                    trims.Add((task, record));
                    break;
                case var action:
                    moved |= await ApplyAsync(pass, task, action, cancel);
                    break;
            }
        }

        await pass.SaveAsync(cancel);
        PassCheckpoints(pass);
        foreach (var kind in starts.GroupBy(start => start.Run.Kind).OrderBy(kind => kind.Key))
        {
            await steps.Starter.StartAsync(pass, [.. kind], cancel);
        }

        return await TrimAsync(pass, trims, cancel) || moved;
    }

    // After everything else of the round is done and on disk: AWS may have no time for tags.
    private async Task<bool> TrimAsync(LanePass pass, IReadOnlyList<(WorkItem Task, RecordRun Record)> trims, CancellationToken cancel)
    {
        var moved = false;
        foreach (var (task, record) in trims)
        {
            moved |= await steps.Trimmer.TrimAsync(pass, task, record.Point, cancel) && await ApplyAsync(pass, task, record, cancel);
            await pass.SaveAsync(cancel);
        }

        return moved;
    }

    // A look that changes nothing is made thousands of times, and leaves no trace.
    private async Task<bool> ApplyAsync(LanePass pass, WorkItem task, TaskAction action, CancellationToken cancel)
    {
        using var work = action is Wait or FollowRun or HoldRun ? null : PortalTrace.Begin(log, action.Name, task.SessionId, task.Id);
        return await steps.Actions.ApplyAsync(pass, task, action, cancel);
    }

    private void PassCheckpoints(LanePass pass)
    {
        if (pass.Tasks.Any(task => task.RestorePointId is not null))
        {
            context.Checkpoints.Pass(Checkpoints.PointRecorded);
        }

        if (pass.Tasks.Any(task => !task.IsOpen))
        {
            context.Checkpoints.Pass(Checkpoints.TasksEnded);
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

    // Quick at first, slower the longer the oldest job runs: jobs that follow one another share their looks.
    private TimeSpan Pause(LanePass pass, DateTimeOffset? deleting)
    {
        var oldest = pass.Tasks.Where(task => task.IsOpen).SelectMany(task => task.Runs).Where(run => run.IsInFlight).Select(run => run.IntentAt).Append(deleting).Min();
        var age = oldest is { } since ? (pass.Now - since) / 6 : TimeSpan.Zero;
        var pace = options.Value;
        return age < pace.PollMin ? pace.PollMin : age > pace.PollMax ? pace.PollMax : age;
    }
}
