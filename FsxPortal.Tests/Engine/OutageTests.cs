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

    private Task<string?> TroubleAsync() => Portal.ReadAsync(db =>
        db.Lanes.Where(lane => lane.Key == $"{AwsFixture.Account}/{AwsFixture.Home}").Select(lane => lane.Trouble).SingleAsync(Cancel));
}
