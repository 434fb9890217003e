using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class LeaseTests : EngineTests
{
    private const string Lane = $"{AwsFixture.Account}/{AwsFixture.Home}";

    [StoreFact]
    public async Task A_lane_that_is_handed_out_twenty_times_is_passed_once()
    {
        await StartAsync();
        var passes = 0;
        Portal.Passing = name => _ = name == Checkpoints.LaneTaken ? Interlocked.Increment(ref passes) : 0;

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Portal.Get<LaneDriver>().AdvanceAsync(Lane, Cancel), Cancel)));

        Assert.Equal(1, passes);
        Assert.Single(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task A_holder_that_was_overtaken_writes_nothing_and_asks_AWS_for_nothing()
    {
        var id = await StartAsync();
        Portal.Passing = name => Overtake(name == Checkpoints.LaneTaken);

        await Portal.Get<LaneDriver>().AdvanceAsync(Lane, Cancel);

        Assert.Contains(Portal.Log.All, line => line.Contains("was taken over by another node", StringComparison.Ordinal));
        Assert.Equal(TaskState.Pending, Assert.Single(await Portal.TasksAsync(id)).State);
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task A_holder_that_slept_between_its_intent_and_its_call_asks_AWS_for_nothing()
    {
        await StartAsync();
        Portal.Passing = name => Oversleep(name == Checkpoints.BackupIntended);

        await Portal.Get<LaneDriver>().AdvanceAsync(Lane, Cancel);

        Assert.Contains(Portal.Log.All, line => line.Contains("was taken over by another node", StringComparison.Ordinal));
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task A_lane_whose_holder_died_is_taken_over_when_its_lease_has_run_out()
    {
        await StartAsync();
        Assert.NotNull(await Portal.Get<LaneLeases>().TryTakeAsync(Lane, Cancel));

        Portal.Technical.Advance(LaneLeases.Term);
        Assert.DoesNotContain(Lane, await Portal.Get<LaneLeases>().DueAsync(Cancel));

        Portal.Technical.Advance(TimeSpan.FromTicks(1));
        Assert.Contains(Lane, await Portal.Get<LaneLeases>().DueAsync(Cancel));
    }

    [StoreFact]
    public async Task A_pass_that_takes_longer_than_its_lease_keeps_it()
    {
        var id = await StartAsync();
        Portal.Passing = name => Dawdle(name == Checkpoints.JobsObserved);

        await Portal.Get<LaneDriver>().AdvanceAsync(Lane, Cancel);

        Assert.Equal(TaskState.Running, Assert.Single(await Portal.TasksAsync(id)).State);
    }

    [StoreFact]
    public async Task A_pass_that_fails_unexpectedly_is_logged_and_made_again()
    {
        var id = await StartAsync();
        Portal.Passing = name => _ = name == Checkpoints.JobsObserved ? throw new InvalidOperationException("Out of coffee.") : name;

        await Portal.LookAsync();

        Assert.Contains(Portal.Log.All, line => line.Contains("Out of coffee.", StringComparison.Ordinal));
        Assert.Contains(
            "Out of coffee.",
            await Portal.ReadAsync(db => db.Lanes.Where(lane => lane.Key == Lane).Select(lane => lane.Trouble).SingleAsync(Cancel)),
            StringComparison.Ordinal);
        Portal.Passing = null;
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task A_portal_that_is_shut_down_gives_its_lanes_back_at_once()
    {
        await StartAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Portal.Passing = name => Stop(stopping, name == Checkpoints.LaneTaken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Portal.Get<LaneDriver>().AdvanceAsync(Lane, stopping.Token));

        Assert.Contains(Lane, await Portal.Get<LaneLeases>().DueAsync(Cancel));
    }

    private async Task<Guid> StartAsync()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.SettleAsync();
        return await Portal.StartPolicyAsync(policy);
    }

    private void Overtake(bool now)
    {
        if (now)
        {
            using var db = Portal.OpenDatabase();
            db.Database.ExecuteSql($"""UPDATE lane SET "Epoch" = "Epoch" + 1""");
        }
    }

    private void Oversleep(bool now)
    {
        Overtake(now);
        Portal.Technical.Advance(now ? LaneLeases.Term + TimeSpan.FromSeconds(1) : TimeSpan.Zero);
    }

    // Three terms pass in small steps, each of which leaves the renewal some real time where it is due. Time goes on in any case: the
    // next renewal may be waited for only after that.
    private void Dawdle(bool now)
    {
        for (var step = 0; now && step < 90; step++)
        {
            Portal.Technical.Advance(LaneLeases.Term / 30);
            SpinWait.SpinUntil(() => Left() > LaneLeases.Term / 2, TimeSpan.FromMilliseconds(300));
            Assert.True(Left() > TimeSpan.Zero, "The lease was not renewed.");
        }
    }

    private TimeSpan Left()
    {
        using var db = Portal.OpenDatabase();
        return db.Lanes.Single(lane => lane.Key == Lane).LeaseUntil - Portal.Technical.GetUtcNow();
    }

    private static void Stop(CancellationTokenSource stopping, bool now)
    {
        if (now)
        {
            stopping.Cancel();
        }
    }
}
