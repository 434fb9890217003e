using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class ChainQueryTests : QueryTests
{
    private ChainQuery Query => new(new ScopedReads(Database), Clocks);

    [StoreFact]
    public async Task Sorts_points_into_chains_oldest_first_without_the_deleted()
    {
        var fileSystem = Rows.FileSystem("ant");
        var (old, young, gone) = (
            Rows.Point(fileSystem, Rows.Now.AddDays(-2)), Rows.Point(fileSystem, Rows.Now.AddDays(-1)),
            Rows.Point(fileSystem, Rows.Now.AddDays(-20)));
        gone.ConfirmDeletion(Rows.Now);
        var (copy, manual) = (
            Rows.Point(fileSystem, Rows.Now.AddDays(-2), RestorePointKind.Copy), Rows.Point(fileSystem, Rows.Now, RestorePointKind.Manual));
        await Database.AddAsync(fileSystem, young, old, gone, copy, manual);

        var chains = await Query.ChainsAsync(Scope.Everything, fileSystem.Id, Cancel);

        Assert.Equal([old.Id, young.Id], Assert.Single(chains!.BackupChains).RestorePoints.Select(point => point.Id));
        Assert.Equal(("portal-copies", "eu-west-1"), (Assert.Single(chains.Copies).Vault, chains.Copies[0].Region));
        Assert.Equal(manual.Id, Assert.Single(chains.Manual).Id);
        Assert.Null(await Query.ChainsAsync(Scope.Everything, Rows.NewId(), Cancel));
    }

    [StoreFact]
    public async Task Says_how_long_a_point_is_kept_and_why()
    {
        var (policy, fileSystem) = (Rows.Policy(enabled: false), Rows.FileSystem("ant"));
        var (ended, live) = (Rows.Point(fileSystem, Rows.Now.AddDays(-15)), Rows.Point(fileSystem, Rows.Now.AddDays(-1)));
        await Database.AddAsync(policy, fileSystem, ended, live);

        var points = (await Query.ChainsAsync(Scope.Everything, fileSystem.Id, Cancel))!.BackupChains[0].RestorePoints;

        Assert.Equal(new FlagView("D", Rows.Now.AddDays(-1), true), Assert.Single(points[0].Retention));
        Assert.Empty(points[0].KeptBecause);
        Assert.Equal(["Daily until 2026-03-31 12:00 UTC", "Newest restore point of its chain"], points[1].KeptBecause);
        Assert.Equal((fileSystem.AwsFileSystemId, "D"), (points[1].AwsFileSystemId, Assert.Single(points[1].Flags)));
    }

    [StoreFact]
    public async Task The_newest_of_a_chain_is_known_from_a_page_that_lacks_it()
    {
        var fileSystem = Rows.FileSystem("ant");
        var (old, newest) = (Rows.Point(fileSystem, Rows.Now.AddDays(-20)), Rows.Point(fileSystem, Rows.Now.AddDays(-16)));
        await Database.AddAsync(fileSystem, old, newest);

        var page = await Query.ListAsync(Scope.Everything, new RestorePointFilter(), new PageRequest(1), Cancel);
        var rest = await Query.ListAsync(Scope.Everything, new RestorePointFilter(), new PageRequest(1, page.Next), Cancel);

        Assert.Equal(["Newest restore point of its chain"], page.Items[0].KeptBecause);
        Assert.Equal((old.Id, 0), (rest.Items[0].Id, rest.Items[0].KeptBecause.Count));
    }

    [StoreFact]
    public async Task A_policy_may_let_the_newest_go()
    {
        var (policy, fileSystem) = (Rows.Policy(enabled: false, keepNewest: false), Rows.FileSystem("ant"));
        var point = Rows.Point(fileSystem, Rows.Now.AddDays(-20), policy: policy);
        await Database.AddAsync(policy, fileSystem, point);

        Assert.Empty((await Query.FindAsync(Scope.Everything, point.Id, Cancel))!.KeptBecause);
    }

    [StoreFact]
    public async Task Filters_narrow_the_list()
    {
        var (policy, one, two) = (Rows.Policy(), Rows.FileSystem("ant"), Rows.FileSystem("bee"));
        var (backup, copy, other) = (
            Rows.Point(one, Rows.Now.AddDays(-3), policy: policy), Rows.Point(one, Rows.Now.AddDays(-2), RestorePointKind.Copy),
            Rows.Point(two, Rows.Now.AddDays(-1)));
        other.DecideDeletion("Daily ended", Rows.Now);
        await Database.AddAsync(policy, one, two, backup, copy, other);

        async Task<IEnumerable<Guid>> Ids(RestorePointFilter filter) =>
            (await Query.ListAsync(Scope.Everything, filter, new PageRequest(), Cancel)).Items.Select(point => point.Id);

        Assert.Equal([other.Id, copy.Id, backup.Id], await Ids(new RestorePointFilter()));
        Assert.Equal([copy.Id, backup.Id], await Ids(new RestorePointFilter(FileSystemId: one.Id)));
        Assert.Equal([backup.Id], await Ids(new RestorePointFilter(PolicyId: policy.Id)));
        Assert.Equal([copy.Id], await Ids(new RestorePointFilter(Kind: RestorePointKind.Copy)));
        Assert.Equal([other.Id], await Ids(new RestorePointFilter(State: RestorePointState.Deleting)));
        Assert.Equal([copy.Id], await Ids(new RestorePointFilter(From: Rows.Now.AddDays(-2), To: Rows.Now.AddDays(-1))));
    }
}
