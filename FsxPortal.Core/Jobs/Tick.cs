using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Sync;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>One beat of the portal: a turn of the engine whose lanes are driven by
/// Hangfire's workers, and the syncs that were asked for.</summary>
public sealed class Tick(Dispatcher dispatcher, SyncRunner syncs, IBackgroundJobClient jobs)
{
    /// <summary>Beats once.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await dispatcher.DispatchAsync(
            lane =>
            {
                jobs.Enqueue<LaneJob>(job => job.RunAsync(lane, CancellationToken.None));
                return Task.CompletedTask;
            },
            cancel);
        if (await syncs.IsWantedAsync(cancel))
        {
            jobs.Enqueue<SyncJob>(job => job.RunAsync(CancellationToken.None));
        }
    }
}
