using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>What ends sooner than was promised, and what a sync finds over, waits for a person who has seen it.</summary>
public sealed class ApprovalTests : EngineTests
{
    private static PolicyDocument Document => SomeDocument.Hourly().WithoutCopies().ByHand();

    [StoreFact]
    public async Task An_edit_that_shortens_waits_until_somebody_approves_what_was_shown()
    {
        var policy = await RunTwiceAsync(30);

        await EditAsync(policy, 1);
        await Portal.RunAsync(policy);

        Assert.True(await WaitsAsync());
        Assert.DoesNotContain(await PointsAsync(), point => point.State != RestorePointState.Available);
        var pending = await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel);
        Assert.Equal(4, pending.Deletions.Count);

        await ApproveAsync(policy, pending.Digest);
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.False(await WaitsAsync());
        Assert.Equal(4, (await PointsAsync()).Count(point => point.State == RestorePointState.Deleted));
    }

    [StoreFact]
    public async Task What_has_come_since_it_was_shown_is_not_approved()
    {
        var policy = await RunTwiceAsync(30);
        await EditAsync(policy, 1);
        var shown = await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel);

        await Portal.RunAsync(policy);
        await Assert.ThrowsAsync<ApprovalOutdatedException>(() => ApproveAsync(policy, shown.Digest));
        await Assert.ThrowsAsync<InvalidInputException>(() => ApproveAsync(policy, null));

        Assert.True(await WaitsAsync());
        Assert.NotEqual(shown.Digest, (await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel)).Digest);
    }

    [StoreFact]
    public async Task What_is_over_only_since_it_was_shown_is_not_approved()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(3) with { KeepNewest = false });
        await Portal.RunAsync(policy);
        Portal.Aws.Advance(Hours(48));
        await Portal.RunAsync(policy);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        Portal.Aws.Advance(Hours(26));
        await Portal.SyncAsync();
        var shown = await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel);
        Assert.Equal(2, shown.Deletions.Count);

        Portal.Aws.Advance(Hours(48));
        await Assert.ThrowsAsync<ApprovalOutdatedException>(() => ApproveAsync(policy, shown.Digest));

        Assert.True(await WaitsAsync());
        Assert.Equal(4, (await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel)).Deletions.Count);
    }

    [StoreFact]
    public async Task An_edit_saves_what_its_preview_has_shown_and_nothing_else()
    {
        var policy = await RunTwiceAsync(30);
        var shown = await Portal.Get<PolicyPreviews>()
            .ReadAsync(Scope.Everything, Document.Keeping(1), policy.Id, RetentionChange.Approved, Cancel);

        await Assert.ThrowsAsync<ApprovalOutdatedException>(() =>
            EditAsync(policy, 2, new RetentionWish(RetentionChange.Approved, shown.Digest)));
        await Assert.ThrowsAsync<InvalidInputException>(() => EditAsync(policy, 1, new RetentionWish(RetentionChange.Approved)));
        Assert.Equal(1, (await StoredAsync()).Version);

        await EditAsync(policy, 1, new RetentionWish(RetentionChange.Approved, shown.Digest));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(4, (await PointsAsync()).Count(point => point.State == RestorePointState.Deleted));
    }

    [StoreFact]
    public async Task Points_that_a_sync_finds_over_already_wait_for_somebody()
    {
        await RunTwiceAsync(1);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(48));

        Assert.True(await WaitsAsync());
        Assert.DoesNotContain(await PointsAsync(), point => point.State != RestorePointState.Available);
    }

    [StoreFact]
    public async Task Points_that_a_sync_finds_end_like_all_others()
    {
        var policy = await RunTwiceAsync(2);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(48));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.False(await WaitsAsync());
        Assert.Equal(4, (await PointsAsync()).Count(point => point.State == RestorePointState.Deleted));
    }

    [StoreFact]
    public async Task Few_points_that_a_sync_finds_over_wait_too_each_for_its_own_approval()
    {
        var policy = await RunTwiceAsync(1);
        var one = (await PointsAsync())[^1];
        await Portal.ReadAsync(db => db.RestorePoints.Where(point => point.Id == one.Id).ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(48));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(26));

        Assert.True(await WaitsAsync());
        Assert.Equal(one.Arn, Assert.Single(await PointsAsync(), point => point.AwaitsApproval).Arn);
        Assert.Contains(await PointsAsync(), point => point.State == RestorePointState.Deleted);
        var shown = await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel);
        Assert.Single(shown.Deletions, deletion => deletion.ByEdit);
        await ApproveAsync(policy, shown.Digest);
        await Portal.AdvanceAsync(Hours(26));
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(RestorePointState.Deleted, (await PointsAsync()).Single(point => point.Arn == one.Arn).State);
    }

    [StoreFact]
    public async Task What_waits_goes_on_waiting_when_its_policy_is_removed()
    {
        var policy = await RunTwiceAsync(1);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        await Portal.SyncAsync();

        await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel);
        await Portal.AdvanceAsync(Hours(48));

        Assert.DoesNotContain(await PointsAsync(), point => point.State != RestorePointState.Available);
    }

    [StoreFact]
    public async Task What_something_else_keeps_is_approved_with_the_rest_and_said_so()
    {
        var policy = await RunTwiceAsync(1);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        await Portal.SyncAsync();
        var held = (await PointsAsync())[0];
        await Portal.Get<RestorePointCommands>().HoldAsync(Actor.Portal, held.Id, "Audit", null, Cancel);

        var shown = await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel);

        var later = Assert.Single(shown.Later, later => later.RestorePointId == held.Id);
        Assert.StartsWith("Held", later.KeptBecause, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Deletions, deletion => deletion.RestorePointId == held.Id);
        await ApproveAsync(policy, shown.Digest);
        Assert.False(await WaitsAsync());
        Assert.DoesNotContain(await PointsAsync(), point => point.AwaitsApproval);
    }

    [StoreFact]
    public async Task What_was_gone_when_an_approval_was_given_comes_back_with_the_end_it_had()
    {
        var policy = await RunTwiceAsync(30);
        var lost = (await PointsAsync())[0];
        await Portal.ReadAsync(db => db.RestorePoints.Where(point => point.Id == lost.Id)
            .ExecuteUpdateAsync(change => change.SetProperty(point => point.State, RestorePointState.Missing), Cancel));
        await EditAsync(policy, 1);
        await ApproveAsync(policy, (await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel)).Digest);

        await Portal.SyncAsync();
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(48));

        Assert.Equal(RestorePointState.Available, (await PointsAsync()).Single(point => point.Id == lost.Id).State);
        Assert.Contains(await PointsAsync(), point => point.State == RestorePointState.Deleted);
        await Portal.AdvanceAsync(TimeSpan.FromDays(30));
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(RestorePointState.Deleted, (await PointsAsync()).Single(point => point.Id == lost.Id).State);
    }

    // Two points each of two file systems, more than a day old.
    private async Task<Policy> RunTwiceAsync(int days)
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(days));
        await Portal.RunAsync(policy);
        await Portal.RunAsync(policy);
        Portal.Aws.Advance(Hours(27));
        return policy;
    }

    private Task EditAsync(Policy policy, int days, RetentionWish? wish = null) => Portal.Get<PolicyCommands>().ChangeAsync(
        Actor.Portal, policy.Id, Document.Keeping(days), null, wish ?? RetentionWish.AskFirst, Cancel);

    private Task ApproveAsync(Policy policy, string? digest) =>
        Portal.Get<PolicyCommands>().ApproveDeletionsAsync(Actor.Portal, policy.Id, digest, null, Cancel);

    private async Task<bool> WaitsAsync() =>
        Assert.Single((await Portal.Get<PolicyQuery>()
            .ListAsync(Scope.Everything, new PolicyFilter(), new PageRequest(), Cancel)).Page.Items).AwaitsApproval;

    private Task<Policy> StoredAsync() => Portal.ReadAsync(db => db.Policies.AsNoTracking().SingleAsync(Cancel));

    private Task<List<RestorePoint>> PointsAsync() =>
        Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().OrderBy(point => point.CreatedAt).ToListAsync(Cancel));
}
