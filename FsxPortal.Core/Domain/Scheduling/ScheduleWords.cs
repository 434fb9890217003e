using System.Globalization;

namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>How schedules are spoken of.</summary>
public static class ScheduleWords
{
    private static readonly DateTimeFormatInfo Calendar = CultureInfo.InvariantCulture.DateTimeFormat;

    /// <summary>The days of the week in the order of Europe's calendars.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
            DayOfWeek.Sunday];

    /// <summary>When a schedule runs, in a line; without rules it is by hand only. A time is not said twice in a row.</summary>
    public static string When(Schedule? schedule)
    {
        (string Text, string Time)?[] rules =
        [
            schedule?.Daily is { } daily ? (Days(daily.Days), Hours(daily)) : null,
            schedule?.Weekly is { Days: { } days } weekly ? ($"weekly on {Days(days)}", $"at {weekly.Time}") : null,
            schedule?.Monthly is { On: { } on } monthly ? ($"monthly on the {Day(on)}{OfMonths(monthly.Months, "")}", $"at {monthly.Time}")
                : null,
            schedule?.Yearly is { On: { } date, Month: { } month } yearly
                ? ($"yearly on the {Day(date)} of {Month(month)}", $"at {yearly.Time}") : null,
        ];
        var (text, last) = ("by hand only", "");
        foreach (var (what, time) in rules.OfType<(string, string)>())
        {
            var said = time == last ? what : $"{what} {time}";
            (text, last) = (last.Length == 0 ? said : $"{text}; {said}", time);
        }

        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>Such as <c>every day</c> or <c>Monday and Thursday</c>.</summary>
    public static string Days(DaySet days) => days switch
    {
        _ when days.Equals(DaySet.Everyday) => "every day",
        _ when days.Equals(DaySet.Weekdays) => "Monday to Friday",
        _ => List(Week.Where(days.Contains).Select(day => day.ToString())),
    };

    /// <summary>Such as <c>at 06:00 and 18:00</c> or <c>at every hour</c>.</summary>
    public static string Hours(DailyRule rule)
    {
        var hours = rule.Hours.Distinct().Count() == 24 ? "at every hour" : $"at {Hours(rule.Hours)}";
        return rule.RunsPerHour == 1 ? hours : $"{hours} ({rule.RunsPerHour} times an hour)";
    }

    /// <summary>Such as <c>06:00 and 18:00</c>.</summary>
    public static string Hours(IEnumerable<int> hours) => List(hours.Distinct().Order().Select(hour => $"{hour:00}:00"));

    /// <summary>Such as <c>first Monday</c>, <c>last day</c> or <c>31st or last day</c>.</summary>
    public static string Day(MonthDay day) => day switch
    {
        { DayOfMonth: { } number } => number > 28 ? $"{Ordinal(number)} or last day" : Ordinal(number),
        { Day: null } => "last day",
        _ => $"{Lower(day.Ordinal)} {day.Day}",
    };

    /// <summary>Such as <c> of January and July</c>; all months need no naming but what is said for them.</summary>
    public static string OfMonths(IEnumerable<int> months, string ofAll)
    {
        int[] named = [.. months.Distinct().Order()];
        return named.Length == 12 ? ofAll : $" of {List(named.Select(Month))}";
    }

    /// <summary>The name of a month.</summary>
    public static string Month(int number) =>
        number is >= 1 and <= 12 ? Calendar.GetMonthName(number) : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Words with commas and an <c>and</c>.</summary>
    public static string List(IEnumerable<string> words) => words.ToArray() switch
    {
        [] => "",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };

    private static string Lower(MonthOrdinal? ordinal) => ordinal?.ToString().ToLowerInvariant() ?? "";

    private static string Ordinal(int number) => (number % 100 is >= 11 and <= 13 ? 0 : number % 10) switch
    {
        1 => $"{number}st",
        2 => $"{number}nd",
        3 => $"{number}rd",
        _ => $"{number}th",
    };
}
