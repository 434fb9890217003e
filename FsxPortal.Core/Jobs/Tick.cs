using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Sync;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>One beat of the portal: plans what is due and hands out what wants to be worked on.</summary>
/// <remarks>All that matters is in our tables, so a beat that is lost, late or doubled, on one node or on several, changes nothing.</remarks>
public sealed class Tick(Scheduler scheduler, SessionCloser closer, LaneLeases leases, SyncRunner syncs, IBackgroundJobClient jobs)
{
    /// <summary>Beats once.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await scheduler.TickAsync(cancel);
        await closer.CloseAsync(cancel);
        foreach (var lane in await leases.DueAsync(cancel))
        {
            jobs.Enqueue<LaneJob>(job => job.RunAsync(lane, CancellationToken.None));
        }

        if (await syncs.IsWantedAsync(cancel))
        {
            jobs.Enqueue<SyncJob>(job => job.RunAsync(CancellationToken.None));
        }
    }
}
