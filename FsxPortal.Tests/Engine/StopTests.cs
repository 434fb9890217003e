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

        var session = await SessionAsync(id);
        Assert.Equal((SessionState.Canceled, "Stopped by FsxPortal."), (session.State, session.Reason));
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.All(await Portal.TasksAsync(id), task => Assert.Equal(TaskState.Canceled, task.State));
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task A_session_that_is_stopped_ends_at_once_and_what_runs_is_recorded()
    {
        await AddFileSystemsAsync("erp", "hr");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();

        await StopAsync(id);

        Assert.Equal(
            (SessionState.Canceled, "Stopped by FsxPortal. AWS still runs 2 jobs: what comes of it is recorded when it ends."),
            ((await SessionAsync(id)).State, (await SessionAsync(id)).Reason));
        await Portal.AdvanceAsync(Hours(2));
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
        await Portal.AdvanceAsync(Hours(0.5));

        Assert.Single(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task What_AWS_never_ends_holds_up_neither_the_neighbours_nor_the_policy()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies());
        Portal.Aws.Fault(
            """
            {
                "service": "backup", "operation": "StartBackupJob", "nth": 1, "action": "state", "parameters": { "state": "RUNNING" }
            }
            """);

        for (var hour = 0; hour < 4; hour++)
        {
            await Portal.AdvanceAsync(Hours(1));
            await Portal.AdvanceAsync(Hours(0.2));
        }

        var made = await PointsAsync();
        Assert.True(made.Count >= 3, string.Join(' ', made));
        Assert.Single(made.Distinct());
        var skipped = await Portal.ReadAsync(db =>
            db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Skipped).ToListAsync(Cancel));
        Assert.NotEmpty(skipped);
        Assert.All(skipped, task => Assert.Equal("The run of 2026-03-10 11:00 UTC was still going on.", task.Reason));
        await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel);
        Assert.All(await Portal.ReadAsync(db => db.Sessions.AsNoTracking().ToListAsync(Cancel)), session => Assert.False(session.IsOpen));
        await Portal.AdvanceAsync(TimeSpan.FromDays(9));
        Assert.All(await Portal.ReadAsync(db => db.Tasks.AsNoTracking().ToListAsync(Cancel)), task => Assert.False(task.IsOpen));
    }

    [StoreFact]
    public async Task An_account_that_is_removed_takes_what_goes_on_along()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.SettleAsync();
        await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel);
        var account = await Portal.ReadAsync(db => db.Accounts.Select(row => row.Id).SingleAsync(Cancel));

        await Portal.Get<AccountCommands>().RemoveAsync(Actor.Portal, account, null, Cancel);
        await Portal.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.All(await Portal.TasksAsync(id), task => Assert.Equal(TaskState.Canceled, task.State));
        await using var db = Portal.OpenDatabase();
        Assert.False(await db.Sessions.AnyAsync(session => session.EndedAt == null, Cancel));
        Assert.False(await db.RetentionRequests.AnyAsync(request => request.DoneAt == null, Cancel));
        Assert.False(await db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel));
    }

    [StoreFact]
    public async Task What_AWS_does_not_end_is_let_go_and_the_next_run_begins_anew()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand());
        Portal.Aws.Fault(
            """
            {
                "service": "backup", "operation": "StartBackupJob", "nth": 1, "action": "state", "parameters": { "state": "RUNNING" }
            }
            """);
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.SettleAsync();
        var task = Assert.Single(await Portal.TasksAsync(id)).Id;
        var early = await Assert.ThrowsAsync<InvalidInputException>(() => LetGoAsync(id, task));
        Assert.Contains("Stop the session first", early.Message, StringComparison.Ordinal);

        await StopAsync(id);
        await LetGoAsync(id, task);

        Assert.Equal(
            (TaskState.Canceled, "Let go by FsxPortal. If AWS still makes a restore point of it, the next synchronisation finds it."),
            ((await Portal.TasksAsync(id))[0].State, (await Portal.TasksAsync(id))[0].Reason));
        await Assert.ThrowsAsync<InvalidInputException>(() => LetGoAsync(id, task));
        await Assert.ThrowsAsync<NotFoundException>(() => LetGoAsync(task, task));
        Portal.Aws.Advance(TimeSpan.FromMinutes(1));
        Portal.Aws.World(world => world.Jobs.Values.Select(job => job.Resource.BusyWith = null).ToList());
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
    }

    [StoreFact]
    public async Task What_is_overdue_is_let_go_without_a_stop_and_its_session_ends()
    {
        await AddFileSystemsAsync("erp", "hr");
        Portal.Aws.Fault(
            """
            {
                "service": "backup", "operation": "StartBackupJob", "nth": 1, "action": "state", "parameters": { "state": "RUNNING" }
            }
            """);
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand()));
        await Portal.SettleAsync();
        await Portal.AdvanceAsync(Hours(25));

        await LetGoAsync(id, Assert.Single(await Portal.TasksAsync(id), task => task.IsOpen).Id);
        await Portal.SettleAsync();

        Assert.False((await SessionAsync(id)).IsOpen);
        Assert.Contains(await Portal.TasksAsync(id), task => task.State == TaskState.Succeeded);
    }

    [StoreFact]
    public async Task What_is_left_of_an_account_that_is_no_more_ends_with_the_next_start()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.SettleAsync();

        // As versions did that left an account's lanes and sessions behind, or an inventory that noted lanes in the same moment.
        await Portal.ReadAsync(async db =>
        {
            await db.Policies.ExecuteDeleteAsync(Cancel);
            return await db.Accounts.ExecuteDeleteAsync(Cancel);
        });
        await Portal.RestartAsync();
        await Portal.AdvanceAsync(TimeSpan.FromDays(2));
        await Portal.RestartAsync();
        await Portal.SettleAsync();

        Assert.All(await Portal.TasksAsync(id), task => Assert.False(task.IsOpen));
        await using var db = Portal.OpenDatabase();
        Assert.False(await db.Sessions.AnyAsync(session => session.EndedAt == null, Cancel));
        Assert.False(await db.RetentionRequests.AnyAsync(request => request.DoneAt == null, Cancel));
        Assert.False(await db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel));
        Assert.Equal(2, await db.RestorePoints.CountAsync(point => point.State == RestorePointState.Available, Cancel));
    }

    [StoreFact]
    public async Task No_banner_stays_when_an_account_is_removed_and_the_portal_starts_again()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel);
        var account = await Portal.ReadAsync(db => db.Accounts.Select(row => row.Id).SingleAsync(Cancel));
        await Portal.Get<AccountCommands>().RemoveAsync(Actor.Portal, account, null, Cancel);

        for (var day = 0; day < 3; day++)
        {
            await Portal.RestartAsync();
            await Portal.AdvanceAsync(TimeSpan.FromDays(1));
        }

        await using var db = Portal.OpenDatabase();
        Assert.False(await db.Sessions.AnyAsync(session => session.EndedAt == null, Cancel));
        Assert.False(await db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel));
    }

    private Task LetGoAsync(Guid session, Guid task) => Portal.Get<TaskCommands>().LetGoAsync(Actor.Portal, session, task, Cancel);

    private Task<Session> SessionAsync(Guid id) =>
        Portal.ReadAsync(db => db.Sessions.AsNoTracking().SingleAsync(row => row.Id == id, Cancel));

    private Task<List<string>> PointsAsync() => Portal.ReadAsync(db => db.RestorePoints
        .Join(db.FileSystems, point => point.FileSystemId, row => row.Id, (point, row) => row.Name).ToListAsync(Cancel));

    private Task StopAsync(Guid id) => Portal.Get<SessionCommands>().StopAsync(Actor.Portal, id, Cancel);
}
