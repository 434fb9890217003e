using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>An end that was shown once holds, whatever becomes of the policy and of the file system.</summary>
public sealed class PromiseTests : EngineTests
{
    private static readonly PolicyDocument Document = SomeDocument.Hourly().WithoutCopies().At(11);

    [StoreTheory]
    [InlineData("exclude")]
    [InlineData("remove")]
    [InlineData("disable")]
    [InlineData("move")]
    [InlineData("shorten")]
    [InlineData("shorten and exclude")]
    [InlineData("zone")]
    public async Task A_longer_retention_stays_promised(string event1)
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(2));
        await RunDaysAsync(3);
        await EditAsync(policy, Document.Keeping(60));
        await RunDaysAsync(1);
        var shown = await ShownAsync();

        await HappenAsync(policy, event1);
        await Portal.AdvanceAsync(TimeSpan.FromDays(4));

        Assert.NotEmpty(shown);
        await AssertKeptAsync(shown);
    }

    [StoreFact]
    public async Task What_was_kept_from_one_edit_is_kept_from_the_next_that_is_about_something_else()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Rules(60, 14));
        await RunDaysAsync(3);
        await EditAsync(policy, Rules(2, 14), RetentionChange.NewPoints);
        var shown = await ShownAsync();

        await EditAsync(policy, Rules(2, 30));
        await RunDaysAsync(4);

        await AssertKeptAsync(shown);
    }

    [StoreFact]
    public async Task A_file_system_that_vanishes_and_returns_keeps_its_ends()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(2));
        await RunDaysAsync(2);
        await EditAsync(policy, Document.Keeping(60));
        var shown = await ShownAsync();
        var arn = await Portal.ReadAsync(db => db.FileSystems.Select(row => row.Arn).SingleAsync(Cancel));
        var resource = Portal.Aws.World(world =>
        {
            world.Resources.Remove(arn, out var gone);
            return gone!;
        });

        await Portal.ReadInventoryAsync();
        await Portal.AdvanceAsync(TimeSpan.FromDays(4));
        await EditAsync(policy, Document.Keeping(90));
        await AssertKeptAsync(shown, isSame: true);
        Portal.Aws.World(world => world.Resources.TryAdd(arn, resource));
        await Portal.ReadInventoryAsync();
        await EditAsync(policy, Document.Keeping(3));
        await RunDaysAsync(2);

        await AssertKeptAsync(shown);
    }

    [StoreFact]
    public async Task Points_that_left_keep_the_ends_they_had_whatever_is_approved_for_others()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(30));
        await RunDaysAsync(2);
        await EditAsync(policy, Without("erp", Document.Keeping(30)));
        var shown = await ShownAsync("erp");

        await ApproveAsync(policy, Without("erp", Document.Keeping(1)));
        await RunDaysAsync(3);

        await AssertKeptAsync(shown, isSame: true);
        Assert.Contains(
            await Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().ToListAsync(Cancel)), point =>
                point.State == RestorePointState.Deleted);
    }

    [StoreFact]
    public async Task A_run_that_an_edit_overtakes_makes_points_that_last_as_long_as_the_edit_says()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(2).ByHand());
        var session = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();

        await EditAsync(policy, Document.Keeping(60).ByHand());
        await Portal.RunToEndAsync(session);

        Assert.All(await ShownAsync(), end => Assert.True(end.Value > Portal.Aws.GetUtcNow().AddDays(50)));
    }

    [StoreFact]
    public async Task A_policy_that_comes_back_under_its_id_goes_on_from_what_it_promised()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(2));
        await RunDaysAsync(2);
        await EditAsync(policy, Document.Keeping(60));
        await EditAsync(policy, Document.Keeping(61));
        var shown = await ShownAsync();
        await HappenAsync(policy, "remove");
        var again = await Portal.Get<PolicyCommands>().CreateAsync(Actor.Portal, Document.Keeping(30), policy.Id, Cancel);
        await EditAsync(again, Document.Keeping(20));
        await AssertKeptAsync(shown, isSame: true);

        await ApproveAsync(again, Document.Keeping(10));

        Assert.All(await ShownAsync(), end => Assert.True(end.Value < Portal.Aws.GetUtcNow().AddDays(11)));
    }

    [StoreFact]
    public async Task A_policy_that_comes_back_lengthens_what_was_made_before_and_asks_before_it_frees_the_newest()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(20) with { KeepNewest = true });
        policy = await Portal.Get<PolicyCommands>().ChangeAsync(
            Actor.Portal, policy.Id, policy.Document with { Description = "Twice" }, null, RetentionWish.AskFirst, Cancel);
        await RunDaysAsync(2);
        await HappenAsync(policy, "remove");

        var again = await Portal.Get<PolicyCommands>().CreateAsync(Actor.Portal, Document.Keeping(20), policy.Id, Cancel);
        Assert.True(again.KeepsNewest);
        Assert.True(again.Version > policy.Version);
        await EditAsync(again, Document.Keeping(60));

        Assert.All(await ShownAsync(), end => Assert.True(end.Value > Portal.Aws.GetUtcNow().AddDays(50)));
    }

    [StoreFact]
    public async Task What_left_keeps_its_newest_point_whatever_is_approved_for_the_others_also_when_it_returns()
    {
        await AddFileSystemsAsync("erp", "hr");
        var kept = Document.Keeping(2) with { KeepNewest = true };
        var policy = await Portal.AddPolicyAsync(kept);
        await RunDaysAsync(2);
        await EditAsync(policy, Without("erp", kept));
        await ApproveAsync(policy, Without("erp", kept with { KeepNewest = false }));
        await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, policy.Id, false, Cancel);

        await Portal.AdvanceAsync(TimeSpan.FromDays(9));

        var left = await Portal.ReadAsync(db => db.RestorePoints.Where(point => point.State == RestorePointState.Available)
            .Join(db.FileSystems, point => point.FileSystemId, row => row.Id, (point, row) => row.Name).ToListAsync(Cancel));
        Assert.NotEmpty(left);
        Assert.All(left, name => Assert.Equal("erp", name));
        await EditAsync(policy, kept with { KeepNewest = false, Enabled = false });
        await Portal.AdvanceAsync(TimeSpan.FromDays(9));
        Assert.True(await Portal.ReadAsync(db => db.RestorePoints.AnyAsync(point => point.State == RestorePointState.Available, Cancel)));
    }

    [StoreFact]
    public async Task What_an_earlier_version_has_shown_is_promised_when_this_one_starts()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(2));
        await RunDaysAsync(2);
        await EditAsync(policy, Document.Keeping(60));
        var shown = await ShownAsync();
        await using (var db = Portal.OpenDatabase())
        {
            await db.Promises.ExecuteDeleteAsync(Cancel);
            await db.Settings.Where(setting => setting.Key == "promises.noted").ExecuteDeleteAsync(Cancel);
            await PromiseUpgrade.RunAsync(db, Portal.Get<Core.Clocks>(), Cancel);
        }

        await HappenAsync(policy, "remove");
        await Portal.AdvanceAsync(TimeSpan.FromDays(4));

        await AssertKeptAsync(shown, isSame: true);
    }

    private static PolicyDocument Rules(int daily, int weekly) => Document with
    {
        Schedule = Document.Keeping(daily).Schedule! with
        { Weekly = new WeeklyRule { Time = "11:00", Days = DaySet.Everyday, Retention = new Period(weekly, PeriodUnit.Days) } },
    };

    private static PolicyDocument Without(string name, PolicyDocument document) => document with
    {
        Selection = new Selection { Exclude = [new SelectionRule { Tag = new TagMatch { Key = "Name", Value = name } }] },
    };

    private async Task HappenAsync(Policy policy, string what)
    {
        switch (what)
        {
            case "exclude": await EditAsync(policy, Without("erp", Document.Keeping(60))); break;
            case "shorten": await EditAsync(policy, Document.Keeping(1)); break;
            case "shorten and exclude": await EditAsync(policy, Without("erp", Document.Keeping(1))); break;
            case "zone": await EditAsync(policy, Document.Keeping(60) with { TimeZone = "Pacific/Kiritimati" }); break;
            case "disable": await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, policy.Id, false, Cancel); break;
            case "remove": await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel); break;
            default:
                var other = await Portal.AddPolicyAsync(Document.Keeping(1) with { Name = "Other" });
                await Portal.Get<PolicyCommands>().OrderAsync(Actor.Portal, [other.Id, policy.Id], Cancel);
                break;
        }
    }

    private async Task RunDaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            await Portal.AdvanceAsync(Hours(24));
            var session = await Portal.ReadAsync(db =>
                db.Sessions.Where(row => row.PolicyId != null).OrderByDescending(row => row.Slot).Select(row => row.Id).FirstAsync(Cancel));
            await Portal.RunToEndAsync(session);
        }
    }

    // The end of each point as pages show it.
    private async Task<Dictionary<Guid, DateTimeOffset?>> ShownAsync(string? name = null)
    {
        var fileSystems = await Portal.ReadAsync(db =>
            db.FileSystems.Where(row => name == null || row.Name == name).Select(row => row.Id).ToListAsync(Cancel));
        var ends = new Dictionary<Guid, DateTimeOffset?>();
        foreach (var id in fileSystems)
        {
            var chains = await new ChainQuery(
                new ScopedReads(Portal.Get<IDbContextFactory<Core.Persistence.PortalDb>>()), Portal.Get<Core.Clocks>())
                    .ChainsAsync(Scope.Everything, id, Cancel);
            foreach (
                var point in chains!.BackupChains.SelectMany(chain => chain.RestorePoints)
                    .Where(point => point.State == RestorePointState.Available))
            {
                ends[point.Id] = point.Retention.Max(flag => flag.Until);
            }
        }

        return ends;
    }

    private async Task AssertKeptAsync(Dictionary<Guid, DateTimeOffset?> before, bool isSame = false)
    {
        var now = await ShownAsync();
        Assert.All(before, pair =>
        {
            Assert.True(now.ContainsKey(pair.Key), "A promised point is gone.");
            Assert.True(isSame ? now[pair.Key] == pair.Value : now[pair.Key] >= pair.Value, $"{pair.Value} became {now[pair.Key]}.");
        });
    }

    private Task EditAsync(Policy policy, PolicyDocument document, RetentionChange change = RetentionChange.AskFirst) =>
        Portal.Get<PolicyCommands>().ChangeAsync(Actor.Portal, policy.Id, document, null, new RetentionWish(change), Cancel);

    private async Task ApproveAsync(Policy policy, PolicyDocument document)
    {
        var shown = await Portal.Get<PolicyPreviews>().ReadAsync(Scope.Everything, document, policy.Id, RetentionChange.Approved, Cancel);
        await Portal.Get<PolicyCommands>()
            .ChangeAsync(Actor.Portal, policy.Id, document, null, new RetentionWish(RetentionChange.Approved, shown.Digest), Cancel);
    }
}
