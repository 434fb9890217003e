using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Sessions.Turns;
using FsxPortal.Core.Engine.Pass;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Engine.Lanes.Looks;

/// <summary>Says when a lane, and each kind of its jobs, is looked at again: soon at first, later the longer its oldest job runs.</summary>
/// <remarks>
/// Jobs that follow one another share their looks, and short ones are seen to end soon. Copies, of whose progress AWS says nothing, are
/// looked at when they are likely to have ended.
/// </remarks>
public sealed class LookTimes(JobLooks jobs, IOptions<EngineOptions> options)
{
    // A job is looked at so often while it grows as old as it is.
    private const int Looks = 6;

    // How many times as long the longest pause is between two looks at copies.
    private const double CopyPause = 2.5;

    /// <summary>Plans the next looks at the end of a pass that has seen all it wanted to see.</summary>
    /// <param name="pass">What is open in the lane.</param>
    /// <param name="deleting">When the youngest deletion was decided that is still to be confirmed; none if there is none.</param>
    /// <returns>The pause before the lane is looked at.</returns>
    public TimeSpan Plan(LanePass pass, DateTimeOffset? deleting)
    {
        var pace = options.Value;
        List<WorkItem> open = [.. pass.Tasks.Where(task => task.IsOpen)];
        List<AwsJobRun> inFlight = [.. open.SelectMany(task => task.Runs).Where(run => run.IsInFlight)];
        var oldest = inFlight.Select(run => run.IntentAt).Append(deleting).Min();
        var pause = Within(pace.PollMin, oldest is { } since ? (pass.Now - since) / Looks : TimeSpan.Zero, pace.PollMax);
        if (inFlight.Exists(run => run is { Kind: JobKind.Backup, JobId: not null }))
        {
            pause = Shorter(pause, jobs.Keep(pass, JobKind.Backup, pause));
        }

        if (inFlight.Exists(run => run is { Kind: JobKind.Copy, JobId: not null }))
        {
            var copies = jobs.Keep(pass, JobKind.Copy, Within(pace.PollMin, NextEnd(pass, inFlight), pace.PollMax * CopyPause));
            pause = IsCopying(open) && deleting is null ? copies : Shorter(pause, copies);
        }

        var retry = open.SelectMany(task => task.Runs).Where(run => run.State == TaskState.Pending && run.NotBefore > pass.Now)
            .Min(run => run.NotBefore - pass.Now);
        return Within(pace.PollMin, retry < pause ? retry.Value : pause, pause);
    }

    // Whoever waits for its chains to be judged is woken by those who judge them.
    private static bool IsCopying(List<WorkItem> open) => open.TrueForAll(task => task.Step is TaskStep.Copying or TaskStep.Retaining);

    private TimeSpan NextEnd(LanePass pass, List<AwsJobRun> inFlight) =>
        inFlight.Where(run => run.Kind == JobKind.Copy).GroupBy(run => run.Destination).Min(copies =>
            CopyEnds.NextLook([.. copies.Select(copy => pass.Now - (copy.IntentAt ?? pass.Now))], jobs.DurationsOf(copies.Key)));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Within(TimeSpan least, TimeSpan pause, TimeSpan most) =>
        Shorter(pause, most) is var wanted && wanted < least ? least : wanted;
}
