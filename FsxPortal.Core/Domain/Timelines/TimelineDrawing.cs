using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Timelines;

/// <summary>How a mark looks; each is told from the others without colour.</summary>
public enum MarkShape
{
    /// <summary>A square.</summary>
    Full,

    /// <summary>A circle.</summary>
    Incremental,

    /// <summary>A diamond: nobody knows whether it is full.</summary>
    Unknown,

    /// <summary>A cross.</summary>
    Failed,

    /// <summary>A hollow circle with a dashed edge.</summary>
    Missed,

    /// <summary>A small hollow circle.</summary>
    Planned,

    /// <summary>A pill with a number: several that would cover each other.</summary>
    Group,
}

/// <summary>A mark of a track, with the items it stands for: several if it is a group.</summary>
public sealed record DrawnMark(MarkShape Shape, double X, double Width, IReadOnlyList<TimelineItem> Items)
{
    /// <summary>Where the tail to the planned expiry ends; none if there is nothing to draw.</summary>
    public double? TailTo { get; init; }

    /// <summary>The row of the tail: one for each kind of flag, so that a year is not hidden behind days.</summary>
    public int TailRow { get; init; }

    /// <summary>The first item, which names the mark.</summary>
    public TimelineItem First => Items[0];

    /// <summary>The flags of all items.</summary>
    public GfsFlags Flags => Items.Aggregate(GfsFlags.None, (flags, item) => flags | item.Flags);

    /// <summary>Whether a run among the items failed or was missed, or a restore point among them protects nothing.</summary>
    public bool HasTrouble => Items.Any(item => item.IsFailure || item.IsSpoilt);

    /// <summary>Whether it shows nothing but what is gone.</summary>
    public bool IsGone => Items.All(item => item.Point is { State: RestorePointState.Deleted or RestorePointState.Missing });
}

/// <summary>The marks of one chain, copy chain, or of the manual backups, oldest first.</summary>
/// <param name="Y">The top of the track.</param>
public sealed record DrawnTrack(TimelineChain Chain, double Y, IReadOnlyList<DrawnMark> Marks);

/// <summary>A line of the axis, without a label where there is no room for it.</summary>
public sealed record DrawnTick(double X, string Label, bool IsMajor);

/// <summary>The way from a copy to what it was copied from.</summary>
public sealed record DrawnLink(double FromX, double FromY, double ToX, double ToY);

/// <summary>A timeline, ready to be drawn.</summary>
/// <param name="NowX">Where the present lies; none if it is not in sight.</param>
public sealed record TimelineDrawing(
    double Width, double Height, IReadOnlyList<DrawnTrack> Tracks, IReadOnlyList<DrawnTick> Ticks, IReadOnlyList<DrawnLink> Links,
    double? NowX);
