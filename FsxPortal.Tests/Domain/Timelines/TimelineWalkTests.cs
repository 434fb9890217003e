using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Timelines;

namespace FsxPortal.Tests.Domain.Timelines;

public sealed class TimelineWalkTests
{
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimelineDrawing _drawing = Draw();

    [Theory]
    [InlineData(2, TimelineDirection.Earlier, 1)]
    [InlineData(2, TimelineDirection.Later, 3)]
    [InlineData(3, TimelineDirection.First, 1)]
    [InlineData(1, TimelineDirection.Last, 3)]
    [InlineData(3, TimelineDirection.Down, 12)]
    [InlineData(11, TimelineDirection.Up, 1)]
    public void Arrows_lead_from_mark_to_mark(int from, TimelineDirection direction, int to) =>
        Assert.Equal(Id(to), TimelineWalk.Go(_drawing, $"{Id(from):N}", direction)!.First.Id);

    [Theory]
    [InlineData(1, TimelineDirection.Earlier)]
    [InlineData(3, TimelineDirection.Later)]
    [InlineData(2, TimelineDirection.Up)]
    [InlineData(12, TimelineDirection.Down)]
    public void There_is_no_mark_beyond_the_last(int from, TimelineDirection direction) =>
        Assert.Null(TimelineWalk.Go(_drawing, $"{Id(from):N}", direction));

    [Fact]
    public void Who_stands_nowhere_comes_to_the_newest_mark() =>
        Assert.Equal(Id(3), TimelineWalk.Go(_drawing, null, TimelineDirection.Earlier)!.First.Id);

    [Fact]
    public void Zooming_leaves_the_moment_under_the_pointer_where_it_is()
    {
        var span = new TimelineSpan(_start, _start.AddDays(10));

        var nearer = span.Zoom(0.5, 0.2);

        Assert.Equal(TimeSpan.FromDays(5), nearer.Length);
        Assert.Equal(0.2, nearer.ShareOf(_start.AddDays(2)), 9);
    }

    [Fact]
    public void Time_ends_somewhere_however_far_one_goes()
    {
        var span = new TimelineSpan(_start, _start.AddDays(10));
        for (var turn = 0; turn < 100; turn++)
        {
            span = span.Zoom(10).Pan(-1);
        }

        Assert.InRange(span.Length.TotalDays, 1, 366 * 40);
        Assert.InRange(span.From.Year, 1980, 2200);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static TimelineDrawing Draw()
    {
        TimelineItem Item(int number, double day, RestorePointKind kind) => new(TimelineItemKind.Point, _start.AddDays(day))
        {
            Id = Id(number),
            Point = new TimelinePoint { Kind = kind, State = RestorePointState.Available, Vault = "v", Region = "r" },
        };
        TimelineItem[] items =
        [
            Item(1, 1, RestorePointKind.Backup), Item(2, 4, RestorePointKind.Backup), Item(3, 8, RestorePointKind.Backup),
            Item(11, 1.1, RestorePointKind.Copy), Item(12, 7, RestorePointKind.Copy),
        ];
        return TimelineLayout.Draw(
            new TimelineHistory(items, [], _start, null), new TimelineSpan(_start, _start.AddDays(10)), 1000, TimeZoneInfo.Utc,
            withDeleted: true);
    }
}
