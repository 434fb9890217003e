using FsCheck;
using FsCheck.Fluent;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>A schedule in a zone, and some days to list its runs of: most often days on which clocks change.</summary>
public sealed record RunWindow(Schedule Schedule, TimeZoneInfo Zone, DateTimeOffset From, DateTimeOffset Until)
{
    public IReadOnlyList<Occurrence> Runs => [.. Occurrences.Between(Schedule, Zone, From, Until)];

    public override string ToString() =>
        $"{Zone.Id} {From:yyyy-MM-dd HH:mm}Z..{Until:yyyy-MM-dd HH:mm}Z {PolicyJson.Write(new PolicyDocument { Schedule = Schedule })}";
}

/// <summary>Makes windows for property tests.</summary>
public static class RunWindows
{
    private static readonly TimeZoneInfo[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    public static Arbitrary<RunWindow> Any() =>
        (from zone in Gen.Elements(Zones)
         from year in Gen.Choose(2000, 2040)
         from day in Gen.Elements(InterestingDays(zone, year))
         from schedule in Schedules(DateOnly.FromDateTime(day.UtcDateTime))
         from lead in Gen.Choose(0, 60)
         from length in Gen.Choose(1, 96)
         let start = day.AddHours(-lead)
         select new RunWindow(schedule, zone, start, start.AddHours(length))).ToArbitrary();

    // Rules that name days around the one of the window more often than not, and often the same times.
    private static Gen<Schedule> Schedules(DateOnly day) =>
        from daily in DailyRules
        from weekly in WeeklyRules
        from monthly in MonthlyRules(day)
        from yearly in YearlyRules(day)
        from rules in Gen.Frequency((1, Gen.Choose(1, 14)), (1, Gen.Constant(15)))
        select new Schedule
        {
            Daily = (rules & 1) > 0 ? daily : null,
            Weekly = (rules & 2) > 0 ? weekly : null,
            Monthly = (rules & 4) > 0 ? monthly : null,
            Yearly = (rules & 8) > 0 ? yearly : null,
        };

    private static Gen<DailyRule> DailyRules =>
        from days in Days
        from hours in Gen.Choose(0, 23).NonEmptyListOf()
        from runs in Gen.Choose(1, 4)
        from copied in Gen.SubListOf<int>(hours)
        select new DailyRule { Days = days, Hours = [.. hours], RunsPerHour = runs, Copy = new DailyCopy { Hours = [.. copied] } };

    private static Gen<WeeklyRule> WeeklyRules =>
        from time in Times
        from days in Days
        from copied in Gen.SubListOf<DayOfWeek>(days.Days)
        select new WeeklyRule { Time = time, Days = days, Copy = new WeeklyCopy { Days = DaySet.Of(copied) } };

    private static Gen<MonthlyRule> MonthlyRules(DateOnly day) =>
        from time in Times
        from which in MonthDays(day)
        from months in Gen.SubListOf(Enumerable.Range(1, 12))
        from copied in Gen.SubListOf<int>(months)
        select new MonthlyRule
        {
            Time = time,
            On = which,
            Months = [.. months, day.Month],
            Copy = new MonthlyCopy { Months = [.. copied] }
        };

    private static Gen<YearlyRule> YearlyRules(DateOnly day) =>
        from time in Times
        from which in MonthDays(day)
        from month in Gen.Frequency((4, Gen.Constant(day.Month)), (1, Gen.Choose(1, 12)))
        select new YearlyRule { Time = time, On = which, Month = month };

    private static Gen<DaySet> Days => Gen.OneOf(
        Gen.Constant(DaySet.Everyday), Gen.Constant(DaySet.Weekdays), Gen.SubListOf(Enum.GetValues<DayOfWeek>())
            .Select(list => DaySet.Of(list)));

    private static Gen<string> Times =>
        from hour in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 23))
        from minute in Gen.Elements(0, 0, 1, 15, 20, 30, 59)
        select $"{hour:00}:{minute:00}";

    private static Gen<MonthDay> MonthDays(DateOnly day) => Gen.OneOf(
        Gen.OneOf(Gen.Choose(Math.Max(1, day.Day - 1), Math.Min(31, day.Day + 2)), Gen.Choose(28, 31))
            .Select(number => new MonthDay { DayOfMonth = number }),
        Gen.Constant(new MonthDay { Ordinal = MonthOrdinal.Last }),
        from ordinal in Gen.Elements(Enum.GetValues<MonthOrdinal>())
        from weekday in Gen.OneOf(Gen.Constant(day.DayOfWeek), Gen.Elements(Enum.GetValues<DayOfWeek>()))
        select new MonthDay { Ordinal = ordinal, Day = weekday });

    // The days after which the offset differs, one on which nothing happens, and both ends of February.
    private static DateTimeOffset[] InterestingDays(TimeZoneInfo zone, int year)
    {
        var days = Enumerable.Range(0, 365).Select(day => Some.Day($"{year}-01-01").AddDays(day)).ToList();
        return
        [
            days[200], days[30], days[58],
            .. days.Where(day => zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1)))
            .SelectMany(day => new[] { day.AddDays(1), day.AddDays(1) }),
        ];
    }
}
