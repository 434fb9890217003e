using System.Globalization;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Timelines;

/// <summary>Writes a history and draws it: the language of the golden files.</summary>
/// <remarks>
/// <c>backups 2026-03-01T02:00 every 24h x 17 D keep 14d [deleted]</c>, <c>copies
/// …</c> (each of the backup of its moment), <c>manual …</c>,
/// <c>failed 2026-03-05T02:00</c>, <c>missed …</c>, <c>planned … every … x …</c>, <c>now
/// …</c>, <c>zone Europe/Berlin</c>, <c>draw FROM TO WIDTH [deleted]</c>.
/// </remarks>
internal sealed class TimelineScript
{
    private readonly List<TimelineItem> _items = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public static string Run(string text)
    {
        var script = new TimelineScript();
        return Golden.Answer(text, line => script.Step(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string N(double number) => Math.Round(number).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<string> Step(string[] words)
    {
        switch (words[0])
        {
            case "now":
                _now = Instant(words[1]);
                return [];
            case "zone":
                _zone = TimeZoneInfo.FindSystemTimeZoneById(words[1]);
                return [];
            case "draw":
                return Describe(TimelineLayout.Draw(
                    new TimelineHistory(_items, [], _now, null), new TimelineSpan(Instant(words[1]), Instant(words[2])),
                    int.Parse(words[3], CultureInfo.InvariantCulture), _zone, words.Contains("deleted")));
            case "failed" or "missed" or "planned":
                _items.AddRange(
                    Moments(words).Select(at => new TimelineItem(Enum.Parse<TimelineItemKind>(words[0], ignoreCase: true), at)));
                return [];
            default:
                _items.AddRange([.. Moments(words).Select((at, number) => Point(words, at, number))]);
                return [];
        }
    }

    private static IEnumerable<DateTimeOffset> Moments(string[] words)
    {
        var every = Array.IndexOf(words, "every");
        var step = TimeSpan.FromHours(every < 0 ? 0 : double.Parse(words[every + 1].TrimEnd('h'), CultureInfo.InvariantCulture));
        var count = every < 0 ? 1 : int.Parse(words[every + 3], CultureInfo.InvariantCulture);
        return Enumerable.Range(0, count).Select(number => Instant(words[1]) + (step * number));
    }

    private TimelineItem Point(string[] words, DateTimeOffset at, int number)
    {
        var kind = words[0] switch
        {
            "backups" =>
            RestorePointKind.Backup,
            "copies" => RestorePointKind.Copy,
            _ => RestorePointKind.Manual
        };
        var keep = Array.IndexOf(words, "keep");
        return new TimelineItem(TimelineItemKind.Point, at)
        {
            Id = new Guid(_items.Count + 1 + number, 0, 0, new byte[8]),
            Flags = GfsLetters.Parse(words.FirstOrDefault(word => word.Trim('D', 'W', 'M', 'Y').Length == 0) ?? ""),
            Point = new TimelinePoint
            {
                Kind = kind,
                State = words.Contains("deleted") ? RestorePointState.Deleted : RestorePointState.Available,
                Vault = kind == RestorePointKind.Copy ? "far" : "near",
                Region = "r",
                Incremental = kind == RestorePointKind.Manual ? null : number > 0,
                SourceId = kind == RestorePointKind.Copy
                    ? _items.Find(item => item.Point?.Kind == RestorePointKind.Backup && item.Moment == at)?.Id : null,
                Until = keep < 0 ? null : at.AddDays(int.Parse(words[keep + 1].TrimEnd('d'), CultureInfo.InvariantCulture)),
            },
        };
    }

    private static IEnumerable<string> Describe(TimelineDrawing drawing)
    {
        yield return $"axis: {string.Join(", ", drawing.Ticks.Where(tick => tick.Label.Length > 0).Select(tick => $"{N(tick.X)} {tick.Label}{(tick.IsMajor ? "*" : "")}"))}";
        foreach (var track in drawing.Tracks)
        {
            yield return $"{track.Chain.Kind} {track.Chain.Vault} at {N(track.Y)}: {string.Join(", ", track.Marks.Select(Describe))}";
        }

        if (drawing.Links.Count > 0)
        {
            yield return $"links: {string.Join(", ", drawing.Links.Select(link => $"{N(link.FromX)} {N(link.FromY)} to {N(link.ToX)} {N(link.ToY)}"))}";
        }

        yield return $"now: {(drawing.NowX is { } now ? N(now) : "not in sight")}";
    }

    private static string Describe(DrawnMark mark)
    {
        var shape = mark.Shape == MarkShape.Group ? $"({mark.Items.Count}{(mark.HasTrouble ? "!" : "")})"
            : mark.Shape.ToString().ToLowerInvariant();
        var tail = mark.TailTo is { } end ? $"~{N(end)}{(mark.TailRow > 0 ? $" row {mark.TailRow}" : "")}" : "";
        return $"{shape} {string.Concat(mark.Flags.ToLetters())}@{N(mark.X)}{tail}{(mark.IsGone ? " gone" : "")}";
    }
}
