using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>What Hangfire calls again and again, on one node at a time.</summary>
public static class RecurringJobs
{
    private const string EveryFiveMinutes = "*/5 * * * *";
    private const string EveryHour = "40 * * * *";

    /// <summary>Registers the portal's recurring jobs; doing it again changes nothing.</summary>
    public static void Register(IRecurringJobManager jobs)
    {
        jobs.AddOrUpdate<InventoryJob>("inventory", job => job.RunAsync(CancellationToken.None), EveryFiveMinutes);
        jobs.AddOrUpdate<SyncScheduleJob>("sync", job => job.RunAsync(CancellationToken.None), EveryFiveMinutes);
        jobs.AddOrUpdate<CleanupJob>("cleanup", job => job.RunAsync(CancellationToken.None), EveryHour);
    }
}
