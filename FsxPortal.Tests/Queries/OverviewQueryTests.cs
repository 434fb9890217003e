using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class OverviewQueryTests : QueryTests
{
    [StoreFact]
    public async Task Counts_the_fleet_and_names_what_needs_attention()
    {
        var (policy, good, bare) = (Rows.Policy(), Rows.FileSystem("good"), Rows.FileSystem("bare"));
        var elsewhere = Rows.FileSystem("elsewhere", region: "us-east-1");
        var gone = Rows.FileSystem("gone");
        gone.Miss(Rows.Now);
        await Database.AddAsync(
            policy, good, bare, elsewhere, gone, Rows.Point(good, Rows.Now.AddHours(-6)), Rows.Point(gone, Rows.Now.AddDays(-9)),
            Rows.Point(good, Rows.Now.AddHours(-6), RestorePointKind.Copy), Rows.FileSystem("scratch", FileSystemType.Lustre, "SCRATCH_1"));

        var view = await new OverviewQuery(new ScopedReads(Database), Clocks).ReadAsync(Scope.Everything, Cancel);

        Assert.Equal((1, 1, 1, 1), (view.Protected, view.AtRisk, view.Unprotected, view.Unsupported));
        Assert.Equal((3, 1, 1), (view.RestorePoints, view.Copies, view.Policies));
        Assert.Equal(["bare", "elsewhere"], view.Attention.Select(fileSystem => fileSystem.Name));
        Assert.Equal(new UpcomingRun(policy.Id, "Daily", Rows.Now.AddHours(6), 3), Assert.Single(view.Upcoming));
        Assert.Equal(Rows.Now, view.AsOf);
    }

    [StoreFact]
    public async Task Shows_what_runs_and_what_ran()
    {
        var policy = Rows.Policy();
        var (ended, open) = (Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Warning), Rows.Session(policy, Rows.Now));
        await Database.AddAsync(policy, ended, open);

        var view = await new OverviewQuery(new ScopedReads(Database), Clocks).ReadAsync(Scope.Everything, Cancel);
        var shown = Assert.Single((await new PolicyQuery(new ScopedReads(Database), Clocks)
            .ListAsync(Scope.Everything, new PolicyFilter(), new PageRequest(), Cancel)).Page.Items);

        Assert.Equal((open.Id, ended.Id), (Assert.Single(view.Running).Id, Assert.Single(view.Recent).Id));
        Assert.Equal((open.Id, ended.Id, SessionState.Warning), (shown.RunningSessionId, shown.LastSessionId, shown.LastState));
    }

    [StoreFact]
    public async Task Policies_come_by_priority_with_what_they_own()
    {
        var (gold, silver) = (Rows.Policy("Gold"), Rows.Policy("Silver", 2, enabled: false));
        await Database.AddAsync(silver, gold, Rows.FileSystem("ant"), Rows.FileSystem("bee"));
        var query = new PolicyQuery(new ScopedReads(Database), Clocks);

        var policies = (await query.ListAsync(Scope.Everything, new PolicyFilter(), new PageRequest(), Cancel)).Page.Items;

        Assert.Equal([("Gold", 2), ("Silver", 0)], policies.Select(policy => (policy.Name, policy.FileSystems)));
        Assert.Equal((Rows.Now.AddHours(6), null), (policies[0].NextRunAt, policies[1].NextRunAt));
        Assert.Equal("Silver", (await query.FindAsync(Scope.Everything, silver.Id, Cancel))?.Name);
        Assert.Null(await query.FindAsync(Scope.Everything, Rows.NewId(), Cancel));
    }

    [StoreFact]
    public async Task Accounts_and_vaults_are_listed()
    {
        var account = new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]);
        await Database.AddAsync(account, new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", true, "key", 12), Rows.Now));
        var query = new InventoryQuery(new ScopedReads(Database));

        Assert.Equal(
            ("Main", "eu-central-1"), (Assert.Single(await query.AccountsAsync(Scope.Everything, Cancel)).Name, account.Regions[0]));
        Assert.Equal(Rows.Account, (await query.AccountAsync(Scope.Everything, account.Id, Cancel))?.AwsAccount);
        var vault = Assert.Single(await query.VaultsAsync(Scope.Everything, Cancel));
        Assert.Equal(("portal-vault", "eu-central-1", true, 12L), (vault.Name, vault.Region, vault.Locked, vault.RestorePoints));
    }
}
