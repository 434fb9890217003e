using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class OccurrencesTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Schedule", MemberType = typeof(Golden))]
    public void A_schedule_names_what_the_golden_file_names(string file) => Golden.Verify(file, ScheduleScript.Run);

    [Fact]
    public void A_schedule_without_rules_names_nothing()
    {
        Assert.Empty(Occurrences.Between(new Schedule(), TimeZoneInfo.Utc, Some.Day("2026-01-01"), Some.Day("2027-01-01")));
        Assert.Null(Occurrences.Next(new Schedule(), TimeZoneInfo.Utc, Some.Now));
    }

    [Fact]
    public void A_rare_rule_is_followed_over_centuries()
    {
        var monthly =
            new Schedule { Monthly = new() { Time = "06:00", On = new() { DayOfMonth = 31 }, Months = [.. Enumerable.Range(1, 12)] } };

        var slots = Occurrences.Between(
            monthly, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Some.Day("2026-01-01"), Some.Day("3000-01-01")).Take(10_000)
                .ToList();

        Assert.Equal(10_000, slots.Count);
        Assert.Equal(Some.Instant("2859-04-30 04:00"), slots[^1].Slot);
    }

    [Fact]
    public void The_window_holds_its_end_but_not_its_start()
    {
        var everyHour = new Schedule { Daily = new DailyRule { Hours = [.. Enumerable.Range(0, 24)] } };

        var slots = Occurrences.Between(everyHour, TimeZoneInfo.Utc, Some.Instant("2026-03-06 06:00"), Some.Instant("2026-03-06 08:00"));

        Assert.Equal([Some.Instant("2026-03-06 07:00"), Some.Instant("2026-03-06 08:00")], slots.Select(run => run.Slot));
    }

    [Fact]
    public void A_window_that_ends_in_the_repeated_end_of_a_day_holds_the_next_midnight()
    {
        // In St John's clocks showed midnight at 02:30 UTC and went back to 23:01 a minute later.
        var midnight = new Schedule { Daily = new DailyRule { Hours = [0] } };

        var slots = Occurrences.Between(
            midnight, TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns"), Some.Instant("2010-11-07 02:00"),
            Some.Instant("2010-11-07 02:45"));

        Assert.Equal([Some.Instant("2010-11-07 02:30")], slots.Select(run => run.Slot));
    }

    [Theory]
    [InlineData("2026-03-05 06:00", "2026-03-06 06:00", true)]
    [InlineData("2026-03-05 06:00", "2026-03-06 05:59", false)]
    [InlineData("2026-03-06 05:59", "2026-03-06 06:01", true)]
    [InlineData("2026-03-06 06:00", "2026-03-06 06:01", false)]
    public void The_only_run_of_a_window_may_lie_on_its_end_but_not_on_its_start(string after, string until, bool isInside)
    {
        var fridays = new Schedule { Weekly = new() { Time = "06:00", Days = DaySet.Of([DayOfWeek.Friday]) } };

        var slots = Occurrences.Between(fridays, TimeZoneInfo.Utc, Some.Instant(after), Some.Instant(until)).Select(run => run.Slot);

        Assert.Equal(isInside ? [Some.Instant("2026-03-06 06:00")] : [], slots);
    }

    [Fact]
    public void The_runs_to_come_are_those_of_eight_years()
    {
        var newYear = new Schedule { Yearly = new() { Time = "06:00", On = new() { DayOfMonth = 1 }, Month = 1 } };

        var years = Occurrences.After(newYear, TimeZoneInfo.Utc, Some.Instant("2026-01-01 06:00")).Select(run => run.Slot.Year);

        Assert.Equal([2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034], years);
    }

    [Fact]
    public void Without_rules_even_the_end_of_time_is_no_limit() =>
        Assert.Empty(Occurrences.Between(new Schedule(), TimeZoneInfo.Utc, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));

    [Fact]
    public void Rules_that_meet_at_one_instant_copy_what_any_of_them_copies()
    {
        var schedule = new Schedule
        {
            Daily = new() { Hours = [6] },
            Weekly = new() { Time = "06:00", Days = DaySet.Everyday, Copy = new() { Days = DaySet.Everyday } },
            Monthly = new() { Time = "06:00", On = new() { DayOfMonth = 6 }, Months = [3], Copy = new() { Months = [3] } },
        };

        Assert.Equal(
            new Occurrence(
                Some.Instant("2026-03-06 06:00"), GfsFlags.Daily | GfsFlags.Weekly | GfsFlags.Monthly, GfsFlags.Weekly | GfsFlags.Monthly),
            Occurrences.Next(schedule, TimeZoneInfo.Utc, Some.Day("2026-03-06")));
    }
}
