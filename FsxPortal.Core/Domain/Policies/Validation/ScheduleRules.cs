using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>Checks the schedule of a policy document.</summary>
internal static class ScheduleRules
{
    private const int MaxRunsPerHour = 4;

    public static IEnumerable<Problem> Validate(PolicyDocument document) =>
    [
        .. document.Schedule?.Daily is { } daily ? Daily("schedule.daily", daily) : [],
        .. document.Schedule?.Weekly is { } weekly ? Weekly("schedule.weekly", weekly) : [],
        .. document.Schedule?.Monthly is { } monthly ? Monthly("schedule.monthly", monthly) : [],
        .. document.Schedule?.Yearly is { } yearly ? Yearly("schedule.yearly", yearly) : [],
    ];

    private static IEnumerable<Problem> Daily(string at, DailyRule rule) =>
    [
        .. Days($"{at}.days", rule.Days),
        .. Numbers($"{at}.hours", rule.Hours, "hour", 0, 23),
        .. rule.RunsPerHour is < 1 or > MaxRunsPerHour
            ? [new Problem($"{at}.runsPerHour", $"Runs per hour are a number from 1 to {MaxRunsPerHour}.")] : Array.Empty<Problem>(),
        .. PeriodRules.Short($"{at}.retention", rule.Retention),
        .. rule.Copy is not { } copy ? [] : Numbers($"{at}.copy.hours", copy.Hours, "hour", 0, 23)
            .Concat(PeriodRules.Short($"{at}.copy.retention", copy.Retention))
            .Concat(WithoutBackup(
                $"{at}.copy.hours", "hour", copy.Hours.Except(rule.Hours).Where(hour => hour is >= 0 and <= 23)
                    .Select(hour => $"{hour}:00"))),
    ];

    private static IEnumerable<Problem> Weekly(string at, WeeklyRule rule) =>
    [
        .. Time($"{at}.time", rule.Time),
        .. Days($"{at}.days", rule.Days),
        .. PeriodRules.Short($"{at}.retention", rule.Retention),
        .. rule.Copy is not { } copy ? [] : Days($"{at}.copy.days", copy.Days)
            .Concat(PeriodRules.Short($"{at}.copy.retention", copy.Retention))
            .Concat(WithoutBackup(
                $"{at}.copy.days", "day", (copy.Days?.Days ?? []).Except(rule.Days?.Days ?? []).Select(day => day.ToString()))),
    ];

    private static IEnumerable<Problem> Monthly(string at, MonthlyRule rule) =>
    [
        .. Time($"{at}.time", rule.Time),
        .. Day($"{at}.on", rule.On),
        .. Numbers($"{at}.months", rule.Months, "month", 1, 12),
        .. PeriodRules.Short($"{at}.retention", rule.Retention),
        .. rule.Copy is not { } copy ? [] : Numbers($"{at}.copy.months", copy.Months, "month", 1, 12)
            .Concat(PeriodRules.Short($"{at}.copy.retention", copy.Retention))
            .Concat(WithoutBackup($"{at}.copy.months", "month", copy.Months.Except(rule.Months).Where(month => month is >= 1 and <= 12)
                .Select(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName))),
    ];

    private static IEnumerable<Problem> Yearly(string at, YearlyRule rule) =>
    [
        .. Time($"{at}.time", rule.Time),
        .. Day($"{at}.on", rule.On),
        .. rule.Month switch
        {
            null => [new Problem($"{at}.month", "Choose the month.")],
            { } month => OutOfRange($"{at}.month", month, "month", 1, 12),
        },
        .. PeriodRules.Years($"{at}.retention", rule.Retention),
    ];

    private static IEnumerable<Problem> Time(string at, string? time)
    {
        if (CivilTime.Parse(time) is null)
        {
            yield return new(
                at, string.IsNullOrEmpty(time) ? "Say at which time it runs, for example 06:00."
                    : $"'{time}' is not a time of day such as 06:00.");
        }
    }

    private static IEnumerable<Problem> Days(string at, DaySet? days)
    {
        if (days is null or { Days.Count: 0 })
        {
            yield return new(at, "Choose at least one day.");
        }
    }

    private static IEnumerable<Problem> Day(string at, MonthDay? day)
    {
        if (day is null)
        {
            yield return new(at, "Choose the day of the month.");
        }
        else if (!day.IsComplete)
        {
            yield return new(at, "Name the day of the month in one way: an ordinal with a weekday, the ordinal Last alone, or a number.");
        }
        else if (day.DayOfMonth is < 1 or > 31)
        {
            yield return new($"{at}.dayOfMonth", $"{day.DayOfMonth} is not a day from 1 to 31.");
        }
    }

    private static IEnumerable<Problem> Numbers(string at, IReadOnlyList<int>? numbers, string noun, int first, int last) =>
        numbers is null or { Count: 0 }
            ? [new Problem(at, $"Choose at least one {noun}.")]
            : numbers.Index().SelectMany(number => OutOfRange($"{at}[{number.Index}]", number.Item, noun, first, last));

    private static IEnumerable<Problem> OutOfRange(string at, int number, string noun, int first, int last)
    {
        if (number < first || number > last)
        {
            yield return new(at, $"{number} is not {(noun == "hour" ? "an" : "a")} {noun} from {first} to {last}.");
        }
    }

    private static IEnumerable<Problem> WithoutBackup(string at, string noun, IEnumerable<string> copied) =>
        copied.Select(one => new Problem(at, $"Copies are made of backups: {one} is no {noun} of a backup."));
}
