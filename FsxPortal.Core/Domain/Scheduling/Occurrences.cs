namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>One moment a schedule names.</summary>
/// <param name="Slot">The scheduled instant, in UTC.</param>
/// <param name="Flags">The rules that name it.</param>
/// <param name="CopyFlags">Those of them whose backups are also copied.</param>
public sealed record Occurrence(DateTimeOffset Slot, GfsFlags Flags, GfsFlags CopyFlags);

/// <summary>Names the moments at which a schedule runs.</summary>
public static class Occurrences
{
    // Two months cover the longest gap of a daily rule on chosen weekdays with room to spare.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(62);

    /// <summary>The occurrences after <paramref name="after"/> up to and including <paramref name="until"/>, in order.</summary>
    /// <remarks>
    /// Each civil slot occurs once: a skipped hour at the first valid instant (and not twice where that instant is a slot of its
    /// own), a repeated hour the first time.
    /// </remarks>
    public static IEnumerable<Occurrence> Between(Schedule schedule, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        if (schedule.Daily is not { } daily)
        {
            yield break;
        }

        var last = after;
        // Clocks that go back over midnight show a slot of the next day before the end of this one.
        var lastDay = LocalDay(until, zone).AddDays(1);
        for (var day = LocalDay(after, zone).AddDays(-1); day <= lastDay; day = day.AddDays(1))
        {
            foreach (var occurrence in OfDay(daily, day, zone))
            {
                if (occurrence.Slot > last && occurrence.Slot <= until)
                {
                    last = occurrence.Slot;
                    yield return occurrence;
                }
            }
        }
    }

    /// <summary>The first occurrence after <paramref name="after"/>; none if the schedule names no more.</summary>
    public static Occurrence? Next(Schedule schedule, TimeZoneInfo zone, DateTimeOffset after) =>
        Between(schedule, zone, after, after + Horizon).FirstOrDefault();

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static IEnumerable<Occurrence> OfDay(DailyRule rule, DateOnly day, TimeZoneInfo zone)
    {
        if (!rule.Days.Contains(day.DayOfWeek))
        {
            return [];
        }

        // Two civil slots can meet at one instant where clocks jump: they are one run that serves both.
        return from hour in rule.Hours.Distinct()
               from run in Enumerable.Range(0, rule.RunsPerHour)
               let slot = CivilTime.ToInstant(day.ToDateTime(new TimeOnly(hour, run * 60 / rule.RunsPerHour)), zone)
               group CopyFlags(rule, hour, run) by slot into runs
               orderby runs.Key
               select new Occurrence(runs.Key, GfsFlags.Daily, runs.Aggregate((all, flags) => all | flags));
    }

    // With several runs an hour, the first of a ticked hour is copied.
    private static GfsFlags CopyFlags(DailyRule rule, int hour, int run) =>
        run == 0 && rule.Copy?.Hours.Contains(hour) == true ? GfsFlags.Daily : GfsFlags.None;
}
