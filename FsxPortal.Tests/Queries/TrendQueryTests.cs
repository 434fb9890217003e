using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Trends;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class TrendQueryTests : QueryTests
{
    [StoreFact]
    public async Task Runs_of_a_month_are_counted_by_quarters_of_an_hour()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(
            policy,
            Rows.Session(policy, Rows.Now.AddHours(-1), SessionState.Succeeded),
            Rows.Session(policy, Rows.Now.AddHours(-1).AddMinutes(14), SessionState.Failed),
            Rows.Session(policy, Rows.Now.AddHours(-1).AddMinutes(15), SessionState.Warning),
            Rows.Session(policy, Rows.Now.AddDays(-31), SessionState.Missed),
            Rows.Session(policy, Rows.Now.AddDays(-33), SessionState.Failed),
            Rows.Session(policy, Rows.Now));

        var trend = await ReadAsync();

        Assert.Equal(
            [new RunBar(Rows.Now.AddDays(-31), 0, 0, 0, 1), new RunBar(Rows.Now.AddHours(-1), 1, 0, 1, 0),
                new RunBar(Rows.Now.AddMinutes(-45), 0, 1, 0, 0)], trend.Runs);
    }

    [StoreFact]
    public async Task Restore_points_are_summed_by_kind_and_Region()
    {
        var (policy, fileSystem) = (Rows.Policy(copies: true), Rows.FileSystem("ant"));
        await Database.AddAsync(
            policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-1), policy: policy),
            Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy),
            Rows.Point(fileSystem, Rows.Now.AddDays(-1), RestorePointKind.Copy, policy));

        Assert.Equal(
            [new StorageView(RestorePointKind.Backup, "eu-central-1", 2, 2L << 30),
                new StorageView(RestorePointKind.Copy, "eu-west-1", 1, 1L << 30)],
            (await ReadAsync()).Storage);
    }

    [StoreFact]
    public async Task Copies_are_held_against_what_their_policy_asks_for()
    {
        var (policy, ant, bee, cat) = (
            Rows.Policy(copies: true), Rows.FileSystem("ant"), Rows.FileSystem("bee"),
            Rows.FileSystem("cat", FileSystemType.Lustre, "SCRATCH_2"));
        await Database.AddAsync(
            policy, ant, bee, cat,
            Rows.Point(ant, Rows.Now.Date.AddDays(-1).AddHours(18), RestorePointKind.Copy, policy),
            Rows.Point(bee, Rows.Now.Date.AddDays(-4).AddHours(18), RestorePointKind.Copy, policy));

        Assert.Equal([new CopyTargetView("eu-west-1", 1, 1)], (await ReadAsync()).Copies);
    }

    [StoreTheory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task A_chain_that_runs_empty_is_told_a_week_before(bool keepNewest, bool enabled, bool isTold)
    {
        var (policy, fileSystem) = (Rows.Policy(enabled: enabled, keepNewest: keepNewest), Rows.FileSystem("ant"));
        await Database.AddAsync(policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-8), policy: policy));

        var told = (await ReadAsync()).Emptying;

        Assert.Equal(isTold ? [("ant", 6)] : [], told.Select(row => (row.Name, (int)(row.LastEndsAt - Rows.Now).TotalDays)));
    }

    [StoreFact]
    public async Task A_new_portal_has_three_steps_before_it()
    {
        Assert.Equal(new FirstStepsView(false, false, false), (await ReadAsync()).FirstSteps);

        var policy = Rows.Policy();
        await Database.AddAsync(policy, Rows.Session(policy, Rows.Now.AddDays(-90), SessionState.Succeeded));

        Assert.Equal(new FirstStepsView(false, true, true), (await ReadAsync()).FirstSteps);
    }

    private async Task<TrendView> ReadAsync()
    {
        using var query = new TrendQuery(new ScopedReads(Database), Clocks);
        return await query.ReadAsync(Scope.Everything, Cancel);
    }
}
