using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>A civil time at which one rule wants a run.</summary>
internal sealed record Wish(DateTime Local, GfsFlags Flag, bool IsCopied);

/// <summary>All wishes of the rules of a schedule, found by going through a calendar.</summary>
/// <remarks>Slow and simple on purpose, like <see cref="WallClock"/>.</remarks>
internal static class Wishes
{
    // Far enough around the window for any offset, and for a day that a zone skips.
    public static IEnumerable<Wish> Of(RunWindow window) =>
        from day in Enumerable.Range(-2, (window.Until - window.From).Days + 6)
            .Select(day => DateOnly.FromDateTime(window.From.UtcDateTime).AddDays(day))
        from wish in Daily(window.Schedule.Daily, day).Concat(Weekly(window.Schedule.Weekly, day))
            .Concat(Monthly(window.Schedule.Monthly, day)).Concat(Yearly(window.Schedule.Yearly, day))
        select wish;

    private static IEnumerable<Wish> Daily(DailyRule? rule, DateOnly day) =>
        rule?.Days.Contains(day.DayOfWeek) != true ? [] :
        from hour in rule.Hours
        from run in Enumerable.Range(0, rule.RunsPerHour)
        select new Wish(
            day.ToDateTime(new TimeOnly(hour, 60 / rule.RunsPerHour * run)), GfsFlags.Daily, run == 0 && rule.Copy!.Hours.Contains(hour));

    private static IEnumerable<Wish> Weekly(WeeklyRule? rule, DateOnly day) =>
        rule?.Days!.Contains(day.DayOfWeek) != true ? []
            : [new(At(day, rule.Time!), GfsFlags.Weekly, rule.Copy!.Days!.Contains(day.DayOfWeek))];

    private static IEnumerable<Wish> Monthly(MonthlyRule? rule, DateOnly day) =>
        rule?.Months.Contains(day.Month) != true || DayOf(rule.On!, day) != day
            ? [] : [new(At(day, rule.Time!), GfsFlags.Monthly, rule.Copy!.Months.Contains(day.Month))];

    private static IEnumerable<Wish> Yearly(YearlyRule? rule, DateOnly day) =>
        rule?.Month != day.Month || DayOf(rule.On!, day) != day ? [] : [new(At(day, rule.Time!), GfsFlags.Yearly, false)];

    private static DateTime At(DateOnly day, string time) =>
        day.ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    public static DateOnly DayOf(MonthDay on, DateOnly anyDay)
    {
        var days = Enumerable.Range(1, DateTime.DaysInMonth(anyDay.Year, anyDay.Month))
            .Select(number => new DateOnly(anyDay.Year, anyDay.Month, number)).ToList();
        if (on.DayOfMonth is { } wanted)
        {
            return days.Last(day => day.Day <= wanted);
        }

        var named = days.Where(day => on.Day is null || day.DayOfWeek == on.Day).ToList();
        return on.Ordinal == MonthOrdinal.Last ? named[^1] : named[(int)on.Ordinal!];
    }
}
