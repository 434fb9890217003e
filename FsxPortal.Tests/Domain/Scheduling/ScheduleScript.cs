using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>Lists the runs of the schedule that a golden file describes.</summary>
/// <remarks>
/// <c>zone</c> and <c>daily days= hours= [runs=] [copy=]</c> say the schedule; <c>days FROM [TO]</c> lists the runs of local days with the
/// offset of local time, <c>next INSTANT</c> the first run after an instant of UTC.
/// </remarks>
internal sealed class ScheduleScript
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private Schedule _schedule = new();

    public static string Run(string text) => Golden.Answer(text, new ScheduleScript().Step);

    private IEnumerable<string> Step(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "zone":
                _zone = TimeZoneInfo.FindSystemTimeZoneById(words[1]);
                return [];
            case "daily":
                _schedule = new Schedule { Daily = Daily(words.Skip(1).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])) };
                return [];
            case "days":
                return Days(words[1], words[^1]);
            case "next":
                return [Say(Occurrences.Next(_schedule, _zone, Some.Instant($"{words[1]} {words[2]}")))];
            default:
                throw new FormatException($"What does '{input}' mean?");
        }
    }

    private static DailyRule Daily(Dictionary<string, string> settings) => new()
    {
        Days = settings["days"] switch
        {
            "Everyday" => DaySet.Everyday,
            "Weekdays" => DaySet.Weekdays,
            var list => DaySet.Of(list.Split(',').Select(Enum.Parse<DayOfWeek>)),
        },
        Hours = Numbers(settings["hours"]),
        RunsPerHour = int.Parse(settings.GetValueOrDefault("runs", "1"), CultureInfo.InvariantCulture),
        Copy = settings.TryGetValue("copy", out var copy) ? new DailyCopy { Hours = Numbers(copy) } : null,
    };

    // The window is wider than the days, so that the answer depends on no conversion from local times.
    private IEnumerable<string> Days(string from, string to)
    {
        var runs = Occurrences.Between(_schedule, _zone, Some.Day(from).AddDays(-2), Some.Day(to).AddDays(3))
            .Where(run => string.CompareOrdinal(LocalDay(run), from) >= 0 && string.CompareOrdinal(LocalDay(run), to) <= 0)
            .Select(Say).ToList();
        return runs.Count > 0 ? runs : ["nothing"];
    }

    private string LocalDay(Occurrence run) =>
        TimeZoneInfo.ConvertTime(run.Slot, _zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Say(Occurrence? run)
    {
        if (run is null)
        {
            return "never";
        }

        var copied = run.CopyFlags == GfsFlags.None ? "" : $" copied {string.Concat(run.CopyFlags.ToLetters())}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{TimeZoneInfo.ConvertTime(run.Slot, _zone):ddd yyyy-MM-dd HH:mm zzz} {string.Concat(run.Flags.ToLetters())}{copied}");
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
