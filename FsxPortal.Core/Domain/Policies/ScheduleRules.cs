using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>Checks the schedule of a policy document.</summary>
internal static class ScheduleRules
{
    private const int MaxRunsPerHour = 4;

    public static IEnumerable<Problem> Validate(PolicyDocument document)
    {
        if (document.Schedule is not { } schedule)
        {
            return [];
        }

        return Daily(schedule.Daily).Concat(NotYet(schedule));
    }

    private static IEnumerable<Problem> Daily(DailyRule? daily)
    {
        const string at = "schedule.daily";
        if (daily is null)
        {
            return [];
        }

        return
        [
            .. daily.Days is null or { Days.Count: 0 } ? [new Problem($"{at}.days", "Choose at least one day.")] : Array.Empty<Problem>(),
            .. Hours($"{at}.hours", daily.Hours),
            .. daily.RunsPerHour is < 1 or > MaxRunsPerHour
                ? [new Problem($"{at}.runsPerHour", $"Runs per hour are a number from 1 to {MaxRunsPerHour}.")] : Array.Empty<Problem>(),
            .. Retention($"{at}.retention", daily.Retention),
            .. Copy(daily),
        ];
    }

    private static IEnumerable<Problem> Copy(DailyRule daily)
    {
        const string at = "schedule.daily.copy";
        if (daily.Copy is not { } copy)
        {
            yield break;
        }

        foreach (var problem in Hours($"{at}.hours", copy.Hours).Concat(Retention($"{at}.retention", copy.Retention)))
        {
            yield return problem;
        }

        foreach (var hour in copy.Hours.Except(daily.Hours).Where(hour => hour is >= 0 and <= 23))
        {
            yield return new($"{at}.hours", $"Copies are made of backups: {hour}:00 is no hour of a backup.");
        }
    }

    private static IEnumerable<Problem> Hours(string at, IReadOnlyList<int>? hours)
    {
        if (hours is null or { Count: 0 })
        {
            yield return new(at, "Choose at least one hour.");
            yield break;
        }

        for (var i = 0; i < hours.Count; i++)
        {
            if (hours[i] is < 0 or > 23)
            {
                yield return new($"{at}[{i}]", $"{hours[i]} is not an hour from 0 to 23.");
            }
        }
    }

    private static IEnumerable<Problem> Retention(string at, Period? period)
    {
        if (period is null)
        {
            yield return new(at, "Say how long restore points are kept.");
            yield break;
        }

        var most = period.Unit switch
        {
            PeriodUnit.Days => 36_500,
            PeriodUnit.Months => 1_188,
            PeriodUnit.Years => 0,
        };
        if (most == 0)
        {
            yield return new($"{at}.unit", "This rule keeps restore points for days or months.");
        }
        else if (period.Count < 1 || period.Count > most)
        {
            yield return new($"{at}.count", $"Retention is a number from 1 to {most} {period.Unit.ToString().ToLowerInvariant()}.");
        }
    }

    private static IEnumerable<Problem> NotYet(Schedule schedule)
    {
        foreach (var (name, rule) in new (string, object?)[] { ("weekly", schedule.Weekly), ("monthly", schedule.Monthly), ("yearly", schedule.Yearly) })
        {
            if (rule is not null)
            {
                yield return new($"schedule.{name}", $"{char.ToUpperInvariant(name[0])}{name[1..]} rules are not available yet. Use a daily rule.");
            }
        }
    }
}
