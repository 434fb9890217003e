using System.Numerics;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Timelines;

/// <summary>Says where everything on a timeline stands. Pure geometry: what is drawn, and how, is the page's.</summary>
public static class TimelineLayout
{
    /// <summary>Room for the axis, above the tracks.</summary>
    public const double AxisHeight = 30;

    public const double TrackHeight = 84;

    /// <summary>From the top of a track to the middle of its marks.</summary>
    public const double MarkOffset = 36;

    /// <summary>Half of a mark.</summary>
    public const double Radius = 7;

    private const double LeastTick = 76;
    private const double LeastLabel = 66;
    private const double LeastBucket = 30;
    private const double WidestGroup = 44;
    private const double LeastGap = 26;

    /// <summary>The stretch whose items can be seen at all: groups at the edges are whole, however little of them is in sight.</summary>
    public static TimelineSpan Reach(TimelineSpan span, double width, TimeZoneInfo zone)
    {
        var bucket = CalendarStep.Fitting(span, width, zone, LeastBucket);
        return new TimelineSpan(bucket.Floor(span.From), bucket.Next(bucket.Floor(span.To)));
    }

    /// <summary>Draws a history into a width.</summary>
    /// <param name="zone">By whose calendar the axis is divided and marks are grouped.</param>
    /// <param name="withDeleted">Whether restore points that are gone are drawn.</param>
    public static TimelineDrawing Draw(TimelineHistory history, TimelineSpan span, double width, TimeZoneInfo zone, bool withDeleted)
    {
        var reach = Reach(span, width, zone);
        var items = history.Items.Where(item => item.Moment >= reach.From && item.Moment < reach.To)
            .Where(item => withDeleted || item.Point is not { State: RestorePointState.Deleted or RestorePointState.Missing })
            .OrderBy(item => item.Moment).ToList();
        var bucket = CalendarStep.Fitting(span, width, zone, LeastBucket);
        DrawnTrack[] tracks = [.. Tracks(items, history).Select((track, row) => new DrawnTrack(
            track.Chain, AxisHeight + (row * TrackHeight), Marks(track.Items, bucket, span, width)))];
        return new TimelineDrawing(
            width, AxisHeight
                + (tracks.Length * TrackHeight), tracks, [.. Ticks(span, width, zone)], [.. Links(tracks)], NowX(history.Now, span, width));
    }

    // The chain on top, each copy chain below it, what stands apart at the bottom. Runs belong to the chain they would have served.
    private static IEnumerable<Track> Tracks(List<TimelineItem> visible, TimelineHistory history)
    {
        var home = history.Items.Where(item => item.Point?.Kind == RestorePointKind.Backup).MaxBy(item => item.Moment) is { } newest
            ? ChainOf(newest)
            : history.Chains.FirstOrDefault(chain => chain.Kind == RestorePointKind.Backup)
            ?? new TimelineChain(RestorePointKind.Backup, "", "");
        var items = visible.ToLookup(item => item.Point is null ? home : ChainOf(item));
        return history.Chains.Append(home).Concat(items.Select(group => group.Key)).Distinct()
            .OrderBy(chain => (chain.Kind, chain.Region, chain.Vault))
            .Select(chain => new Track(chain, [.. items[chain]]));
    }

    private static TimelineChain ChainOf(TimelineItem item) => TimelineChain.Of(item.Point!.Kind, item.Point.Region, item.Point.Vault);

    private static List<DrawnMark> Marks(IReadOnlyList<TimelineItem> items, CalendarStep bucket, TimelineSpan span, double width)
    {
        double At(DateTimeOffset moment) => span.ShareOf(moment) * width;
        var marks = new List<DrawnMark>();
        foreach (var group in items.GroupBy(item => bucket.Floor(item.Moment)))
        {
            TimelineItem[] inside = [.. WithoutPlans(group)];
            var (left, right) = (At(group.Key), At(bucket.Next(group.Key)));
            if (inside.Zip(inside.Skip(1), (one, next) => At(next.Moment) - At(one.Moment)).All(gap => gap >= LeastGap))
            {
                // A mark is shifted by at most LeastGap, so that it never covers a mark of the next bucket.
                marks.AddRange(inside.Select(item => Tail(Single(item, Inside(At(item.Moment), left, right, LeastGap)), At, width)));
            }
            else
            {
                var wide = Math.Min(right - left - 4, WidestGroup);
                var middle = (At(inside[0].Moment) + At(inside[^1].Moment)) / 2;
                marks.Add(Tail(new DrawnMark(MarkShape.Group, Inside(middle, left, right, wide + 4), wide, inside), At, width));
            }
        }

        return marks;
    }

