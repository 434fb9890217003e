using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Ownership;

/// <summary>Gone is what AWS says so of, asked for that very point.</summary>
public sealed class GoneTests : EngineTests
{
    private const string BrokenOff =
        """{ "service": "backup", "operation": "ListRecoveryPointsByBackupVault", "action": "truncatePage", "parameters": { "dropToken": true } }""";

    [StoreFact]
    public async Task A_broken_off_listing_confirms_no_deletion()
    {
        await PrepareAsync(4);
        var dies = true;
        Portal.Passing = name =>
        {
            if (name == Checkpoints.DeletionDecided && dies)
            {
                dies = false;
                Portal.Aws.Fault(BrokenOff);
                Portal.Power.TurnOff();
            }
        };

        // The daily pass decides that all but the newest go.
        Portal.Aws.Advance(Hours(25));
        for (var look = 0; look < 8; look++)
        {
            await Portal.LookAsync();
        }

        // AWS was never asked to delete anything: what was decided is judged anew, and the listing is doubted.
        Assert.False(dies);
        Assert.Equal(0, await CountAsync(RestorePointState.Deleting));
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint");
        Assert.Equal(0, await CountAsync(RestorePointState.Deleted));
        Assert.NotEqual(SessionState.Failed, (await Portal.SyncAsync()).State);
        Assert.Equal(
            0, await CountAsync(RestorePointState.Deleted) + await CountAsync(RestorePointState.Missing)
                + await CountAsync(RestorePointState.Suspect));

        Portal.Aws.Mend();
        await Portal.AdvanceAsync(Hours(24));
        await Portal.AdvanceAsync(Hours(0.5));
        Assert.Equal(3, await CountAsync(RestorePointState.Deleted));
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
    }

    [StoreTheory]
    [InlineData(RestorePointState.Deleted)]
    [InlineData(RestorePointState.Missing)]
    public async Task What_the_database_holds_to_be_gone_and_AWS_shows_is_back(RestorePointState state)
    {
        await PrepareAsync(2);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteUpdateAsync(set => set
            .SetProperty(point => point.State, state).SetProperty(point => point.DeletedAt, Portal.Aws.GetUtcNow())
            .SetProperty(point => point.DeletedBecause, "over"), Cancel));

        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);

        Assert.All(
            await PointsAsync(), point =>
                Assert.Equal((RestorePointState.Available, null, null), (point.State, point.DeletedAt, point.DeletedBecause)));
        Assert.Equal("2 restore points seen, 0 adopted, 0 not found.", (await Portal.SyncAsync()).Reason);
    }

    [StoreFact]
    public async Task An_old_listing_brings_nothing_back_that_is_gone()
    {
        var policy = await PrepareAsync(1);
        await Portal.AdvanceAsync(Hours(25));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(1, await CountAsync(RestorePointState.Deleted));
        Portal.Aws.Fault(
            """{ "service": "backup", "operation": "ListRecoveryPointsByBackupVault", "action": "staleRead", "parameters": { "seconds": 7200 } }""");

        await Portal.SyncAsync();

        Assert.Equal(1, await CountAsync(RestorePointState.Deleted));
        Assert.Equal(0, await CountAsync(RestorePointState.Suspect));
    }

    [StoreFact]
    public async Task A_vault_that_AWS_does_not_show_keeps_no_other_from_being_read()
    {
        await PrepareAsync(1);
        var arn = await Portal.ReadAsync(db => db.FileSystems.Select(fileSystem => fileSystem.Arn).SingleAsync(Cancel));
        Portal.Aws.BackUp(arn, "Default");
        await Portal.AdvanceAsync(Hours(1));
        await Portal.SyncAsync();
        Portal.Aws.World(world => world.Vaults.Remove(AwsFixture.Vault));
        await Portal.AdvanceAsync(Hours(1));
        Portal.Aws.BackUp(arn, "Default");
        await Portal.AdvanceAsync(Hours(1));

        var sync = await Portal.SyncAsync();

        Assert.Equal(SessionState.Warning, sync.State);
        Assert.StartsWith("2 restore points seen, 1 adopted, 0 not found.", sync.Reason, StringComparison.Ordinal);
        Assert.Contains(
            await Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == sync.Id).Select(line => line.Text).ToListAsync(Cancel)),
            line => line.Contains("portal-vault", StringComparison.Ordinal));
        Assert.All(await PointsAsync(), point => Assert.Equal(RestorePointState.Available, point.State));
    }

    [StoreFact]
    public async Task A_point_of_which_AWS_says_too_little_waits_for_the_next_sync()
    {
        await PrepareAsync(1);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        Portal.Aws.Fault("""{ "service": "fsx", "operation": "DescribeBackups", "action": "emptyBody" }""");

        var sync = await Portal.SyncAsync();

        Assert.Equal(
            "1 restore points seen, 0 adopted, 0 not found. 1 are left for the next synchronisation: AWS has not said whose they are.",
            sync.Reason);
        Assert.Empty(await PointsAsync());
        Portal.Aws.Mend();
        Assert.Equal("1 restore points seen, 1 adopted, 0 not found.", (await Portal.SyncAsync()).Reason);
        Assert.Equal(RestorePointKind.Backup, Assert.Single(await PointsAsync()).Kind);
    }

    [StoreTheory]
    [InlineData("""{ "service": "fsx", "operation": "DescribeBackups", "action": "emptyBody" }""")]
    [InlineData("""{ "service": "fsx", "operation": "DescribeBackups", "action": "truncatePage", "parameters": { "dropToken": true } }""")]
    [InlineData(
        """{ "service": "fsx", "operation": "DescribeBackups", "action": "status", "parameters": { "code": 400, "error": "BackupNotFound" } }""")]
    [InlineData(
        """{ "service": "fsx", "operation": "DescribeBackups", "action": "status", "parameters": { "code": 400, "error": "AccessDeniedException" } }""")]
    public async Task What_AWS_does_not_tell_the_tags_of_is_left_out_this_time(string fault)
    {
        var policy = await PrepareAsync(2);
        await Portal.ReadAsync(db =>
            db.RestorePoints.ExecuteUpdateAsync(set => set.SetProperty(point => point.SessionId, (Guid?)null), Cancel));
        Portal.Aws.Fault(fault);
        await Portal.AdvanceAsync(Hours(25));
        await Portal.RunAsync(policy);
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint");
        Assert.All(
            await PointsAsync(), point => Assert.Equal((RestorePointState.Available, RestorePointKind.Backup), (point.State, point.Kind)));

        Portal.Aws.Mend();
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Equal(2, await CountAsync(RestorePointState.Deleted));
    }

    private async Task<Policy> PrepareAsync(int runs)
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand());
        for (var run = 0; run < runs; run++)
        {
            await Portal.RunAsync(policy);
        }

        await Portal.AdvanceAsync(Hours(0.1));
        return policy;
    }

    private Task<int> CountAsync(RestorePointState state) =>
        Portal.ReadAsync(db => db.RestorePoints.CountAsync(point => point.State == state, Cancel));

    private Task<List<RestorePoint>> PointsAsync() =>
        Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().OrderBy(point => point.CreatedAt).ToListAsync(Cancel));
}
