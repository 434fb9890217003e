using FsxPortal.Components.Texts;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Live;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.FileSystems.Timelines;

/// <summary>The timeline of a file system: what is in sight, and which mark is chosen.</summary>
public sealed partial class Timeline : LiveComponent
{
    private const double DefaultWidth = 960;

    // Where the present lies when the timeline shows it: what is planned is to the right of it.
    private const double NowShare = 0.78;

    private static readonly TimeSpan _day = TimeSpan.FromDays(1);
    private static readonly TimeSpan _month = TimeSpan.FromDays(31);

    private TimelineSpan _span = TimelineSpan.Of(_month, DateTimeOffset.UnixEpoch, 0);
    private TimelineHistory? _history;
    private TimelineDrawing? _drawing;
    private TimelineItem? _chosen;
    private DrawnMark? _last;
    private double _width = DefaultWidth;
    private bool _withDeleted;
    private bool _showsAll;
    private Guid? _sought;

    [Parameter, EditorRequired]
    public Guid FileSystemId { get; set; }

    /// <summary>The restore point that is shown first; none for the present.</summary>
    [Parameter]
    public Guid? Point { get; set; }

    [CascadingParameter]
    private LocalTime Local { get; set; } = LocalTime.Utc;

    [Inject]
    private TimelineQuery Query { get; set; } = null!;

    [Inject]
    private ChainQuery Chains { get; set; } = null!;

    [Inject]
    private Clocks Clocks { get; set; } = null!;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.FileSystem(FileSystemId), ProgressTopic.Policies];

    private IEnumerable<(string Name, TimeSpan? Length)> Lengths =>
        [(L["Day"], _day), (L["Week"], TimeSpan.FromDays(7)), (L["Month"], _month), (L["Year"], TimeSpan.FromDays(366)), (L["All"], null)];

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        var wanted = Point is { } id && id != _sought ? await Chains.FindAsync(Scope, id, cancel) : null;
        _sought = Point;
        if (wanted is not null)
        {
            _span = TimelineSpan.Of(_day, wanted.Slot ?? wanted.CreatedAt, 0.5);
            _withDeleted |= wanted.State is RestorePointState.Deleted or RestorePointState.Missing;
        }
        else if (_history is null)
        {
            _span = TimelineSpan.Of(_month, Clocks.Now, NowShare);
        }

        // As much again on either side, so that the next step shows something at once.
        var span = TimelineLayout.Reach(TimelineSpan.Of(_span.Length * 3, _span.From, 1.0 / 3), _width, Local.Zone);
        _history = await Query.HistoryAsync(Scope, FileSystemId, span, Clocks.Now, cancel);
        _chosen = wanted is null ? _chosen : _history?.Items.FirstOrDefault(item => item.Id == wanted.Id) ?? _chosen;
        Draw();
    }

    private void Draw()
    {
        _drawing = _history is { } history ? TimelineLayout.Draw(history, _span, _width, Local.Zone, _withDeleted) : null;
        _last = _drawing is { } drawing && TimelineWalk.Find(drawing, _chosen?.Key) is { } mark ? mark : _last;
    }

    private bool IsShown(TimeSpan? length) =>
        length is null ? _showsAll : !_showsAll && Math.Abs((_span.Length - length.Value).TotalMinutes) < 1;

    private TimelineSpan All
    {
        get
        {
            var now = _history?.Now ?? _span.To;
            var age = now - (_history?.First ?? now);
            return TimelineSpan.Of((age * 1.1) + TimeSpan.FromDays(2), now, 0.95);
        }
    }

    private void Move(TimelineSpan span)
    {
        _showsAll = false;
        _span = span;
        Draw();
        Request();
    }

    private void Show(TimeSpan? length)
    {
        if (length is null)
        {
            Move(All);
            _showsAll = true;
        }
        else if (_chosen is { } chosen)
        {
            Move(TimelineSpan.Of(length.Value, chosen.Moment, 0.5));
        }
        else
        {
            Move(TimelineSpan.Of(length.Value, Clocks.Now, NowShare));
        }
    }

    private void ShowNow() => Move(TimelineSpan.Of(_span.Length, Clocks.Now, NowShare));

    private void ShowDeleted(bool withDeleted)
    {
        _withDeleted = withDeleted;
        Draw();
    }

    private void Pan(double share) => Move(_span.Pan(share));

    private void Zoom(TimelineZoom zoom) => Move(_span.Zoom(zoom.Factor, zoom.Share));

    private void Measure(double width)
    {
        _width = width;
        Draw();
    }

    private void Choose(DrawnMark? mark)
    {
        _chosen = mark?.First;
        _last = mark;
    }

    private void Leave() => Choose(null);

    // At the edge of what is in sight, time goes on.
    private void Go(TimelineDirection direction)
    {
        if (TimelineWalk.Go(_drawing!, _chosen?.Key, direction) is { } next)
        {
            Choose(next);
            if (!IsInSight(next))
            {
                Move(_span.Showing(next.First.Moment));
            }
        }
        else if (direction is TimelineDirection.Earlier or TimelineDirection.Later)
        {
            Pan(direction == TimelineDirection.Earlier ? -0.5 : 0.5);
            Choose(TimelineWalk.Go(_drawing!, _chosen?.Key, direction) ?? TimelineWalk.Find(_drawing!, _chosen?.Key));
        }
    }

    private bool IsInSight(DrawnMark mark) => mark.X >= 0 && mark.X <= _width;

    // A group opens up: its marks then fill the width.
    private void Open(DrawnMark mark)
    {
        if (mark.Shape == MarkShape.Group)
        {
            var length = mark.Items[^1].Moment - mark.First.Moment;
            Move(TimelineSpan.Of(length * 1.2, mark.First.Moment + (length / 2), 0.5));
        }
    }
}

/// <summary>How many times as much time is to be seen, and what share of the width stays where it is.</summary>
public sealed record TimelineZoom(double Factor, double Share);
