using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

public sealed class RetentionTests : EngineTests
{
    [StoreFact]
    public async Task What_no_flag_keeps_goes_after_the_next_run()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(25));

        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        var backups = await PointsAsync(RestorePointKind.Backup);
        Assert.Equal([RestorePointState.Deleted, RestorePointState.Available], backups.Select(point => point.State));
        Assert.Equal("Daily ended 2026-03-11 10:50 UTC", backups[0].DeletedBecause);
        Assert.All(await PointsAsync(RestorePointKind.Copy), copy => Assert.Equal(RestorePointState.Available, copy.State));
    }

    [StoreFact]
    public async Task What_goes_is_recorded_with_the_reason_and_with_what_is_lost()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(25));

        await Portal.RunAsync(policy);

        var gone = (await PointsAsync(RestorePointKind.Backup))[0];
        var entry = await Portal.ReadAsync(db => db.Audit.SingleAsync(entry => entry.Action == AuditAction.DeleteRestorePoint));
        Assert.Equal(
            (Actor.Portal.Name, gone.Id, gone.Arn, gone.AwsAccount, "Daily ended 2026-03-11 10:50 UTC"),
            (entry.Actor, entry.SubjectId, entry.SubjectName, entry.AwsAccount, entry.Reason));
        Assert.Contains($"\"vaultArn\":\"{gone.VaultArn}\"", entry.Before, StringComparison.Ordinal);
        Assert.Null(entry.After);
    }

    [StoreFact]
    public async Task A_deletion_is_believed_only_when_AWS_no_longer_knows_the_point()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(25));

        await Portal.RunAsync(policy);

        // AWS has agreed and still lists the point.
        Assert.Equal(RestorePointState.Deleting, (await PointsAsync(RestorePointKind.Backup))[0].State);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(RestorePointState.Deleted, (await PointsAsync(RestorePointKind.Backup))[0].State);
    }

    [StoreFact]
    public async Task The_daily_pass_judges_policies_that_no_longer_run()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(1));
        await Portal.RunAsync(policy);

        await Portal.AdvanceAsync(Hours(42));
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(
            [RestorePointState.Deleted, RestorePointState.Available], (await PointsAsync(RestorePointKind.Backup))
                .Select(point => point.State));
        var passes = await Portal.ReadAsync(db => db.Sessions.Where(session => session.Type == SessionType.Retention).ToListAsync(Cancel));
        Assert.All(passes, pass => Assert.Equal((SessionState.Succeeded, 4), (pass.State, pass.Slot.Hour)));
    }

    [StoreFact]
    public async Task An_edit_governs_the_points_that_are_there()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(2));
        await EditAsync(policy, RetentionChange.AskFirst, 2);

        await Portal.AdvanceAsync(Hours(42));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(
            [RestorePointState.Available, RestorePointState.Available], (await PointsAsync(RestorePointKind.Backup))
                .Select(point => point.State));
    }

    [StoreFact]
    public async Task An_edit_for_new_points_leaves_the_others_what_they_were_made_with()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(2));
        await EditAsync(policy, RetentionChange.NewPoints, 2);

        await Portal.AdvanceAsync(Hours(23));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(
            [RestorePointState.Deleted, RestorePointState.Available], (await PointsAsync(RestorePointKind.Backup))
                .Select(point => point.State));
    }

    [StoreFact]
    public async Task A_held_point_stays_until_it_is_released()
    {
        var policy = await RunOnceAsync();
        var held = (await PointsAsync(RestorePointKind.Backup))[0];
        var commands = Portal.Get<RestorePointCommands>();
        await commands.HoldAsync(Actor.Portal, held.Id, "A court case.", null, Cancel);
        await Portal.AdvanceAsync(Hours(25));
        await Portal.RunAsync(policy);
        Assert.Equal(RestorePointState.Available, (await PointsAsync(RestorePointKind.Backup))[0].State);

        await commands.ReleaseAsync(Actor.Portal, held.Id, Cancel);
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(RestorePointState.Deleted, (await PointsAsync(RestorePointKind.Backup))[0].State);
        await Assert.ThrowsAsync<InvalidInputException>(() => commands.HoldAsync(Actor.Portal, held.Id, "Too late.", null, Cancel));
    }

    [StoreFact]
    public async Task Without_the_wish_to_keep_the_newest_point_a_chain_may_run_empty()
    {
        await RunOnceAsync(SomeDocument.Hourly().ByHand() with { KeepNewest = false });

        await Portal.AdvanceAsync(Hours(42));
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(RestorePointState.Deleted, Assert.Single(await PointsAsync(RestorePointKind.Backup)).State);
        Assert.Equal(RestorePointState.Available, Assert.Single(await PointsAsync(RestorePointKind.Copy)).State);
    }

    [StoreFact]
    public async Task A_chain_whose_newest_run_failed_is_frozen()
    {
        var policy = await RunOnceAsync(SomeDocument.Hourly().At(23));
        await Portal.AdvanceAsync(Hours(1));
        await Portal.RunAsync(policy);
        Portal.Aws.World(world => world.Roles.RemoveWhere(role => role.EndsWith("AWSBackupDefaultServiceRole", StringComparison.Ordinal)));
        await Portal.AdvanceAsync(Hours(1));
        Assert.Equal(SessionState.Failed, (await Portal.RunAsync(policy)).State);

        await Portal.AdvanceAsync(Hours(48));

        Assert.All(await PointsAsync(RestorePointKind.Backup), point => Assert.Equal(RestorePointState.Available, point.State));
    }

    [StoreFact]
    public async Task A_deletion_that_AWS_does_not_carry_out_is_a_failure_that_is_shown()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(25));
        await Portal.RunAsync(policy);
        var doomed = (await PointsAsync(RestorePointKind.Backup))[0];

        Portal.Aws.World(world => world.Points[doomed.Arn].Status = "EXPIRED");
        await Portal.LookAsync();

        var kept = (await PointsAsync(RestorePointKind.Backup))[0];
        Assert.Equal(RestorePointState.DeleteFailed, kept.State);
        Assert.Contains("lacks a permission", kept.DeletedBecause, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_deletion_that_AWS_does_not_end_in_a_day_has_failed()
    {
        var policy = await RunOnceAsync();
        await Portal.AdvanceAsync(Hours(25));
        Portal.Aws.Fault(
            """
            { "service": "backup", "operation": "DeleteRecoveryPoint", "action": "state", "parameters": { "state": "DELETING" } }
            """);
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(20));
        Assert.Equal(RestorePointState.Deleting, (await PointsAsync(RestorePointKind.Backup))[0].State);

        await Portal.AdvanceAsync(Hours(5));

        var kept = (await PointsAsync(RestorePointKind.Backup))[0];
        Assert.Contains("AWS has been deleting it since", kept.DeletedBecause, StringComparison.Ordinal);
        Assert.False(await Portal.ReadAsync(db => db.Sessions.AnyAsync(session => session.EndedAt == null, Cancel)));
    }

    private async Task<Policy> RunOnceAsync(PolicyDocument? document = null)
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(document ?? SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        return policy;
    }

    private Task<List<RestorePoint>> PointsAsync(RestorePointKind kind) => Portal.ReadAsync(db =>
        db.RestorePoints.AsNoTracking().Where(point => point.Kind == kind).OrderBy(point => point.CreatedAt).ToListAsync(Cancel));

    private Task EditAsync(Policy policy, RetentionChange change, int days) => Portal.Get<PolicyCommands>().ChangeAsync(
        Actor.Portal, policy.Id, SomeDocument.Hourly().ByHand().Keeping(days), null, new RetentionWish(change), Cancel);
}
