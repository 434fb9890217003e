using FsxPortal.Core.Domain;
using Hangfire;
using Hangfire.Storage;

namespace FsxPortal.Core.Jobs;

/// <summary>What Hangfire calls again and again, on one node at a time.</summary>
public static class RecurringJobs
{
    private const string EveryFiveMinutes = "*/5 * * * *";
    private const string EveryHour = "40 * * * *";
    private const string EveryHourToo = "10 * * * *";

    // None of them is further ahead.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Registers the portal's recurring jobs; doing it again changes nothing.</summary>
    public static void Register(IRecurringJobManager jobs)
    {
        jobs.AddOrUpdate<InventoryJob>("inventory", job => job.RunAsync(CancellationToken.None), EveryFiveMinutes);
        jobs.AddOrUpdate<SyncScheduleJob>("sync", job => job.RunAsync(CancellationToken.None), EveryFiveMinutes);
        jobs.AddOrUpdate<AuditJob>("audit", job => job.RunAsync(CancellationToken.None), EveryHourToo);
        jobs.AddOrUpdate<CleanupJob>("cleanup", job => job.RunAsync(CancellationToken.None), EveryHour);
    }

    /// <summary>Registers them anew where a clock that was ahead has noted their next turn too far away.</summary>
    public static void Rewind(IRecurringJobManager jobs, JobStorage storage, DateTimeOffset realNow)
    {
        var wrong = (realNow + Longest + Moments.Tolerance).UtcDateTime;
        using var connection = storage.GetConnection();
        var late = connection.GetRecurringJobs().FindAll(job => job.NextExecution > wrong);
        if (late.Count > 0)
        {
            late.ForEach(job => jobs.RemoveIfExists(job.Id));
            Register(jobs);
        }
    }
}
