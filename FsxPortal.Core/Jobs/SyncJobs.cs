using System.ComponentModel;
using FsxPortal.Core.Engine.Sync;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>Reads the inventory again, now and then.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class InventoryJob(InventorySync inventory)
{
    [DisplayName("Inventory")]
    public Task RunAsync(CancellationToken cancel) => inventory.SyncAsync(cancel);
}

/// <summary>Carries out a synchronisation that somebody asked for.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SyncJob(SyncRunner runner)
{
    [DisplayName("Synchronisation")]
    public Task RunAsync(CancellationToken cancel) => runner.RunPendingAsync(cancel);
}

/// <summary>Asks for a synchronisation of the vaults when it is time.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SyncScheduleJob(SyncSchedule schedule)
{
    [DisplayName("Schedule of synchronisations")]
    public Task RunAsync(CancellationToken cancel) => schedule.PlanIfDueAsync(cancel);
}
