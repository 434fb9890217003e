using FsCheck;
using FsCheck.Fluent;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>A daily rule in a zone, and some days to list its runs of: most often days on which clocks change.</summary>
public sealed record RunWindow(DailyRule Rule, TimeZoneInfo Zone, DateTimeOffset From, DateTimeOffset Until)
{
    public Schedule Schedule => new() { Daily = Rule };

    public IReadOnlyList<Occurrence> Runs => [.. Occurrences.Between(Schedule, Zone, From, Until)];

    public override string ToString() =>
        $"{Zone.Id} {From:yyyy-MM-dd HH:mm}Z..{Until:yyyy-MM-dd HH:mm}Z days {Rule.Days} hours {string.Join(',', Rule.Hours)} x{Rule.RunsPerHour}";
}

/// <summary>Makes windows for property tests.</summary>
public static class RunWindows
{
    private static readonly TimeZoneInfo[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    public static Arbitrary<RunWindow> Any() =>
        (from zone in Gen.Elements(Zones)
         from year in Gen.Choose(2000, 2040)
         from rule in Rules
         from day in Gen.Elements(InterestingDays(zone, year))
         from lead in Gen.Choose(0, 60)
         from length in Gen.Choose(1, 96)
         let start = day.AddHours(-lead)
         select new RunWindow(rule, zone, start, start.AddHours(length))).ToArbitrary();

    private static Gen<DailyRule> Rules =>
        from days in Gen.OneOf(
            Gen.Constant(DaySet.Everyday), Gen.Constant(DaySet.Weekdays), Gen.SubListOf(Enum.GetValues<DayOfWeek>()).Select(list => DaySet.Of(list)))
        from hours in Gen.Choose(0, 23).NonEmptyListOf()
        from runs in Gen.Choose(1, 4)
        from copied in Gen.SubListOf<int>(hours)
        select new DailyRule { Days = days, Hours = [.. hours], RunsPerHour = runs, Copy = new DailyCopy { Hours = [.. copied] } };

    // The days after which the offset differs, and one on which nothing happens.
    private static DateTimeOffset[] InterestingDays(TimeZoneInfo zone, int year)
    {
        var days = Enumerable.Range(0, 365).Select(day => Some.Day($"{year}-01-01").AddDays(day)).ToList();
        return [days[200], .. days.Where(day => zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1))).Select(day => day.AddDays(1))];
    }
}
