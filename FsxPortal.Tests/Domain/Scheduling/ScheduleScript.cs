using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>Lists the runs of the schedule that a golden file describes.</summary>
/// <remarks>
/// Besides the lines of <see cref="ScheduleText"/>, <c>days FROM [TO]</c> lists the runs of local days with the offset of local time,
/// <c>next INSTANT</c> the first run after an instant of UTC.
/// </remarks>
internal sealed class ScheduleScript
{
    private readonly ScheduleText _text = new();

    public static string Run(string text) => Golden.Answer(text, new ScheduleScript().Step);

    private IEnumerable<string> Step(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words[0] switch
        {
            _ when _text.Take(words) => [],
            "days" => Days(words[1], words[^1]),
            "next" => [Say(Occurrences.Next(_text.Schedule, _text.Zone, Some.Instant($"{words[1]} {words[2]}")))],
            _ => throw new FormatException($"What does '{input}' mean?"),
        };
    }

    // The window is wider than the days, so that the answer depends on no conversion from local times.
    private IEnumerable<string> Days(string from, string to)
    {
        var runs = Occurrences.Between(_text.Schedule, _text.Zone, Some.Day(from).AddDays(-2), Some.Day(to).AddDays(3))
            .Where(run => string.CompareOrdinal(LocalDay(run), from) >= 0 && string.CompareOrdinal(LocalDay(run), to) <= 0)
            .Select(Say).ToList();
        return runs.Count > 0 ? runs : ["nothing"];
    }

    private string LocalDay(Occurrence run) =>
        TimeZoneInfo.ConvertTime(run.Slot, _text.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Say(Occurrence? run)
    {
        if (run is null)
        {
            return "never";
        }

        var copied = run.CopyFlags == GfsFlags.None ? "" : $" copied {string.Concat(run.CopyFlags.ToLetters())}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{TimeZoneInfo.ConvertTime(run.Slot, _text.Zone):ddd yyyy-MM-dd HH:mm zzz} {string.Concat(run.Flags.ToLetters())}{copied}");
    }
}
