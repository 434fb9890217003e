using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Promises;

/// <summary>What an edit of a policy means for restore points that exist.</summary>
public sealed class RetentionEditTests
{
    private static readonly ChainKey Chain = new(Some.Id(2), RestorePointKind.Backup, Some.VaultArn);

    [Fact]
    public void A_longer_period_is_promised_and_waits_for_nobody()
    {
        var policy = Some.Policy(Keeping(10, 20));

        var edit = policy.Change(Keeping(30, 20), Some.Now)!;

        Assert.Equal((GfsFlags.Daily, GfsFlags.None, null), (Flags(edit.Backups), edit.CutsOf(RestorePointKind.Backup), policy.Pending));
        Assert.Empty(edit.Copies.Periods);
    }

    [Fact]
    public void A_shorter_period_waits_for_an_approval_of_what_it_costs()
    {
        var policy = Some.Policy(Keeping(10, 20));

        Assert.Null(policy.Change(Keeping(3, 20), Some.Now)!.Cuts);
        Assert.Equal(new RetentionCuts(GfsFlags.Daily, GfsFlags.None, false), policy.Pending);
        Assert.NotNull(policy.Pending);

        // A later edit that is about something else changes nothing of what waits.
        policy.Change(Keeping(3, 30), Some.Now);
        var edit = policy.Approve()!;

        Assert.Equal(
            (GfsFlags.Daily, new Period(3, PeriodUnit.Days)), (edit.CutsOf(RestorePointKind.Backup), edit.Backups.Periods[GfsFlags.Daily]));
        Assert.DoesNotContain(GfsFlags.Weekly, edit.Backups.Periods.Keys);
        Assert.Null(policy.Pending);
    }

    [Fact]
    public void New_points_only_promises_nothing_and_drops_what_waited()
    {
        var policy = Some.Policy(Keeping(10, 20));
        policy.Change(Keeping(5, 20), Some.Now);

        Assert.Null(policy.Change(Keeping(3, 30), Some.Now, RetentionChange.NewPoints));
        Assert.Null(policy.Pending);
        Assert.Equal(Some.Now, policy.RetentionFrom);
    }

    [Fact]
    public void An_approved_edit_cuts_what_it_shortens_and_what_waited()
    {
        var policy = Some.Policy(Keeping(10, 20));
        policy.Change(Keeping(5, 20), Some.Now);

        var edit = policy.Change(Keeping(5, 7), Some.Now, RetentionChange.Approved)!;

        Assert.Equal(GfsFlags.Daily | GfsFlags.Weekly, edit.CutsOf(RestorePointKind.Backup));
        Assert.Null(policy.Pending);
    }

    [Fact]
    public void A_rule_that_is_taken_out_says_nothing_more()
    {
        var policy = Some.Policy(Keeping(10, 20));

        Assert.Null(policy.Change(Keeping(10, null), Some.Now, RetentionChange.Approved));
        Assert.Null(policy.Pending);
    }

    [Fact]
    public void Another_time_zone_is_about_every_flag_and_cuts_none()
    {
        var edit = Some.Policy(Keeping(10, 20)).Change(Keeping(10, 20) with { TimeZone = "Asia/Tokyo" }, Some.Now)!;

        Assert.Equal((GfsFlags.Daily | GfsFlags.Weekly, null, "Asia/Tokyo"), (Flags(edit.Backups), edit.Cuts, edit.Backups.TimeZone));
    }

    [Theory]
    [InlineData(RetentionChange.AskFirst, true, true)]
    [InlineData(RetentionChange.NewPoints, true, true)]
    [InlineData(RetentionChange.Approved, false, false)]
    public void The_newest_point_stays_until_somebody_has_approved_that_it_may_go(RetentionChange change, bool keeps, bool waits)
    {
        var policy = Some.Policy(Keeping(10, 20));

        policy.Change(Keeping(10, 20) with { KeepNewest = false }, Some.Now, change);

        Assert.Equal((keeps, waits), (policy.KeepsNewest, policy.Pending is not null));
    }

    [Fact]
    public void What_is_on_its_way_is_promised_the_longer_period_and_no_cut()
    {
        var policy = Some.Policy(Keeping(10, 20));
        var edit = policy.Change(Keeping(5, 30), Some.Now, RetentionChange.Approved)!;

        var promises = edit.PromisesFor(policy, Chain, 7, 2, () => Some.Id(9), Some.Now)
            .Select(promise => (promise.Sequence, promise.Cuts, promise.PolicyVersion)).ToList();

        Assert.Equal([(7, GfsFlags.Daily, 2), (9, GfsFlags.None, 2)], promises);
        Assert.Single(edit.PromisesFor(policy, Chain, 7, 0, () => Some.Id(9), Some.Now));
        Assert.Empty(edit.PromisesFor(policy, Chain with { Kind = RestorePointKind.Copy }, 7, 2, () => Some.Id(9), Some.Now));
    }

    [Fact]
    public void What_is_shown_names_each_flag_with_its_periods()
    {
        var (policy, saved) = (Some.Policy(Keeping(10, 20)), Keeping(10, 20));
        var edit = policy.Change(Keeping(5, 7) with { KeepNewest = false }, Some.Now, RetentionChange.Approved);

        Assert.Equal(
            [
                "Backups with the flag D end after 5 days instead of 10 days, also those that exist.",
                "Backups with the flag W end after 7 days instead of 20 days, also those that exist.",
                "The newest restore point of a chain no longer stays when its time is over.",
            ],
            PreviewedCut.Of(edit, saved).Select(cut => cut.ToString()));
        Assert.Empty(PreviewedCut.Of(null, saved));
    }

    private static GfsFlags Flags(RetentionRules rules) => rules.Periods.Keys.Aggregate(GfsFlags.None, (all, flag) => all | flag);

    private static PolicyDocument Keeping(int daily, int? weekly) => Some.Document with
    {
        Schedule = new Schedule
        {
            Daily = Some.Document.Schedule!.Daily! with { Retention = new Period(daily, PeriodUnit.Days), Copy = null },
            Weekly = weekly is { } days
                ? new WeeklyRule { Time = "06:00", Days = DaySet.Everyday, Retention = new Period(days, PeriodUnit.Days) } : null,
        },
    };
}
