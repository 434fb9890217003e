using System.ComponentModel;
using FsxPortal.Core.Engine;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>The portal's heartbeat: plans what is due and hands out the lanes that want to be looked at.</summary>
/// <remarks>All that matters is in our tables, so a tick that is lost, late or doubled changes nothing.</remarks>
[AutomaticRetry(Attempts = 0)]
public sealed class TickJob(Scheduler scheduler, SessionCloser closer, LaneLeases leases, IBackgroundJobClient jobs)
{
    [DisplayName("Tick")]
    public async Task RunAsync(CancellationToken cancel)
    {
        await scheduler.TickAsync(cancel);
        await closer.CloseAsync(cancel);
        foreach (var lane in await leases.DueAsync(cancel))
        {
            jobs.Enqueue<LaneJob>(job => job.RunAsync(lane, CancellationToken.None));
        }
    }
}
