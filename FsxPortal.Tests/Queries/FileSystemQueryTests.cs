using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class FileSystemQueryTests : QueryTests
{
    private FileSystemQuery Query => new(new ScopedReads(Database), Clocks);

    [StoreFact]
    public async Task Shows_the_owner_and_who_had_to_leave_it()
    {
        var (owner, other, fileSystem) = (Rows.Policy("Gold"), Rows.Policy("Silver", 2), Rows.FileSystem("ant"));
        await Database.AddAsync(other, owner, fileSystem);

        var view = await Query.FindAsync(Scope.Everything, fileSystem.Id, Cancel);

        Assert.Equal(("Gold", owner.Id), (view?.PolicyName, view?.PolicyId));
        Assert.Equal(new SkipView(other.Id, "Silver", "Policy 'Gold' has the higher priority."), Assert.Single(view!.SkippedBy));
        Assert.Equal(new DateTimeOffset(2026, 3, 18, 18, 0, 0, TimeSpan.Zero), view.Protection.NextRunAt);
    }

    [StoreFact]
    public async Task Shows_counts_and_the_failure_of_the_newest_backup()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        var (old, newest) = (
            Rows.Session(policy, Rows.Now.AddDays(-1), SessionState.Succeeded),
            Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Failed));
        await Database.AddAsync(policy, fileSystem, old, newest,
            Rows.Point(fileSystem, Rows.Now.AddDays(-2)), Rows.Point(fileSystem, Rows.Now.AddDays(-1)),
                Rows.Point(fileSystem, Rows.Now.AddDays(-1), RestorePointKind.Copy),
            Rows.Task(old, fileSystem, TaskState.Succeeded), Rows.Task(newest, fileSystem, TaskState.Failed, "The quota is used up."));

        var protection = (await Query.FindAsync(Scope.Everything, fileSystem.Id, Cancel))!.Protection;

        Assert.Equal((ProtectionState.AtRisk, "The last backup failed: The quota is used up."), (protection.State, protection.Reason));
        Assert.Equal((3, 1, 3L << 30), (protection.RestorePoints, protection.Copies, protection.Bytes));
    }

    [StoreFact]
    public async Task A_canceled_run_does_not_hide_that_the_one_before_failed()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        var (failed, canceled) = (
            Rows.Session(policy, Rows.Now.AddDays(-1), SessionState.Failed),
            Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Canceled));
        await Database.AddAsync(policy, fileSystem, failed, canceled,
            Rows.Task(failed, fileSystem, TaskState.Failed, "no"), Rows.Task(canceled, fileSystem, TaskState.Canceled));

        Assert.Equal("The last backup failed: no", (await Query.FindAsync(Scope.Everything, fileSystem.Id, Cancel))?.Protection.Reason);
    }

    [StoreFact]
    public async Task A_missed_run_puts_at_risk()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        await Database.AddAsync(
            policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddHours(-18)),
            Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Missed));

        var protection = (await Query.FindAsync(Scope.Everything, fileSystem.Id, Cancel))!.Protection;

        Assert.Equal((ProtectionState.AtRisk, "The run of 2026-03-18 06:00 UTC was missed."), (protection.State, protection.Reason));
    }

    [StoreFact]
    public async Task Lines_say_the_same_as_the_views()
    {
        var owned = Rows.FileSystem("ant");
        await Database.AddAsync(
            Rows.Policy("Gold"), Rows.FileSystem("there", region: "us-east-1"), owned, Rows.Point(owned, Rows.Now.AddHours(-6)));

        var lines = await Query.LinesAsync(Scope.Everything, Cancel);

        var views = (await Query.ListAsync(Scope.Everything, new FileSystemFilter(), new PageRequest(), Cancel)).Items;
        Assert.Equal(
            views.Select(view =>
                (view.Id, view.PolicyName, view.Protection.State, view.Protection.LastBackupAt, view.Protection.NextRunAt,
                    view.Protection.RestorePoints)),
            lines.Select(line => (line.Id, line.PolicyName, line.State, line.LastBackupAt, line.NextRunAt, line.RestorePoints)));
        Assert.Equal(["Gold", null], lines.Select(line => line.PolicyName));
    }

    [StoreFact]
    public async Task Pages_by_name_even_where_the_state_is_filtered()
    {
        var policy = Rows.Policy();
        var scratch = Enumerable.Range(0, 5).Select(n => Rows.FileSystem($"lustre-{n}", FileSystemType.Lustre, "SCRATCH_2")).ToArray();
        var windows = Enumerable.Range(0, 5).Select(n => Rows.FileSystem($"m-{n}")).ToArray();
        await Database.AddAsync([policy, .. windows, .. scratch]);
        var filter = new FileSystemFilter(State: ProtectionState.AtRisk, PolicyId: policy.Id);

        var first = await Query.ListAsync(Scope.Everything, filter, new PageRequest(3), Cancel);
        var second = await Query.ListAsync(Scope.Everything, filter, new PageRequest(3, first.Next), Cancel);

        Assert.Equal(["m-0", "m-1", "m-2", "m-3", "m-4"], first.Items.Concat(second.Items).Select(view => view.Name));
        Assert.Equal((3, null), (first.Items.Count, second.Next));
    }

    [StoreTheory]
    [InlineData("PROD", "prod-a", "prod_b")]
    [InlineData("d_b", "prod_b")]
    [InlineData("%", "100%")]
    [InlineData("\\")]
    public async Task Search_takes_its_text_literally(string search, params string[] names)
    {
        await Database.AddAsync(Rows.FileSystem("prod-a"), Rows.FileSystem("prod_b"), Rows.FileSystem("100%"));

        var page = await Query.ListAsync(Scope.Everything, new FileSystemFilter(search), new PageRequest(), Cancel);

        Assert.Equal(names, page.Items.Select(view => view.Name));
    }

    [StoreFact]
    public async Task Finds_by_the_id_of_AWS_and_by_Region()
    {
        var (here, there) = (Rows.FileSystem("here"), Rows.FileSystem("there", region: "us-east-1"));
        await Database.AddAsync(here, there);

        var byId = await Query.ListAsync(Scope.Everything, new FileSystemFilter(here.AwsFileSystemId), new PageRequest(), Cancel);
        var byRegion = await Query.ListAsync(Scope.Everything, new FileSystemFilter(Region: "us-east-1"), new PageRequest(), Cancel);

        Assert.Equal(here.Id, Assert.Single(byId.Items).Id);
        Assert.Equal(there.Id, Assert.Single(byRegion.Items).Id);
    }
}
