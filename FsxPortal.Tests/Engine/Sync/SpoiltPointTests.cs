using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

/// <summary>What AWS calls expired or partial is shown as that, costs money, and protects nothing.</summary>
public sealed class SpoiltPointTests : EngineTests
{
    private static readonly string[] Good = ["Available"];

    [StoreTheory]
    [InlineData("EXPIRED", RestorePointState.Expired)]
    [InlineData("PARTIAL", RestorePointState.Partial)]
    [InlineData("STOPPED", RestorePointState.Partial)]
    public async Task A_sync_shows_what_AWS_calls_it_and_follows_when_AWS_thinks_again(string status, RestorePointState state)
    {
        await RunAsync();
        await Portal.SyncAsync();
        var row = await FileSystemAsync();
        Assert.Equal((ProtectionState.Protected, Portal.Aws.GetUtcNow()), (row.Protection.State, row.Protection.AsOf));

        Call(status);
        await Portal.SyncAsync();

        var point = Assert.Single(await PointsAsync());
        Assert.Equal((state, true), (point.State, point.StateBecause!.Contains(status, StringComparison.Ordinal)));
        row = await FileSystemAsync();
        Assert.Equal((ProtectionState.AtRisk, null, 1), (row.Protection.State, row.Protection.LastBackupAt, row.Protection.RestorePoints));
        Assert.Equal("AWS has restore points of it, but calls none of them good.", row.Protection.Reason);
        var attention = (await Portal.Get<OverviewQuery>().ReadAsync(Scope.Everything, Cancel)).Attention;
        Assert.Equal(SpoiltPoints.Sentence(state, 1), Assert.Single(attention, line => line.Points == state).Reason);
        var chains = await Portal.Get<ChainQuery>().ChainsAsync(Scope.Everything, row.Id, Cancel);
        var shown = Assert.Single(chains!.BackupChains[0].RestorePoints);
        Assert.Equal((state, null), (shown.State, shown.DeletedBecause));
        Assert.NotNull(shown.StateBecause);

        Call("COMPLETED");
        await Portal.SyncAsync();
        Assert.Equal((RestorePointState.Available, null), ((await PointsAsync())[0].State, (await PointsAsync())[0].StateBecause));
        Assert.Equal(ProtectionState.Protected, (await FileSystemAsync()).Protection.State);
    }

    [StoreTheory]
    [InlineData("EXPIRED", RestorePointState.Expired)]
    [InlineData("PARTIAL", RestorePointState.Partial)]
    public async Task One_that_the_portal_did_not_know_is_found_as_what_it_is(string status, RestorePointState state)
    {
        await RunAsync();
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        Call(status);

        await Portal.SyncAsync();

        var point = Assert.Single(await PointsAsync());
        Assert.Equal((state, RestorePointKind.Backup, true), (point.State, point.Kind, point.PolicyId is not null));
        Call("COMPLETED");
        await Portal.SyncAsync();
    }

    [StoreTheory]
    [InlineData(JobKind.Backup, SessionState.Failed, "PARTIAL", RestorePointState.Partial)]
    [InlineData(JobKind.Copy, SessionState.Warning, "PARTIAL", RestorePointState.Partial)]
    [InlineData(JobKind.Copy, SessionState.Warning, "EXPIRED", RestorePointState.Expired)]
    public async Task A_complete_job_whose_restore_point_is_no_good_has_failed_and_the_point_is_known(
        JobKind kind, SessionState end, string status, RestorePointState state)
    {
        await AddFileSystemsAsync("erp");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        for (var minute = 0; minute < 200 && !IsMade(kind); minute++)
        {
            await Portal.SettleAsync();
            Portal.Aws.Advance(TimeSpan.FromMinutes(1));
        }

        Call(status, kind);
        var session = await Portal.RunToEndAsync(id);

        Assert.Equal(end, session.State);
        Assert.Contains($"AWS calls it {status}", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
        var point = Assert.Single(await PointsAsync(), point => point.Kind == (kind == JobKind.Copy ? RestorePointKind.Copy : 0));
        Assert.Equal((state, id), (point.State, point.SessionId));
        var protection = (await FileSystemAsync()).Protection;
        Assert.Null(kind == JobKind.Copy ? protection.LastCopyAt : protection.LastBackupAt);
    }

    [StoreTheory]
    [InlineData("EXPIRED")]
    [InlineData("PARTIAL")]
    public async Task A_newer_one_that_is_no_good_lets_no_older_one_go_though_no_sync_has_seen_it(string status)
    {
        var policy = await RunAsync(isByHand: true);
        await Portal.AdvanceAsync(Hours(23));
        await Portal.RunAsync(policy);
        var newest = (await PointsAsync())[1];

        // The daily pass finds the older one over.
        Portal.Aws.World(world => world.Points[newest.Arn].Status = status);
        await Portal.AdvanceAsync(Hours(20));
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(Good, (await PointsAsync()).Take(1).Select(point => point.State.ToString()));
        Assert.True((await PointsAsync())[1].IsSpoilt);
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint");
    }

    [StoreFact]
    public async Task An_expired_one_goes_when_its_time_is_over_and_not_before()
    {
        var policy = await RunAsync(isByHand: true);
        var expired = Assert.Single(await PointsAsync());
        Call("EXPIRED");
        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(2));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(RestorePointState.Expired, (await PointsAsync())[0].State);

        await Portal.AdvanceAsync(Hours(24));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal((expired.Id, RestorePointState.Deleted), ((await PointsAsync())[0].Id, (await PointsAsync())[0].State));
    }

