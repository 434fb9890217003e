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
        var monthly = new Schedule { Monthly = new() { Time = "06:00", On = new() { DayOfMonth = 31 }, Months = [.. Enumerable.Range(1, 12)] } };

        var slots = Occurrences.Between(monthly, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Some.Day("2026-01-01"), Some.Day("3000-01-01")).Take(10_000).ToList();

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
            midnight, TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns"), Some.Instant("2010-11-07 02:00"), Some.Instant("2010-11-07 02:45"));

        Assert.Equal([Some.Instant("2010-11-07 02:30")], slots.Select(run => run.Slot));
    }
}
