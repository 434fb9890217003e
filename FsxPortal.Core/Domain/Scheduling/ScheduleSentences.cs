namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>What each rule of a schedule does, in a plain sentence.</summary>
public static class ScheduleSentences
{
    private static readonly DateOnly SomeYear = new(2024, 1, 1);

    /// <summary>One sentence for each rule that is complete, by its flag.</summary>
    public static IReadOnlyDictionary<GfsFlags, string> Of(Schedule schedule)
    {
        var sentences = new Dictionary<GfsFlags, string>();
        if (schedule.Daily is { Retention: { } days } daily && daily.Days.Days.Count > 0 && daily.Hours.Count > 0)
        {
            sentences.Add(
                GfsFlags.Daily,
                $"Makes backups {ScheduleWords.Days(daily.Days)} {ScheduleWords.Hours(daily)} and keeps them for {days}{Copies(daily)}.");
        }

        if (schedule.Weekly is { Retention: { } weeks, Days: { Days.Count: > 0 } } weekly && CivilTime.Parse(weekly.Time) is not null)
        {
            sentences.Add(GfsFlags.Weekly, $"Keeps {Backups(weekly)} for {weeks}{Copies(weekly)}.{Alone(schedule, GfsFlags.Weekly)}");
        }

        if (schedule.Monthly is { Retention: { } months, On.IsComplete: true, Months.Count: > 0 } monthly
            && CivilTime.Parse(monthly.Time) is not null)
        {
            var backup =
                $"the {monthly.Time} backup of the "
                    + $"{ScheduleWords.Day(monthly.On)}{ScheduleWords.OfMonths(monthly.Months, " of every month")}";
            sentences.Add(GfsFlags.Monthly, $"Keeps {backup} for {months}{Copies(monthly)}.{Alone(schedule, GfsFlags.Monthly)}");
        }

        if (schedule.Yearly is { Retention: { } years, On.IsComplete: true, Month: { } month } yearly
            && CivilTime.Parse(yearly.Time) is not null)
        {
            var backup = $"the {yearly.Time} backup of the {ScheduleWords.Day(yearly.On)} of {ScheduleWords.Month(month)}";
            sentences.Add(GfsFlags.Yearly, $"Keeps {backup} for {years}.{Alone(schedule, GfsFlags.Yearly)}");
        }

        return sentences;
    }

    private static string Backups(WeeklyRule rule) => rule.Days!.Days is [var only]
        ? $"{only}'s {rule.Time} backup"
        : $"the {rule.Time} backups of {ScheduleWords.Days(rule.Days)}";

    private static string Copies(DailyRule rule) => rule.Copy is not { Retention: { } period } copy ? ""
        : Copies(period, copy.Hours.ToHashSet().SetEquals(rule.Hours), $" of {ScheduleWords.Hours(copy.Hours)}");

    private static string Copies(WeeklyRule rule) => rule.Copy is not { Retention: { } period, Days: { } days } ? ""
        : Copies(period, days.Equals(rule.Days), $" of {ScheduleWords.Days(days)}");

    private static string Copies(MonthlyRule rule) => rule.Copy is not { Retention: { } period } copy ? ""
        : Copies(period, copy.Months.ToHashSet().SetEquals(rule.Months), ScheduleWords.OfMonths(copy.Months, ""));

    private static string Copies(Period period, bool ofAll, string which) => $"; copies{(ofAll ? "" : which)} for {period}";

    // Eight years show every day of the month on every day of the week that matters, and a leap day.
    private static string Alone(Schedule schedule, GfsFlags rule)
    {
        var (these, others) = (new Timetable(schedule.Only(rule)), new Timetable(MoreFrequent(schedule, rule)));
        var met = Enumerable.Range(0, 8 * 366).Select(SomeYear.AddDays)
            .SelectMany(day => these.Of(day).Select(slot => others.Of(day).Any(other => other.Local == slot.Local))).ToHashSet();
        return (MoreFrequent(schedule, rule).Flags, met.Contains(true), met.Contains(false)) switch
        {
            (GfsFlags.None, _, _) or (_, _, false) => "",
            (_, true, _) => " Where no more frequent rule runs at that time, it makes runs of its own.",
            _ => " No more frequent rule runs at that time: it makes runs of its own.",
        };
    }

    private static Schedule MoreFrequent(Schedule schedule, GfsFlags rule) => new()
    {
        Daily = schedule.Daily,
        Weekly = rule > GfsFlags.Weekly ? schedule.Weekly : null,
        Monthly = rule > GfsFlags.Monthly ? schedule.Monthly : null,
    };
}
