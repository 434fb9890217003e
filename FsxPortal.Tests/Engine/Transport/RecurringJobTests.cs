using FsxPortal.Core.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Storage;

namespace FsxPortal.Tests.Engine.Transport;

public sealed class RecurringJobTests
{
    [Fact]
    public void A_turn_that_a_wrong_clock_has_noted_too_far_away_is_forgotten()
    {
        var now = TimeProvider.System.GetUtcNow();
        var storage = new InMemoryStorage();
        var jobs = new RecurringJobManager(storage);
        RecurringJobs.Register(jobs);
        using var connection = storage.GetConnection();
        var all = connection.GetRecurringJobs().Count;
        connection.SetRangeInHash("recurring-job:inventory", new Dictionary<string, string>
        {
            ["NextExecution"] = JobHelper.SerializeDateTime(now.UtcDateTime.AddDays(3)),
        });
        Assert.Contains(connection.GetRecurringJobs(), job => job.NextExecution > now.UtcDateTime.AddDays(2));

        RecurringJobs.Rewind(jobs, storage, now);

        var planned = connection.GetRecurringJobs();
        Assert.Equal(all, planned.Count);
        Assert.All(planned, job => Assert.True(job.NextExecution <= now.UtcDateTime.AddMinutes(61), $"{job.Id}: {job.NextExecution}"));
    }
}
