using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class ScheduleTests
{
    private static readonly DailyRule Daily = new()
    {
        Hours = [6],
        Retention = Some.Period("1 day"),
        Copy = new() { Hours = [6], Retention = Some.Period("11 days") },
    };

    private static readonly WeeklyRule Weekly = new()
    {
        Time = "07:00",
        Days = DaySet.Everyday,
        Retention = Some.Period("2 days"),
        Copy = new() { Days = DaySet.Everyday, Retention = Some.Period("12 days") },
    };

    private static readonly MonthlyRule Monthly = new()
    {
        Time = "08:00",
        On = new() { DayOfMonth = 6 },
        Months = [3],
        Retention = Some.Period("3 months"),
        Copy = new() { Months = [3], Retention = Some.Period("13 months") },
    };

    private static readonly YearlyRule Yearly = new()
    {
        Time = "09:00",
        On = new() { DayOfMonth = 6 },
        Month = 3,
        Retention = Some.Period("4 years")
    };

    private static readonly Schedule Full = new() { Daily = Daily, Weekly = Weekly, Monthly = Monthly, Yearly = Yearly };

    private static readonly Schedule WithoutCopies = new()
    {
        Daily = Daily with { Copy = null },
        Weekly = Weekly with { Copy = null },
        Monthly = Monthly with { Copy = null },
        Yearly = Yearly,
    };

    private static readonly Dictionary<GfsFlags, Schedule> Only = new()
    {
        [GfsFlags.Daily] = new() { Daily = Daily },
        [GfsFlags.Weekly] = new() { Weekly = Weekly },
        [GfsFlags.Monthly] = new() { Monthly = Monthly },
        [GfsFlags.Yearly] = new() { Yearly = Yearly },
    };

    /// <summary>Rules as people leave them half filled in.</summary>
    internal static IReadOnlyList<Schedule> Incomplete { get; } =
    [
        new() { Daily = Daily with { Hours = [] } },
        new() { Daily = Daily with { Days = DaySet.Of([]) } },
        new() { Weekly = Weekly with { Time = null } },
        new() { Weekly = Weekly with { Time = "7 o'clock" } },
        new() { Weekly = Weekly with { Days = null } },
        new() { Weekly = Weekly with { Days = DaySet.Of([]) } },
        new() { Monthly = Monthly with { Time = "" } },
        new() { Monthly = Monthly with { On = null } },
        new() { Monthly = Monthly with { On = new() { Ordinal = MonthOrdinal.First } } },
        new() { Monthly = Monthly with { Months = [] } },
        new() { Yearly = Yearly with { Time = null } },
        new() { Yearly = Yearly with { On = null } },
        new() { Yearly = Yearly with { On = new() { Day = DayOfWeek.Friday } } },
        new() { Yearly = Yearly with { Month = null } },
    ];

    public static TheoryData<GfsFlags> Rules => [.. Only.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_has_its_flag_and_its_period(GfsFlags rule)
    {
        Assert.Equal(rule, Only[rule].Flags);
        Assert.Equal([new(rule, Full.BackupPeriods()[rule])], Only[rule].BackupPeriods());
    }

    [Fact]
    public void All_rules_together_have_all_flags_and_keep_backups_and_copies_apart()
    {
        Assert.Equal(GfsFlags.Daily | GfsFlags.Weekly | GfsFlags.Monthly | GfsFlags.Yearly, Full.Flags);
        Assert.Equal("Daily 1 day, Weekly 2 days, Monthly 3 months, Yearly 4 years", Said(Full.BackupPeriods()));
        Assert.Equal("Daily 11 days, Weekly 12 days, Monthly 13 months", Said(Full.CopyPeriods()));
    }

    [Theory]
    [InlineData(GfsFlags.Daily, true)]
    [InlineData(GfsFlags.Weekly, true)]
    [InlineData(GfsFlags.Monthly, true)]
    [InlineData(GfsFlags.Yearly, false)]
    public void Any_rule_but_the_yearly_may_make_copies(GfsFlags rule, bool makesCopies)
    {
        Assert.Equal(makesCopies, Only[rule].MakesCopies);
        Assert.Equal(makesCopies ? [rule] : [], Only[rule].CopyPeriods().Keys);
        Assert.False(WithoutCopies.MakesCopies);
        Assert.Empty(WithoutCopies.CopyPeriods());
    }

    [Fact]
    public void A_schedule_without_rules_keeps_nothing()
    {
        Assert.Equal(GfsFlags.None, new Schedule().Flags);
        Assert.False(new Schedule().MakesCopies);
        Assert.Empty(new Schedule().BackupPeriods());
        Assert.Empty(new Schedule().CopyPeriods());
    }

    [Fact]
    public void Rules_without_copies_run_and_copy_nothing()
    {
        Assert.Equal("06:00 D, 07:00 W, 08:00 M, 09:00 Y", RunsOf(WithoutCopies));
        Assert.Equal("06:00 D copied, 07:00 W copied, 08:00 M copied, 09:00 Y", RunsOf(Full));
    }

    [Fact]
    public void Days_and_months_that_are_not_ticked_for_copies_are_not_copied() =>
        Assert.Equal("06:00 D, 07:00 W, 08:00 M, 09:00 Y", RunsOf(Full with
        {
            Daily = Daily with { Copy = new() { Hours = [7] } },
            Weekly = Weekly with { Copy = new() { Days = DaySet.Of([DayOfWeek.Monday]) } },
            Monthly = Monthly with { Copy = new() { Months = [4] } },
        }));

    [Fact]
    public void A_rule_that_is_not_complete_yet_names_nothing() => Assert.All(Incomplete, schedule => Assert.Equal("", RunsOf(schedule)));

    [Fact]
    public void A_rule_whose_copies_are_not_complete_yet_runs_without_them() =>
        Assert.Equal("07:00 W", RunsOf(new() { Weekly = Weekly with { Copy = new() } }));

    private static string Said(IReadOnlyDictionary<GfsFlags, Period> periods) =>
        string.Join(", ", periods.Select(pair => $"{pair.Key} {pair.Value}"));

    // All rules run on 6 March.
    private static string RunsOf(Schedule schedule) => string.Join(", ",
        from run in Occurrences.Between(schedule, TimeZoneInfo.Utc, Some.Instant("2026-03-06 00:00"), Some.Instant("2026-03-06 23:59"))
        select $"{run.Slot:HH:mm} {string.Concat(run.Flags.ToLetters())}{(run.CopyFlags == run.Flags ? " copied" : "")}");
}
