using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Says when a lane is looked at again: soon at first, later the longer its oldest job runs.</summary>
/// <remarks>
/// Jobs that follow one another share their looks, and short ones are seen to end soon. Where nothing but copies is left, of whose
/// progress AWS says nothing, there is less to see: looks are further apart.
/// </remarks>
public static class LookTimes
{
    // A job is looked at so often while it grows as old as it is.
    private const int Looks = 6;
    private const int CopyLooks = 3;

    // How many times as long the longest pause is while only copies run.
    private const double CopyPause = 2.5;

    /// <summary>The pause before the next look.</summary>
    /// <param name="pass">What is open in the lane.</param>
    /// <param name="deleting">When the youngest deletion was decided that is still to be confirmed; none if there is none.</param>
    /// <param name="pace">The shortest and the longest pause.</param>
    public static TimeSpan Next(LanePass pass, DateTimeOffset? deleting, EngineOptions pace)
    {
        List<WorkItem> open = [.. pass.Tasks.Where(task => task.IsOpen)];
        var isCopying = deleting is null && open.TrueForAll(task => task.Step == TaskStep.Copying);
        var oldest = open.SelectMany(task => task.Runs).Where(run => run.IsInFlight).Select(run => run.IntentAt).Append(deleting).Min();
        var age = oldest is { } since ? (pass.Now - since) / (isCopying ? CopyLooks : Looks) : TimeSpan.Zero;
        var most = isCopying ? pace.PollMax * CopyPause : pace.PollMax;
        var retry = open.SelectMany(task => task.Runs).Where(run => run.State == TaskState.Pending && run.NotBefore > pass.Now)
            .Min(run => run.NotBefore - pass.Now);
        var pause = age > most ? most : age;
        pause = retry < pause ? retry.Value : pause;
        return pause < pace.PollMin ? pace.PollMin : pause;
    }
}
