using System.Globalization;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Rare;

/// <summary>Follows the runs of a policy that a golden file describes, and says which flags they carry.</summary>
/// <remarks>
/// Besides the lines of <see cref="ScheduleText"/>, which change the policy once it is there, <c>start INSTANT</c> saves it. An end and an
/// instant (<c>failed 2026-03-01 06:00</c>) follow the schedule up to then: the last run has that end, those before it are good, but
/// <c>down</c> and <c>missed</c> mean all of them. <c>hand</c> is a good run by hand, <c>lacking</c> says what is missing, <c>on</c> and
/// <c>off</c> switch the policy, <c>created</c> is when AWS created the file system. Times are UTC.
/// </remarks>
internal sealed class CarriedScript
{
    private readonly ScheduleText _text = new();
    private RareHistory? _history;
    private DateTimeOffset _now;

    private PolicyDocument Document => Some.Document with { Schedule = _text.Schedule, TimeZone = _text.Zone.Id };

    public static string Run(string text) => Golden.Answer(text, new CarriedScript().Step);

    private IEnumerable<string> Step(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (_text.Take(words))
        {
            _history?.Policy.Change(Document, _now);
            return [];
        }

        var at = Some.Instant($"{words[1]} {words[2]}");
        switch (words[0])
        {
            case "start":
                _history = new RareHistory(new Policy(Some.Id(3), Document, 1, at));
                break;
            case "created":
                _history!.FileSystem = new(Some.Id(2), Some.Id(1), Some.FileSystem().Facts with { CreatedAt = at }, at);
                return [];
            case "on" or "off":
                _history!.Policy.AdvanceSchedule(words[0] == "off" ? at : _now);
                _history.Policy.Enable(words[0] == "on", at);
                break;
            case "lacking":
                return Say(_history!.LacksAt(at).Select(lack => ($"{lack.Kind}", lack.Flag)), "nothing is missing", "lacks");
            case "hand":
                var flag = _text.Schedule.Flags.Each().First();
                _now = at;
                return Tell(
                    new Occurrence(at, flag, _text.Schedule.CopyPeriods().ContainsKey(flag) ? flag : GfsFlags.None), RunEnd.Good,
                    SessionTrigger.Manual);
            default:
                return Follow(Enum.Parse<RunEnd>(words[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true), at);
        }

        _now = at;
        return [];
    }

    private IEnumerable<string> Follow(RunEnd end, DateTimeOffset until)
    {
        var due = Occurrences.Between(_text.Schedule, _text.Zone, _now, until).ToList();
        foreach (var run in due[..^1])
        {
            _history!.Run(run, end is RunEnd.Down or RunEnd.Missed ? end : RunEnd.Good);
        }

        _now = until;
        _history!.Policy.AdvanceSchedule(until);
        return Tell(due[^1], end, SessionTrigger.Schedule);
    }

    private IEnumerable<string> Tell(Occurrence run, RunEnd end, SessionTrigger trigger)
    {
        var task = _history!.Run(run, end, trigger);
        var copied = run.CopyFlags == GfsFlags.None ? "" : $", copied {string.Concat(run.CopyFlags.ToLetters())}";
        return
        [
            $"{string.Concat(run.Flags.ToLetters())}{copied}",
            .. task is null ? []
            : Say(task.Carried.Select(flag => ("Backup", flag)).Concat(task.CarriedCopies.Select(flag => ("Copy", flag))), null, "carries"),
        ];
    }

    private static IEnumerable<string> Say(IEnumerable<(string Who, CarriedFlag Flag)> flags, string? none, string verb)
    {
        List<string> lines = [.. flags.Select(pair => string.Create(CultureInfo.InvariantCulture,
            $"{pair.Who} {verb} {pair.Flag.Flag.ToLetters()[0]} of {pair.Flag.Slot:yyyy-MM-dd HH:mm}: {pair.Flag.Reason}"))];
        return lines.Count == 0 && none is not null ? [none] : lines;
    }
}
