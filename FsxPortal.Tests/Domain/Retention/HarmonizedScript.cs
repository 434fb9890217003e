using System.Globalization;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>Follows the schedule that a golden file describes: makes a point at each slot and has the chains judged after each.</summary>
/// <remarks>
/// Besides the lines of <see cref="ScheduleText"/>, <c>start DAY</c> begins; <c>after INSTANT</c> shows what there is then, each point with
/// the flags that keep it, and what has gone since the last look. Four points in
/// a row with the same flags are told together. Times are UTC.
/// </remarks>
internal sealed class HarmonizedScript
{
    private const int Few = 3;

    private readonly ScheduleText _text = new();
    private readonly List<(RestorePoint Point, string Lasting)> _backups = [];
    private readonly List<(RestorePoint Point, string Lasting)> _copies = [];
    private readonly List<RestorePoint> _gone = [];
    private DateTimeOffset _now;
    private int _made;

    public static string Run(string text) => Golden.Answer(text, new HarmonizedScript().Step);

    private IEnumerable<string> Step(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case var _ when _text.Take(words):
                return [];
            case "start":
                _now = Some.Day(words[1]);
                return [];
            case "after":
                return Follow(Some.Instant($"{words[1]} {words[2]}"));
            default:
                throw new FormatException($"What does '{input}' mean?");
        }
    }

    private IEnumerable<string> Follow(DateTimeOffset until)
    {
        foreach (var run in Occurrences.Between(_text.Schedule, _text.Zone, _now, until))
        {
            Make(_backups, RestorePointKind.Backup, run, run.Flags, _text.Schedule.BackupPeriods());
            if (run.CopyFlags != GfsFlags.None)
            {
                Make(_copies, RestorePointKind.Copy, run, run.CopyFlags, _text.Schedule.CopyPeriods());
            }

            Judge(run.Slot);
        }

        _now = until;
        Judge(until);
        List<string> answers =
        [
            .. Say("", _backups.Concat(_copies)),
            .. Say("gone: ", _gone.OrderBy(point => point.Kind).ThenBy(point => point.Slot).Select(point => (point, ""))),
        ];
        _gone.Clear();
        return answers;
    }

    private void Make(
        List<(RestorePoint, string)> chain, RestorePointKind kind, Occurrence run, GfsFlags flags,
        IReadOnlyDictionary<GfsFlags, Period> periods) =>
        chain.Add((
            Some.RestorePoint(
                run.Slot.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), string.Concat(flags.ToLetters()),
                new RetentionRules(periods, _text.Zone.Id), kind, id: ++_made),
            ""));

    private void Judge(DateTimeOffset now)
    {
        foreach (var chain in new[] { _backups, _copies })
        {
            var verdicts = RetentionPlanner.Plan(
                Some.Chain([.. chain.Select(judged => judged.Point)]), new Circumstances { KeepNewest = false }, now);
            _gone.AddRange(verdicts.Where(verdict => !verdict.IsKept).Select(verdict => verdict.Point));
            chain.Clear();
            chain.AddRange(verdicts.Where(verdict => verdict.IsKept)
                .Select(verdict => (verdict.Point, string.Concat(verdict.Reasons.SelectMany(reason => reason.Flag.ToLetters())))));
        }
    }

    private static IEnumerable<string> Say(string what, IEnumerable<(RestorePoint Point, string Flags)> points)
    {
        var rows = new List<(string Look, List<RestorePoint> Points)>();
        foreach (var (point, flags) in points)
        {
            var look = $"{point.Kind} {flags}".TrimEnd();
            if (rows.Count == 0 || rows[^1].Look != look)
            {
                rows.Add((look, []));
            }

            rows[^1].Points.Add(point);
        }

        return rows.SelectMany(row => row.Points.Count > Few
            ? [$"{what}{row.Look} {Say(row.Points[0])} to {Say(row.Points[^1])} ({row.Points.Count})"]
            : row.Points.Select(point => $"{what}{row.Look} {Say(point)}"));
    }

    private static string Say(RestorePoint point) => point.Slot!.Value.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
