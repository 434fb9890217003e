using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Emulator.Services;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

/// <summary>Recovery points in a vault of one account whose file systems are another account's.</summary>
public sealed class OthersPointTests : EngineTests
{
    private const string Other = "444455556666";
    private const string TheirId = "fs-0000000000000000f";

    [StoreFact]
    public async Task A_point_of_another_registered_accounts_file_system_belongs_to_that_file_system()
    {
        var (owner, policy) = (await RegisterAsync(), await PrepareAsync());
        AddTheirs();
        Portal.Aws.BackUp(await ArnOfAsync("erp"));
        await Portal.AdvanceAsync(Hours(1));
        AddPointOfTheirs();

        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        AddPointOfTheirs();
        Assert.Equal("5 restore points seen, 1 adopted, 0 not found.", (await Portal.SyncAsync()).Reason);

        var theirs = await TheirsAsync();
        Assert.Equal((owner, Other, null), (theirs.AccountId, theirs.AwsAccount, theirs.GoneAt));
        Assert.All(
            await PointsOfTheirsAsync(2), point =>
                Assert.Equal((RestorePointKind.Manual, AwsFixture.Account, null), (point.Kind, point.AwsAccount, point.PolicyId)));
    }

    [StoreFact]
    public async Task What_its_owner_no_longer_has_lives_on_as_the_owners()
    {
        var owner = await RegisterAsync();
        AddTheirs();
        AddPointOfTheirs();
        Portal.Aws.World(world => world.Resources.Remove(world.Resources.Keys.Single()));

        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);

        var theirs = await TheirsAsync();
        Assert.Equal((owner, true), (theirs.AccountId, theirs.GoneAt is not null));
        await PointsOfTheirsAsync(1);
    }

    [StoreFact]
    public async Task While_AWS_refuses_its_owner_the_point_is_left_and_everything_else_goes_on()
    {
        await PrepareAsync();
        await RegisterAsync();
        await Portal.ReadAsync(db => db.Accounts.Where(row => row.AwsAccountId == Other)
            .ExecuteUpdateAsync(row => row.SetProperty(known => known.RoleArn, (string?)null), Cancel));
        AddTheirs();
        Portal.Aws.BackUp(await ArnOfAsync("erp"));
        await Portal.AdvanceAsync(Hours(1));
        AddPointOfTheirs();

        Assert.Contains("1 adopted", (await Portal.SyncAsync()).Reason, StringComparison.Ordinal);

        Assert.False(await Portal.ReadAsync(db => db.FileSystems.AnyAsync(row => row.AwsAccount == Other, Cancel)));
    }

    [StoreFact]
    public async Task Of_an_account_that_is_not_registered_later_points_join_the_earlier_ones()
    {
        AddTheirs();
        AddPointOfTheirs();
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        AddPointOfTheirs();
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);

        await PointsOfTheirsAsync(2);
    }

    private Task<Guid> RegisterAsync() => Portal.Get<AccountCommands>().CreateAsync(
        Actor.Portal, "Other", Other, $"arn:aws:iam::{Other}:role/FsxPortal", [AwsFixture.Home], Cancel);

    private async Task<Core.Domain.Policies.Policy> PrepareAsync()
    {
        await AddFileSystemsAsync("erp");
        return await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
    }

    private void AddTheirs() => Portal.Aws.World(world =>
    {
        var spec = new FileSystemSpec { Tags = { ["Name"] = "theirs" }, CreatedAt = AwsFixture.Begin };
        var theirs = FileSystemShapes.FileSystem(TheirId, Other, AwsFixture.Home, "WINDOWS", spec);
        world.Resources.Add(theirs.Arn, theirs);
        return true;
    });

    private void AddPointOfTheirs() => Portal.Aws.World(world =>
    {
        var (number, at) = (world.NextNumber(), Portal.Aws.GetUtcNow());
        world.Add(new EmulatedPoint(
            number, $"arn:aws:fsx:{AwsFixture.Home}:{AwsFixture.Account}:backup/backup-{number:x17}",
            world.VaultOf(AwsFixture.Account, AwsFixture.Home, "portal-vault")!,
            world.Resources.Values.Single(resource => resource.Account == Other), at)
        {
            CompletedAt = at,
        });
        return true;
    });

    private Task<string> ArnOfAsync(string name) =>
        Portal.ReadAsync(db => db.FileSystems.Where(row => row.Name == name).Select(row => row.Arn).SingleAsync(Cancel));

    private Task<FileSystem> TheirsAsync() =>
        Portal.ReadAsync(db => db.FileSystems.AsNoTracking().SingleAsync(row => row.AwsAccount == Other, Cancel));

    private async Task<List<RestorePoint>> PointsOfTheirsAsync(int count)
    {
        var theirs = await TheirsAsync();
        var points = await Portal.ReadAsync(db =>
            db.RestorePoints.AsNoTracking().Where(point => point.FileSystemId == theirs.Id).ToListAsync(Cancel));
        Assert.Equal(count, points.Count);
        return points;
    }
}
