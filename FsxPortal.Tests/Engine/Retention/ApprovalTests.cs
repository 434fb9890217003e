using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>Deletions that time alone does not explain wait for a person where they are many.</summary>
public sealed class ApprovalTests : EngineTests
{
    private static PolicyDocument Document => SomeDocument.Hourly().WithoutCopies().ByHand();

    [StoreFact]
    public async Task An_edit_that_ends_much_of_the_fleet_waits_even_where_it_ends_little_of_each_chain()
    {
        var policy = await RunTwiceAsync(30);

        await EditAsync(policy, 1);
        await Portal.RunAsync(policy);

        Assert.Equal(ApprovalNeed.OfEach, (await StoredAsync()).Approval);
        Assert.DoesNotContain(await PointsAsync(), point => point.State != RestorePointState.Available);

        await Portal.Get<PolicyCommands>().ApproveDeletionsAsync(Actor.Portal, policy.Id, null, Cancel);
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(4, (await PointsAsync()).Count(point => point.State == RestorePointState.Deleted));
    }

    [StoreFact]
    public async Task An_edit_that_ends_nothing_yet_asks_only_where_a_chain_loses_much()
    {
        var policy = await RunTwiceAsync(30);

        await EditAsync(policy, 5);

        Assert.Equal(ApprovalNeed.OfMany, (await StoredAsync()).Approval);
    }

    [StoreFact]
    public async Task Points_that_a_sync_finds_over_already_wait_for_somebody()
    {
        await RunTwiceAsync(1);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(48));

        Assert.Equal(ApprovalNeed.OfEach, (await StoredAsync()).Approval);
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

        Assert.Equal(ApprovalNeed.None, (await StoredAsync()).Approval);
        Assert.Equal(4, (await PointsAsync()).Count(point => point.State == RestorePointState.Deleted));
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

    private Task EditAsync(Policy policy, int days) =>
        Portal.Get<PolicyCommands>().ChangeAsync(Actor.Portal, policy.Id, Document.Keeping(days), null, RetentionChange.AskFirst, Cancel);

    private Task<Policy> StoredAsync() => Portal.ReadAsync(db => db.Policies.AsNoTracking().SingleAsync(Cancel));

    private Task<List<RestorePoint>> PointsAsync() => Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().OrderBy(point => point.CreatedAt).ToListAsync(Cancel));
}
