using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>How long a flag lasts by what was said of it, one after the other.</summary>
public sealed class TermsTests
{
    private static readonly RestorePoint Point = Some.RestorePoint("2026-03-02 06:00", "DW", Some.Rules("Daily 10 days, Weekly 20 days"));

    [Fact]
    public void Without_promises_the_own_rules_count() => Assert.Equal(["Daily 2026-03-12 06:00", "Weekly 2026-03-22 06:00"], Ends(Point));

    [Theory]
    [InlineData("Daily 5 days", "Daily 2026-03-12 06:00")]
    [InlineData("Daily 10 days", "Daily 2026-03-12 06:00")]
    [InlineData("Daily 11 days", "Daily 2026-03-13 06:00")]
    [InlineData("Daily 1 months", "Daily 2026-04-02 06:00")]
    public void The_latest_end_counts(string promise, string end) =>
        Assert.Equal([end, "Weekly 2026-03-22 06:00"], Ends(Point, Promise(1, promise)));

    [Fact]
    public void An_approved_cut_makes_void_what_was_said_of_its_flags_before_it() =>
        Assert.Equal(
            ["Daily 2026-03-05 06:00", "Weekly 2026-03-22 06:00"],
            Ends(Point, Promise(1, "Daily 60 days"), Promise(2, "Daily 3 days", GfsFlags.Daily | GfsFlags.Weekly)));

    [Fact]
    public void What_is_promised_after_a_cut_counts_again() =>
        Assert.Equal(
            ["Daily 2026-03-06 06:00", "Weekly 2026-03-22 06:00"],
            Ends(Point, Promise(1, "Daily 3 days", GfsFlags.Daily), Promise(2, "Daily 4 days")));

    [Theory]
    [InlineData(0, "Daily 2026-05-01 06:00")]
    [InlineData(-1, "Daily 2026-03-12 06:00")]
    public void Only_points_up_to_a_number_are_meant(int last, string end) =>
        Assert.Equal(end, Ends(Point, Promise(1, "Daily 60 days", last: last))[0]);

    [Fact]
    public void Only_points_of_the_edited_policy_are_meant()
    {
        var promise = new Promise(
            Some.Id(9), Some.Chain().Key, Some.Id(4), 1, 7)
        { Rules = Some.Rules("Daily 60 days"), MadeAt = Some.Now };

        Assert.Equal("Daily 2026-03-12 06:00", Ends(Point, promise)[0]);
    }

    [Theory]
    [InlineData(4, "Daily 2026-03-05 06:00")]
    [InlineData(5, "Daily 2026-03-12 06:00")]
    public void Only_points_that_were_ordered_before_the_edit_are_meant(long ordered, string end)
    {
        var point = Some.RestorePoint("2026-03-02 06:00", "D", Some.Rules("Daily 10 days"));
        point.Claim(new Origin
        {
            Kind = point.Kind,
            FileSystemId = point.FileSystemId,
            PolicyId = point.PolicyId,
            PolicyVersion = ordered,
            Slot = point.Slot,
            Flags = point.Flags,
            Rules = point.Rules,
        });

        Assert.Equal([end], Ends(point, Promise(5, "Daily 3 days", GfsFlags.Daily)));
    }

    [Fact]
    public void Who_has_no_rules_ends_only_by_an_approval()
    {
        var unknown = Some.RestorePoint("2026-03-02 06:00", "DW");

        Assert.Null(Terms.Of(unknown, []));
        Assert.Null(Terms.Of(unknown, [Promise(1, "Daily 3 days")]));
        Assert.Equal(["Daily 2026-03-05 06:00", "Weekly never"], Ends(unknown, Promise(1, "Daily 3 days", GfsFlags.Daily)));
    }

    [Fact]
    public void A_flag_without_a_period_or_with_one_of_no_length_never_ends()
    {
        var point = Some.RestorePoint("2026-03-02 06:00", "DW", Some.Rules("Daily 0 days"));

        Assert.Equal(["Daily never", "Weekly never"], Ends(point));
        Assert.Equal(["Daily never", "Weekly never"], Ends(point, Promise(1, "Daily 3 days, Weekly 3 days")));
        Assert.Equal(["Daily never", "Weekly 2026-03-22 06:00"], Ends(Point, Promise(1, "Daily 0 days")));
        Assert.Equal(["Daily 2026-03-05 06:00", "Weekly never"], Ends(point, Promise(1, "Daily 3 days", GfsFlags.Daily)));
    }

    [Fact]
    public void Each_promise_is_counted_on_its_own_calendar()
    {
        var late = Some.RestorePoint("2026-03-01 00:30", "D", Some.Rules("Daily 1 months"));

        // A month from 28 February in Samoa is not one from 1 March in UTC.
        Assert.Equal(["Daily 2026-04-01 00:30"], Ends(late, Promise(1, "Daily 1 months", zone: "Pacific/Pago_Pago")));
        Assert.Equal(["Daily 2026-03-29 00:30"], Ends(late, Promise(1, "Daily 1 months", GfsFlags.Daily, zone: "Pacific/Pago_Pago")));
    }

    private static Promise Promise(long version, string rules, GfsFlags cuts = GfsFlags.None, int last = 7, string zone = "UTC") =>
        new(Some.Id(500 + (int)version), Some.Chain().Key, Some.Id(3), version, last)
        {
            Rules = Some.Rules(rules, zone),
            Cuts = cuts,
            MadeAt = Some.Now
        };

    private static List<string> Ends(RestorePoint point, params Promise[] promises) =>
        [.. Terms.Of(point, promises)!.EndsFor(point.Flags, point.Moment)
            .Select(end => end.Until is { } until ? $"{end.Flag} {until:yyyy-MM-dd HH:mm}" : $"{end.Flag} never")];
}
