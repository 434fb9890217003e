using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>One turn of the engine: plans what is due, ends what is over, and hands out the lanes that want to be looked at.</summary>
/// <remarks>All that matters is in our tables, so a turn that is lost, late or
/// doubled, on one node or on several, changes nothing.</remarks>
public sealed class Dispatcher(
    ClockComparison clock, Scheduler scheduler, DailyRetention retention, SessionCloser closer, LaneLeases leases)
{
    /// <summary>Takes one turn.</summary>
    /// <param name="drive">Has a lane driven, now or by somebody else soon.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task DispatchAsync(Func<string, Task> drive, CancellationToken cancel)
    {
        if (await clock.RunAsync(cancel))
        {
            await scheduler.TickAsync(cancel);
            await retention.TryPlanAsync(cancel);
        }

        await closer.CloseAsync(cancel);
        foreach (var lane in await leases.DueAsync(cancel))
        {
            await drive(lane);
        }
    }
}
