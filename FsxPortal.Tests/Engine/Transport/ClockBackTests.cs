using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Engine.Transport;

/// <summary>A clock that was ahead is set right: nothing waits for the instants that it has written.</summary>
public sealed class ClockBackTests : EngineTests
{
    private const string Lane = $"{AwsFixture.Account}/{AwsFixture.Home}";

    [StoreTheory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(72)]
    public async Task A_run_that_was_started_while_the_clock_was_ahead_goes_on_at_once(double hours)
    {
        await AddFileSystemsAsync([.. Enumerable.Range(1, 12).Select(number => $"fs{number}")]);
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        Portal.SetClock(Hours(hours));
        var id = await Portal.StartPolicyAsync(policy);

        Portal.SetClock(TimeSpan.Zero);

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        Assert.Equal(12, JobsStarted());
    }

    [StoreFact]
    public async Task A_lane_that_is_taken_while_the_clock_was_ahead_is_free_once_it_is_set_right()
    {
        Portal.SetClock(Hours(3));
        Assert.NotNull(await TakeAsync());

        Portal.SetClock(TimeSpan.Zero);

        Assert.NotNull(await TakeAsync());
    }

    [StoreFact]
    public async Task A_holder_whose_clock_was_set_back_does_not_believe_that_it_still_holds_its_lane()
    {
        var lease = await TakeAsync();
        Portal.Technical.Advance(LaneLeases.Term * 2);
        Portal.SetClock(Hours(-2));

        Assert.Throws<LeaseLostException>(() => Portal.Get<LaneLeases>().Demand(lease!));
    }

    [StoreFact]
    public async Task A_pause_that_was_noted_while_the_clock_was_ahead_is_over_when_it_is_set_right()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        Portal.Aws.Fault(
            """{ "service": "backup", "operation": "StartBackupJob", "action": "throttle" }""");
        Portal.SetClock(Hours(72));
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();
        Assert.NotNull(Assert.Single(await Portal.TasksAsync(id)).Backup.NotBefore);

        Portal.Aws.Mend();
        Portal.SetClock(TimeSpan.Zero);

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task A_job_that_began_while_the_clock_was_ahead_has_its_deadline_from_when_it_was_set_right()
    {
        await AddFileSystemsAsync("erp");
        Portal.Aws.Fault(
            """{ "service": "backup", "operation": "StartBackupJob", "action": "state", "parameters": { "state": "RUNNING" } }""");
        Portal.SetClock(TimeSpan.FromDays(60));
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.LookAsync();
        Portal.SetClock(TimeSpan.Zero);
        await Portal.LookAsync();

        await Portal.AdvanceAsync(TimeSpan.FromDays(10));

        Assert.Equal(SessionState.Failed, (await Portal.RunToEndAsync(id)).State);
        Assert.Contains("AWS has not ended the job", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
    }

    private async Task<LaneLease?> TakeAsync()
    {
        await using (var db = Portal.OpenDatabase())
        {
            await LaneLeases.WakeAsync(db, [Lane], Portal.Wall.GetUtcNow(), Cancel);
        }

        return await Portal.Get<LaneLeases>().TryTakeAsync(Lane, Cancel);
    }

    private int JobsStarted() => Portal.Aws.World(world => world.Jobs.Values.Count(job => job.Source is null));
}
