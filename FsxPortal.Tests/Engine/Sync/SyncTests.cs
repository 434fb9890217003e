using System.Text.Json.Nodes;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

public sealed class SyncTests : EngineTests
{
    [StoreFact]
    public async Task A_backup_that_somebody_else_made_becomes_a_manual_one()
    {
        var arn = Portal.Aws.AddFileSystem("erp");
        Portal.Aws.Call("backup", "StartBackupJob", new JsonObject
        {
            ["BackupVaultName"] = "portal-vault",
            ["ResourceArn"] = arn,
            ["IamRoleArn"] = $"arn:aws:iam::{AwsFixture.Account}:role/service-role/AWSBackupDefaultServiceRole",
        });
        await Portal.ReadInventoryAsync();
        await Portal.AdvanceAsync(Hours(1));

        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(24 * 400));

        var point = Assert.Single(await PointsAsync());
        Assert.Equal(
            (RestorePointKind.Manual, RestorePointState.Available, null, null),
            (point.Kind, point.State, point.PolicyId, point.Incremental));
    }

    [StoreFact]
    public async Task Backups_that_AWS_makes_by_itself_are_none_of_the_portals()
    {
        Portal.Aws.AddFileSystem(
            "erp", configuration: new() { ["AutomaticBackupRetentionDays"] = 7, ["DailyAutomaticBackupStartTime"] = "20:00" });
        await Portal.ReadInventoryAsync();
        await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand()));
        await Portal.AdvanceAsync(Hours(48));
        Assert.Equal(2, Portal.Aws.World(world => world.Points.Values.Count(point => point.IsAutomatic)));

        var sync = await Portal.SyncAsync();

        Assert.Equal("1 restore points seen, 0 adopted, 0 not found.", sync.Reason);
        Assert.Equal(RestorePointKind.Backup, Assert.Single(await PointsAsync()).Kind);
    }

    [StoreFact]
    public async Task A_portal_that_lost_its_points_finds_them_again_in_the_vaults()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(1));
        await Portal.RunAsync(policy);
        var before = (await PointsAsync()).Select(Facts).ToList();
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);

        Assert.Equal(before, (await PointsAsync()).Select(Facts));
        var copies = await Portal.ReadAsync(db => db.RestorePoints.Where(point => point.Kind == RestorePointKind.Copy).ToListAsync(Cancel));
        Assert.All(copies, copy => Assert.NotNull(copy.SourceId));
    }

    [StoreFact]
    public async Task Those_who_ask_for_a_sync_in_the_same_moment_get_the_same_one()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Task.Run(() => Portal.Get<SessionCommands>().SyncAsync(Actor.Portal, Cancel), Cancel)));

        Assert.Single(asked.Distinct());
        Assert.Equal(1, await Portal.ReadAsync(db => db.Sessions.CountAsync(session => session.Type == SessionType.Sync, Cancel)));
    }

    [StoreFact]
    public async Task What_is_found_again_lasts_as_the_policy_asked_when_it_was_made()
    {
        await AddFileSystemsAsync("erp");
        var document = SomeDocument.Hourly().ByHand();
        var policy = await Portal.AddPolicyAsync(document.Keeping(60));
        await Portal.RunAsync(policy);
        var before = (await PointsAsync()).Select(point => (point.Kind, point.PolicyVersion, point.EndsAt)).ToList();
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        await Portal.Get<PolicyCommands>().ChangeAsync(
            Actor.Portal, policy.Id, document.Keeping(2), null, new RetentionWish(RetentionChange.NewPoints), Cancel);

        await Portal.SyncAsync();

        var after = (await PointsAsync()).Select(point => (point.Kind, point.PolicyVersion, point.EndsAt)).ToList();
        Assert.Equal(before, after);
        Assert.All(after, point => Assert.Equal(1L, point.PolicyVersion));
    }

    [StoreFact]
    public async Task A_second_sync_changes_nothing()
    {
        await AddFileSystemsAsync("erp");
        await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        await Portal.SyncAsync();
        var before = (await PointsAsync()).Select(point => (point.Id, Facts(point))).ToList();

        var second = await Portal.SyncAsync();

        Assert.Equal("2 restore points seen, 0 adopted, 0 not found.", second.Reason);
        Assert.Equal(before, (await PointsAsync()).Select(point => (point.Id, Facts(point))));
    }

    [StoreFact]
    public async Task A_point_deleted_outside_is_suspect_first_and_missing_when_a_later_sync_lacks_it_too()
    {
        await AddFileSystemsAsync("erp");
        await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand()));
        Portal.Aws.DeletePoint(Assert.Single(await PointsAsync()).Arn);
        await Portal.AdvanceAsync(Hours(0.1));

        await Portal.SyncAsync();
        Assert.Equal(RestorePointState.Suspect, Assert.Single(await PointsAsync()).State);
        await Portal.SyncAsync();
        Assert.Equal(RestorePointState.Suspect, Assert.Single(await PointsAsync()).State);

        await Portal.AdvanceAsync(Hours(0.2));
        await Portal.SyncAsync();
        Assert.Equal(RestorePointState.Missing, Assert.Single(await PointsAsync()).State);
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint");
    }

    [StoreFact]
    public async Task A_sync_in_the_middle_of_a_run_leaves_each_point_to_its_task()
    {
        await AddFileSystemsAsync("erp", "hr");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();
        Portal.Aws.Advance(Hours(0.5));
        await Portal.SyncAsync();

        var session = await Portal.RunToEndAsync(id);

        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.Equal(4, (await PointsAsync()).Count(point => point.SessionId == id && point.Flags != 0));
    }

    private static object Facts(RestorePoint point) => (
        point.Arn, point.Kind, point.State, point.FileSystemId, point.PolicyId, point.Slot, point.Flags, point.Sequence, point.Incremental,
        point.SizeBytes, point.CreatedAt);

    private Task<List<RestorePoint>> PointsAsync() => Portal.ReadAsync(db =>
        db.RestorePoints.AsNoTracking().OrderBy(point => point.Kind).ThenBy(point => point.Arn).ToListAsync(Cancel));
}
