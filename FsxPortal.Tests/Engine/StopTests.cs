using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class StopTests : EngineTests
{
    [StoreFact]
    public async Task A_session_that_is_stopped_before_its_first_job_asks_AWS_for_nothing()
    {
        await AddFileSystemsAsync("erp", "hr");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));

        await StopAsync(id);

        var session = await Portal.RunToEndAsync(id);
        Assert.Equal((SessionState.Canceled, "Stopped by FsxPortal."), (session.State, session.Reason));
        Assert.All(await Portal.TasksAsync(id), task => Assert.Equal(TaskState.Canceled, task.State));
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task What_runs_when_a_session_is_stopped_is_recorded_and_the_rest_is_canceled()
    {
        await AddFileSystemsAsync("erp", "hr");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();

        await StopAsync(id);

        var session = await Portal.RunToEndAsync(id);
        Assert.Equal(SessionState.Canceled, session.State);
        var points = await Portal.ReadAsync(db => db.RestorePoints.ToListAsync(Cancel));
        Assert.Equal([RestorePointKind.Backup, RestorePointKind.Backup], points.Select(point => point.Kind));
        Assert.All(await Portal.TasksAsync(id), task =>
        {
            Assert.NotNull(task.RestorePointId);
            Assert.Equal((TaskState.Canceled, "The session was stopped before this copy started."), (task.State, task.Reason));
        });
    }

    [StoreFact]
    public async Task A_stopped_session_makes_no_further_attempt()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly() with { Retry = new() { Attempts = 3 } });
        Portal.Aws.World(world => world.Roles.RemoveWhere(role => role.EndsWith("AWSBackupDefaultServiceRole", StringComparison.Ordinal)));
        await Portal.AdvanceAsync(Hours(0.2));
        var session = await Portal.ReadAsync(db => db.Sessions.SingleAsync(session => session.Type == SessionType.Policy, Cancel));

        await StopAsync(session.Id);
        await Portal.RunToEndAsync(session.Id);

        Assert.Single(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    private Task StopAsync(Guid id) => Portal.Get<SessionCommands>().StopAsync(Actor.Portal, id, Cancel);
}