    [StoreFact]
    public async Task An_expired_one_cannot_be_held_for_AWS_deletes_it_when_it_can()
    {
        await RunAsync();
        Call("EXPIRED");
        await Portal.SyncAsync();

        var refused = await Assert.ThrowsAsync<InvalidInputException>(async () => await Portal.Get<RestorePointCommands>()
            .HoldAsync(Actor.Portal, Assert.Single(await PointsAsync()).Id, "Audit", null, Cancel));

        Assert.Contains("AWS wants it gone", Assert.Single(refused.Problems).Text, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task One_that_somebody_else_deletes_is_doubted_at_once_and_missing_when_it_is_gone()
    {
        await RunAsync();
        Portal.Aws.DeletePoint(Assert.Single(await PointsAsync()).Arn);

        await Portal.SyncAsync();
        var point = Assert.Single(await PointsAsync());
        Assert.Equal(
            (RestorePointState.Suspect, "AWS is deleting it, and the portal has not asked for that."), (point.State, point.StateBecause));
        Assert.Equal(ProtectionState.AtRisk, (await FileSystemAsync()).Protection.State);

        Portal.Aws.Advance(TimeSpan.FromMinutes(11));
        await Portal.SyncAsync();
        Assert.Equal(RestorePointState.Missing, Assert.Single(await PointsAsync()).State);
    }

    [StoreFact]
    public async Task As_of_when_the_vaults_are_known_is_the_last_listing_that_came_to_its_end()
    {
        await RunAsync();
        Assert.Null((await FileSystemAsync()).Protection.AsOf);
        await Portal.SyncAsync();
        var listed = Portal.Aws.GetUtcNow();

        Portal.Aws.Advance(Hours(5));
        Portal.Aws.Deny("backup:ListRecoveryPointsByBackupVault");
        await Portal.SyncAsync();

        Assert.Equal(listed, (await FileSystemAsync()).Protection.AsOf);
        Assert.Equal(listed, (await Portal.Get<OverviewQuery>().ReadAsync(Scope.Everything, Cancel)).ListedAt);
    }

    private async Task<Policy> RunAsync(bool isByHand = false)
    {
        await AddFileSystemsAsync("erp");
        var document = SomeDocument.Hourly().WithoutCopies();
        var policy = await Portal.AddPolicyAsync(isByHand ? document.ByHand() : document.At(23));
        await Portal.RunAsync(policy);
        return policy;
    }

    private bool IsMade(JobKind kind) => Portal.Aws.World(world =>
        world.Points.Values.Any(point => (point.Source is not null) == (kind == JobKind.Copy)));

    private void Call(string status, JobKind kind = JobKind.Backup) => Portal.Aws.World(world =>
        world.Points.Values.First(point => (point.Source is not null) == (kind == JobKind.Copy)).Status = status);

    private async Task<Core.Queries.Views.FileSystemView> FileSystemAsync() => (await Portal.Get<FileSystemQuery>().FindAsync(
        Scope.Everything, await Portal.ReadAsync(db => db.FileSystems.Select(row => row.Id).SingleAsync(Cancel)), Cancel))!;

    private Task<List<RestorePoint>> PointsAsync() =>
        Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().OrderBy(point => point.CreatedAt).ToListAsync(Cancel));
}
