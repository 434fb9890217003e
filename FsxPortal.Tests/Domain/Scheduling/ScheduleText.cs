using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>The schedule that lines of a golden file describe.</summary>
/// <remarks>
/// <c>zone NAME</c>; <c>daily days= hours= [runs=] [copy=HOURS]</c>; <c>weekly time= days= [copy=DAYS]</c>;
/// <c>monthly time= on= months= [copy=MONTHS]</c>; <c>yearly time= on= month=</c>; each
/// rule with <c>[keep=14d] [keep-copies=21d]</c> in days, months (m)
/// or years (y). A rule replaces the one of its kind, <c>no RULE</c> removes it. <c>on</c> is <c>First-Monday</c>, <c>Last</c> or a number.
/// </remarks>
internal sealed class ScheduleText
{
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public Schedule Schedule { get; private set; } = new();

    /// <summary>Takes a line over, if it is about the schedule.</summary>
    public bool Take(string[] words)
    {
        if (words[0] == "zone")
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById(words[1]);
            return true;
        }

        var settings = words.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var before = Schedule;
        Schedule = string.Join(' ', words.Take(words[0] == "no" ? 2 : 1)) switch
        {
            "daily" => Schedule with { Daily = Daily(settings) },
            "weekly" => Schedule with { Weekly = Weekly(settings) },
            "monthly" => Schedule with { Monthly = Monthly(settings) },
            "yearly" => Schedule with { Yearly = Yearly(settings) },
            "no daily" => Schedule with { Daily = null },
            "no weekly" => Schedule with { Weekly = null },
            "no monthly" => Schedule with { Monthly = null },
            "no yearly" => Schedule with { Yearly = null },
            _ => Schedule,
        };
        return !ReferenceEquals(before, Schedule);
    }

    private static DailyRule Daily(Dictionary<string, string> settings) => new()
    {
        Days = Days(settings["days"]),
        Hours = Numbers(settings["hours"]),
        RunsPerHour = int.Parse(settings.GetValueOrDefault("runs", "1"), CultureInfo.InvariantCulture),
        Retention = Keep(settings, "keep"),
        Copy = settings.TryGetValue("copy", out var copy)
            ? new DailyCopy { Hours = Numbers(copy), Retention = Keep(settings, "keep-copies") } : null,
    };

    private static WeeklyRule Weekly(Dictionary<string, string> settings) => new()
    {
        Time = settings["time"],
        Days = Days(settings["days"]),
        Retention = Keep(settings, "keep"),
        Copy = settings.TryGetValue("copy", out var copy) ? new WeeklyCopy { Days = Days(copy), Retention = Keep(settings, "keep-copies") }
            : null,
    };

    private static MonthlyRule Monthly(Dictionary<string, string> settings) => new()
    {
        Time = settings["time"],
        On = On(settings["on"]),
        Months = Months(settings["months"]),
        Retention = Keep(settings, "keep"),
        Copy = settings.TryGetValue("copy", out var copy)
            ? new MonthlyCopy { Months = Months(copy), Retention = Keep(settings, "keep-copies") } : null,
    };

    private static YearlyRule Yearly(Dictionary<string, string> settings) => new()
    {
        Time = settings["time"],
        On = On(settings["on"]),
        Month = Months(settings["month"])[0],
        Retention = Keep(settings, "keep"),
    };

    private static DaySet Days(string text) => text switch
    {
        "Everyday" => DaySet.Everyday,
        "Weekdays" => DaySet.Weekdays,
        var list => DaySet.Of(list.Split(',').Select(Enum.Parse<DayOfWeek>)),
    };

    private static MonthDay On(string text) => text.Split('-') switch
    {
        [var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var day) => new MonthDay { DayOfMonth = day },
        [var ordinal] => new MonthDay { Ordinal = Enum.Parse<MonthOrdinal>(ordinal) },
        var both => new MonthDay { Ordinal = Enum.Parse<MonthOrdinal>(both[0]), Day = Enum.Parse<DayOfWeek>(both[1]) },
    };

    private static int[] Months(string text) => text == "all"
        ? [.. Enumerable.Range(1, 12)]
        : [.. text.Split(',').Select(month => DateTime.ParseExact(month, "MMM", CultureInfo.InvariantCulture).Month)];

    private static Period? Keep(Dictionary<string, string> settings, string key) =>
        !settings.TryGetValue(key, out var text) ? null : Some.Period(
        $"{text[..^1]} {text[^1] switch { 'd' => "days", 'm' => "months", _ => "years" }}");

    private static int[] Numbers(string list) => [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
