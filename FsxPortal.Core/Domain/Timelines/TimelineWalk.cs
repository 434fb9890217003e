namespace FsxPortal.Core.Domain.Timelines;

/// <summary>Where one goes from a mark.</summary>
public enum TimelineDirection
{
    Earlier,
    Later,

    /// <summary>To the track above.</summary>
    Up,
    Down,

    /// <summary>To the first mark of the track.</summary>
    First,
    Last,
}

/// <summary>Walks from mark to mark, as somebody does who has a keyboard.</summary>
public static class TimelineWalk
{
    /// <summary>The mark that stands for the item; none if none in sight does.</summary>
    public static DrawnMark? Find(TimelineDrawing drawing, string? key) =>
        key is null ? null : drawing.Tracks.SelectMany(track => track.Marks).FirstOrDefault(mark => Stands(mark, key));

    /// <summary>The next mark; none where there is no further one. Who stands nowhere comes to the newest mark first.</summary>
    public static DrawnMark? Go(TimelineDrawing drawing, string? key, TimelineDirection direction)
    {
        var row = drawing.Tracks.ToList().FindIndex(track => key is not null && track.Marks.Any(mark => Stands(mark, key)));
        if (row < 0)
        {
            return Newest(drawing);
        }

        var marks = drawing.Tracks[row].Marks;
        var at = marks.ToList().FindIndex(mark => Stands(mark, key!));
        return direction switch
        {
            TimelineDirection.Earlier => at > 0 ? marks[at - 1] : null,
            TimelineDirection.Later => at < marks.Count - 1 ? marks[at + 1] : null,
            TimelineDirection.First => marks[0],
            TimelineDirection.Last => marks[^1],
            TimelineDirection.Up => Nearest(drawing.Tracks.Take(row).Reverse(), marks[at].X),
            TimelineDirection.Down => Nearest(drawing.Tracks.Skip(row + 1), marks[at].X),
        };
    }

    private static DrawnMark? Newest(TimelineDrawing drawing)
    {
        var marks = drawing.Tracks.SelectMany(track => track.Marks).ToList();
        return marks.Where(mark => mark.First.Kind != TimelineItemKind.Planned).MaxBy(mark => mark.X) ?? marks.FirstOrDefault();
    }

    private static DrawnMark? Nearest(IEnumerable<DrawnTrack> tracks, double x) =>
        tracks.FirstOrDefault(track => track.Marks.Count > 0)?.Marks.MinBy(mark => Math.Abs(mark.X - x));

    private static bool Stands(DrawnMark mark, string key) => mark.Items.Any(item => item.Key == key);
}