    // Not Math.Clamp: what is just as wide as its room may be wider by the last digit.
    private static double Inside(double x, double left, double right, double width) =>
        Math.Max(left + (width / 2), Math.Min(x, right - (width / 2)));

    // A number says what there is: what is only planned is not counted with it.
    private static IEnumerable<TimelineItem> WithoutPlans(IEnumerable<TimelineItem> items) =>
        items.Any(item => item.Kind != TimelineItemKind.Planned) ? items.Where(item => item.Kind != TimelineItemKind.Planned) : items;

    private static DrawnMark Single(TimelineItem item, double x) => new(ShapeOf(item), x, 2 * Radius, [item]);

    private static MarkShape ShapeOf(TimelineItem item) => item switch
    {
        { Kind: TimelineItemKind.Failed } => MarkShape.Failed,
        { Kind: TimelineItemKind.Missed } => MarkShape.Missed,
        { Kind: TimelineItemKind.Planned } => MarkShape.Planned,
        { Point.Incremental: true } => MarkShape.Incremental,
        { Point.Incremental: false } => MarkShape.Full,
        _ => MarkShape.Unknown,
    };

    private static DrawnMark Tail(DrawnMark mark, Func<DateTimeOffset, double> at, double width)
    {
        var longest = mark.Items.Where(item =>
            item.Point is { State: not (RestorePointState.Deleted or RestorePointState.Missing), Until: not null })
            .MaxBy(item => item.Point!.Until);
        if (longest is null)
        {
            return mark;
        }

        var (start, end) = (Math.Max(mark.X, 0), Math.Min(at(longest.Point!.Until!.Value), width));
        return end - start < 1 ? mark : mark with { TailTo = end, TailRow = RowOf(longest.Flags) };
    }

    private static int RowOf(GfsFlags flags) => flags == GfsFlags.None ? 0 : BitOperations.Log2((uint)flags);

    private static IEnumerable<DrawnTick> Ticks(TimelineSpan span, double width, TimeZoneInfo zone)
    {
        var step = CalendarStep.Fitting(span, width, zone, LeastTick);
        return step.Within(span).Select(at => (at, name: step.Name(at))).Select(tick => (X: span.ShareOf(tick.at) * width, tick.name))
            .Select(tick => new DrawnTick(tick.X, tick.X <= width - LeastLabel ? tick.name.Label : "", tick.name.IsMajor));
    }

    // Of groups nobody could say which of their points a line belongs to.
    private static IEnumerable<DrawnLink> Links(DrawnTrack[] tracks)
    {
        var single = tracks.SelectMany(track => track.Marks, (track, mark) => (track, mark))
            .Where(pair => pair.mark.Shape != MarkShape.Group && pair.mark.First.Kind == TimelineItemKind.Point)
            .ToDictionary(pair => pair.mark.First.Id!.Value);
        return from copy in single.Values
               where copy.mark.First.Point?.SourceId is not null
               let source = single.GetValueOrDefault(copy.mark.First.Point!.SourceId!.Value)
               where source.mark is not null
               select new DrawnLink(copy.mark.X, copy.track.Y + MarkOffset, source.mark.X, source.track.Y + MarkOffset);
    }

    private static double? NowX(DateTimeOffset now, TimelineSpan span, double width) =>
        now >= span.From && now < span.To ? span.ShareOf(now) * width : null;

    private sealed record Track(TimelineChain Chain, IReadOnlyList<TimelineItem> Items);
}
