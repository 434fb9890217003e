using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

/// <summary>What keeps the portal from deleting although no flag keeps the point.</summary>
public sealed class DoubtTests : EngineTests
{
    [StoreFact]
    public async Task A_point_whose_tags_name_another_policy_is_not_deleted()
    {
        var (policy, oldest) = await PrepareAsync();
        Portal.Aws.World(world => world.Points[oldest].Tags["fsxp.policy"] = Guid.Empty.ToString());

        var session = await Portal.RunAsync(policy);

        await AssertNothingDeletedAsync(session, "do not name the policy that made it", "is not deleted.");
        Assert.Equal(
            RestorePointKind.Backup,
            (await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(point => point.Arn == oldest, Cancel))).Kind);
    }

    [StoreFact]
    public async Task A_listing_that_lacks_a_point_of_the_chain_is_no_ground_to_delete_another()
    {
        var (policy, _) = await PrepareAsync();
        Portal.Aws.World(world => Hide(world, world.Points.Values.Last(point => point.Source is null)));

        var session = await Portal.RunAsync(policy);

        await AssertNothingDeletedAsync(session, "AWS did not list the restore point of");
    }

    [StoreFact]
    public async Task A_vault_that_AWS_does_not_show_is_left_alone_and_the_session_ends()
    {
        var (policy, _) = await PrepareAsync();
        var id = await Portal.StartPolicyAsync(policy);
        Portal.Aws.World(world => world.Vaults.Remove(AwsFixture.CopyVault));

        var session = await Portal.RunToEndAsync(id);

        Assert.Equal(SessionState.Warning, session.State);
        Assert.Equal(2, await Portal.ReadAsync(db => db.RestorePoints.CountAsync(
            point => point.Kind == RestorePointKind.Copy && point.State == RestorePointState.Available, Cancel)));
    }

    [StoreFact]
    public async Task A_point_that_is_being_read_is_spared()
    {
        var (policy, oldest) = await PrepareAsync();
        Portal.Aws.World(world => world.Points[oldest].Readers++);

        await Portal.RunAsync(policy);

        var spared = await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(point => point.Arn == oldest, Cancel));
        Assert.Equal((RestorePointState.Available, null), (spared.State, spared.DeletedBecause));
        Assert.Contains(Portal.Aws.Journal, entry => entry is { Operation: "DeleteRecoveryPoint", Status: 400 });
    }

    [StoreFact]
    public async Task A_clock_that_AWS_does_not_agree_with_deletes_nothing()
    {
        var (policy, _) = await PrepareAsync();
        Portal.Aws.Fault("""{ "service": "backup", "operation": "*", "action": "wrongDate", "parameters": { "seconds": 120 } }""");

        var session = await Portal.RunAsync(policy);

        await AssertNothingDeletedAsync(session, "The clock of this machine is 2 minutes behind that of AWS. Set it right.");
    }

    // Two runs, of which the first is outdated when the next one ends, after the daily pass.
    private async Task<(Policy Policy, string Oldest)> PrepareAsync()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(3));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(16));
        Portal.Aws.Advance(Hours(6));
        return (policy, Portal.Aws.World(world => world.Points.Values.First(point => point.Source is null).Arn));
    }

    private static bool Hide(AwsWorld world, EmulatedPoint point) =>
        point.Vault.Points.Remove(point.Number) && world.PointsOf[point.Resource.Arn].Remove(point.Number);

    private async Task AssertNothingDeletedAsync(Session session, string because, string told = "nothing was deleted")
    {
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint");
        Assert.Contains(
            await Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == session.Id).Select(line => line.Text).ToListAsync(Cancel)),
            line => line.Contains(told, StringComparison.Ordinal) && line.Contains(because, StringComparison.Ordinal));
    }
}
