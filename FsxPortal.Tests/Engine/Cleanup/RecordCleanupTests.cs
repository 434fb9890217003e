using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Cleanup;

public sealed class RecordCleanupTests : EngineTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(100);

    /// <inheritdoc/>
    protected override bool Remembers => false;

    [StoreFact]
    public async Task A_session_is_forgotten_with_its_tasks_log_and_requests_once_a_newer_one_says_how_things_stand()
    {
        var (policy, old) = await RunOnceAsync();
        await Portal.AdvanceAsync(Long);
        var newest = await Portal.RunAsync(policy);

        await CleanAsync();

        var sessions = await Portal.ReadAsync(db =>
            db.Sessions.Where(session => session.Type == SessionType.Policy).Select(session => session.Id).ToListAsync(Cancel));
        Assert.Equal([newest.Id], sessions);
        Assert.Empty(await Portal.TasksAsync(old.Id));
        Assert.Equal((0, 0, 2), await Portal.ReadAsync(async db => (
            await db.Log.CountAsync(line => line.SessionId == old.Id, Cancel),
            await db.RetentionRequests.CountAsync(request => request.SessionId == old.Id, Cancel),
            await db.Runs.CountAsync(Cancel))));
    }

    [StoreFact]
    public async Task A_request_that_was_decided_on_long_ago_is_forgotten_and_one_that_nobody_decided_on_is_not()
    {
        var (policy, _) = await RunOnceAsync();
        var (decided, open) = (Rows.Request(policy), Rows.Request(policy));
        decided.Decide(ApprovalState.Rejected, "Ann", Rows.Now.AddYears(-1), "No.");
        await using (var db = Portal.OpenDatabase())
        {
            db.Approvals.AddRange(decided, open);
            await db.SaveChangesAsync(Cancel);
        }

        await Portal.AdvanceAsync(Long);

        await CleanAsync();

        Assert.Equal([open.Id], await Portal.ReadAsync(db => db.Approvals.Select(request => request.Id).ToListAsync(Cancel)));
    }

    [StoreFact]
    public async Task What_is_younger_than_the_period_stays()
    {
        var (policy, old) = await RunOnceAsync();
        await Portal.AdvanceAsync(TimeSpan.FromDays(85));
        await Portal.RunAsync(policy);

        await CleanAsync();

        Assert.True(await IsKnownAsync(old.Id));
    }

    [StoreFact]
    public async Task The_last_run_of_a_file_system_stays_however_old_it_is()
    {
        var (policy, old) = await RunOnceAsync();
        await Portal.Get<PolicyCommands>().ChangeAsync(
            Actor.Portal, policy.Id, policy.Document with
            { Selection = new Selection { Exclude = [new SelectionRule { Tag = new TagMatch { Key = "Name", Value = "erp" } }] } },
                null, new RetentionWish(RetentionChange.AskFirst), Cancel);
        await Portal.AdvanceAsync(Long);
        await Portal.RunAsync(policy);

        await CleanAsync();

        Assert.True(await IsKnownAsync(old.Id));
    }

    [StoreFact]
    public async Task The_run_whose_flag_is_still_owed_stays()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly() with
        {
            Schedule = new Schedule
            {
                Daily = new DailyRule { Hours = [6], Retention = Some.Period("7 days") },
                Yearly = new YearlyRule
                {
                    Time = "06:00",
                    On = new MonthDay { DayOfMonth = 11 },
                    Month = 3,
                    Retention = Some.Period("7 years")
                },
            },
        });
        Portal.Aws.AdvanceTo(new DateTimeOffset(2026, 3, 11, 6, 0, 0, TimeSpan.Zero));
        await Portal.SettleAsync();
        var yearly = await Portal.ReadAsync(db => db.Sessions.AsNoTracking().SingleAsync(session => session.PolicyId == policy.Id, Cancel));
        await Portal.RunToEndAsync(yearly.Id);
        await Portal.AdvanceAsync(Long);
        await Portal.RunToEndAsync(
            await Portal.ReadAsync(db =>
                db.Sessions.Where(session => session.PolicyId == policy.Id && session.EndedAt == null).Select(session => session.Id)
                    .SingleAsync(Cancel)));

        await CleanAsync();

        Assert.True(await IsKnownAsync(yearly.Id));
    }

    [StoreFact]
    public async Task A_deleted_restore_point_stays_as_long_as_sessions_do_and_then_goes()
    {
        var (policy, _) = await RunOnceAsync();
        await Portal.AdvanceAsync(TimeSpan.FromDays(3));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        var deleted = await Portal.ReadAsync(db =>
            db.RestorePoints.Where(point => point.State == RestorePointState.Deleted).Select(point => point.Id).ToListAsync(Cancel));
        Assert.NotEmpty(deleted);

        await Portal.AdvanceAsync(TimeSpan.FromDays(80));
        await CleanAsync();
        Assert.Equal(deleted.Count, await CountAsync(deleted));

        await Portal.AdvanceAsync(TimeSpan.FromDays(20));
        await CleanAsync();
        Assert.Equal(0, await CountAsync(deleted));
    }

    [StoreFact]
    public async Task A_point_that_is_gone_and_was_held_stays_and_so_does_the_last_of_its_chain()
    {
        var document = SomeDocument.Hourly().ByHand().WithoutCopies();
        var (policy, _) = await RunOnceAsync(document);
        await Portal.RunAsync(policy);
        await Portal.RunAsync(policy);
        var points = await Portal.ReadAsync(db => db.RestorePoints.OrderBy(point => point.Sequence).ToListAsync(Cancel));
        await Portal.Get<RestorePointCommands>().HoldAsync(Actor.Portal, points[0].Id, "Audit", null, Cancel);
        points.ForEach(point => Portal.Aws.DeletePoint(point.Arn));
        await Portal.AdvanceAsync(Hours(1));
        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(25));
        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Long);

        await CleanAsync();

        Assert.Equal(
            [points[0].Id, points[2].Id],
            await Portal.ReadAsync(db => db.RestorePoints.OrderBy(point => point.Sequence).Select(point => point.Id).ToListAsync(Cancel)));
    }

    [StoreFact]
    public async Task The_newest_session_of_each_state_of_a_policy_stays_and_so_does_one_that_still_asks_for_a_judgement()
    {
        var (policy, asking) = await RunOnceAsync();
        var succeeded = await Portal.RunAsync(policy);
        Portal.Aws.Deny("backup:StartBackupJob");
        var failed = await Portal.RunAsync(policy);
        Portal.Aws.World(world => world.Access.Of($"arn:aws:iam::{AwsFixture.Account}:user/fsxportal")!.Remove("Denied"));
        await Portal.AdvanceAsync(Long);
        var newest = await Portal.RunAsync(policy);
        await Portal.ReadAsync(db => db.RetentionRequests.Where(request => request.SessionId == asking.Id)
            .ExecuteUpdateAsync(request => request.SetProperty(row => row.DoneAt, (DateTimeOffset?)null), Cancel));

        await CleanAsync();

        Assert.Equal(SessionState.Failed, failed.State);
        Assert.True(await IsKnownAsync(asking.Id));
        Assert.False(await IsKnownAsync(succeeded.Id));
        Assert.True(await IsKnownAsync(failed.Id));
        Assert.True(await IsKnownAsync(newest.Id));
        await Portal.ReadAsync(db => db.RetentionRequests.Where(request => request.DoneAt == null)
            .ExecuteUpdateAsync(request => request.SetProperty(row => row.DoneAt, (DateTimeOffset?)Portal.Aws.GetUtcNow()), Cancel));
    }

    [StoreFact]
    public async Task The_last_number_of_a_chain_is_never_given_again()
    {
        var (policy, _) = await RunOnceAsync();
        var points = await Portal.ReadAsync(db => db.RestorePoints.Select(point => point.Arn).ToListAsync(Cancel));
        points.ForEach(Portal.Aws.DeletePoint);
        await Portal.AdvanceAsync(Hours(1));
        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(25));
        await Portal.SyncAsync();
        Assert.All(
            await Portal.ReadAsync(db => db.RestorePoints.Select(point => point.State).ToListAsync(Cancel)), state =>
                Assert.Equal(RestorePointState.Missing, state));
        await Portal.AdvanceAsync(Long);

        await CleanAsync();
        await Portal.RunAsync(policy);

        Assert.Equal([0, 1], await Portal.ReadAsync(db => db.RestorePoints.Where(point => point.Kind == RestorePointKind.Backup)
            .OrderBy(point => point.Sequence).Select(point => point.Sequence).ToListAsync(Cancel)));
    }

    [StoreFact]
    public async Task A_restore_point_does_not_lead_to_a_session_that_is_forgotten()
    {
        var (policy, _) = await RunOnceAsync(SomeDocument.Hourly().ByHand().WithoutCopies().Keeping(730));
        await Portal.AdvanceAsync(Long);
        var newest = await Portal.RunAsync(policy);

        await CleanAsync();

        var page = await Portal.Get<ChainQuery>()
            .ListAsync(Scope.Everything, new RestorePointFilter { Kind = RestorePointKind.Backup }, new PageRequest(10, null), Cancel);
        Assert.Equal([newest.Id, null], page.Items.Select(point => point.SessionId));
    }

    private async Task<(Policy Policy, Session Session)> RunOnceAsync(PolicyDocument? document = null)
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(document ?? SomeDocument.Hourly().ByHand());
        return (policy, await Portal.RunAsync(policy));
    }

    private Task CleanAsync() => Portal.Get<RecordCleanup>().RunAsync(Cancel);

    private Task<bool> IsKnownAsync(Guid sessionId) =>
        Portal.ReadAsync(db => db.Sessions.AnyAsync(session => session.Id == sessionId, Cancel));

    private Task<int> CountAsync(List<Guid> points) =>
        Portal.ReadAsync(db => db.RestorePoints.CountAsync(point => points.Contains(point.Id), Cancel));
}
