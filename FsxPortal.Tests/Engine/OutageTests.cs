using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class OutageTests : EngineTests
{
    [StoreFact]
    public async Task While_AWS_cannot_be_reached_the_lane_says_so_and_goes_on_when_it_is_back()
    {
        await AddFileSystemsAsync("erp", "hr");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();

        await Portal.Aws.StopAsync();
        await Portal.LookAsync();

        Assert.StartsWith("AWS could not be reached to list backup jobs", await TroubleAsync(), StringComparison.Ordinal);
        Assert.Contains(Portal.Log.All, line => line.Contains("AWS could not be reached", StringComparison.Ordinal));
        Assert.All(await Portal.TasksAsync(id), task => Assert.Equal(TaskState.Running, task.State));

        await Portal.Aws.StartAgainAsync(Cancel);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        Assert.Null(await TroubleAsync());
    }

    [StoreFact]
    public async Task Backups_asked_for_while_AWS_cannot_be_reached_are_started_once_when_it_is_back()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.Aws.StopAsync();
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();
        await Portal.LookAsync();

        await Portal.Aws.StartAgainAsync(Cancel);

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        Assert.Equal(2, Portal.Aws.Journal.Count(entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal)));
    }

    [StoreFact]
    public async Task A_schedule_goes_on_while_AWS_cannot_be_reached()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.Advance(Hours(0.2));
        await Portal.Aws.StopAsync();

        await Portal.LookAsync();

        var session = await Portal.ReadAsync(db => db.Sessions.SingleAsync(session => session.Type == SessionType.Policy, Cancel));
        Assert.Equal(SessionState.Running, session.State);
        await Portal.Aws.StartAgainAsync(Cancel);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(session.Id)).State);
    }

    [StoreFact]
    public async Task What_AWS_did_not_answer_for_a_day_has_failed_and_the_next_run_is_as_good_as_ever()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.Aws.StopAsync();
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();

        await PassAsync(TimeSpan.FromMinutes(10));
        var waiting = Assert.Single(await Portal.TasksAsync(id));
        Assert.True(waiting.IsOpen);
        Assert.StartsWith("AWS could not be reached", waiting.Reason, StringComparison.Ordinal);
        await PassAsync(TimeSpan.FromHours(24));

        Assert.Equal(SessionState.Failed, (await Portal.SessionAsync(id)).State);
        var task = Assert.Single(await Portal.TasksAsync(id));
        Assert.StartsWith("AWS has not said since", task.Reason, StringComparison.Ordinal);
        await Portal.Aws.StartAgainAsync(Cancel);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        Assert.Single(Portal.Aws.Journal, entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task What_AWS_ran_before_it_was_away_for_good_is_waited_for_until_its_deadline()
    {
        await AddFileSystemsAsync("erp");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();
        await Portal.Aws.StopAsync();
        await Portal.LookAsync();

        await PassAsync(TimeSpan.FromDays(8));
        Assert.True((await Portal.SessionAsync(id)).IsOpen);
        await PassAsync(TimeSpan.FromDays(1.5));

        Assert.Equal(SessionState.Failed, (await Portal.SessionAsync(id)).State);
        Assert.Contains("AWS has not ended the job", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
        await Portal.Aws.StartAgainAsync(Cancel);
        await Portal.SyncAsync();
        var found = await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(Cancel));
        Assert.Equal(RestorePointKind.Backup, found.Kind);
    }

    [StoreFact]
    public async Task A_chain_that_could_not_be_judged_for_a_day_keeps_everything_and_ends_its_session()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand().Keeping(1) with { KeepNewest = false });
        await Portal.RunAsync(policy);
        await Portal.Aws.StopAsync();
        await PassAsync(TimeSpan.FromDays(2));
        var id = await Portal.ReadAsync(db =>
            db.Sessions.Where(session => session.Type == SessionType.Retention && session.EndedAt == null).Select(session => session.Id)
                .SingleAsync(Cancel));
        Assert.True((await Portal.SessionAsync(id)).IsOpen);

        await PassAsync(TimeSpan.FromDays(1.1));

        var session = await Portal.SessionAsync(id);
        Assert.Equal((SessionState.Warning, "1 of 1 chains could not be judged."), (session.State, session.Reason));
        Assert.Equal(RestorePointState.Available, (await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(Cancel))).State);
        await Portal.Aws.StartAgainAsync(Cancel);
    }

    // Both clocks, as they do in life.
    private async Task PassAsync(TimeSpan time)
    {
        Portal.Aws.Advance(time);
        Portal.Technical.Advance(time);
        await Portal.LookAsync();
        await Portal.LookAsync();
    }

    private Task<string?> TroubleAsync() => Portal.ReadAsync(db =>
        db.Lanes.Where(lane => lane.Key == $"{AwsFixture.Account}/{AwsFixture.Home}").Select(lane => lane.Trouble).SingleAsync(Cancel));
}
