using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Timelines;

public sealed class TimelineLayoutTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Golden.Files), "Timelines", MemberType = typeof(Golden))]
    public void History_is_drawn_as_the_golden_file_draws_it(string file) => Golden.Verify(file, TimelineScript.Run);

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    [InlineData(2560)]
    public void Ten_years_of_24_points_a_day_are_a_few_hundred_marks_at_any_zoom(double width)
    {
        var history = Hourly(_now.AddYears(-10), _now);
        for (var days = 1.0; days < 4_000; days *= 1.6)
        {
            var drawing = TimelineLayout.Draw(
                history, TimelineSpan.Of(TimeSpan.FromDays(days), _now, 1), width, TimeZoneInfo.Utc, withDeleted: true);

            // A mark is six elements at the most.
            Assert.InRange(drawing.Tracks.Sum(track => track.Marks.Count) * 6, 1, 1_400);
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public void No_mark_covers_its_neighbour(double width)
    {
        var history = Hourly(_now.AddDays(-90), _now);
        for (var days = 0.3; days < 120; days *= 1.3)
        {
            var drawing = TimelineLayout.Draw(
                history, TimelineSpan.Of(TimeSpan.FromDays(days), _now, 0.8), width, TimeZoneInfo.Utc, withDeleted: true);
            var marks = Assert.Single(drawing.Tracks).Marks;
            Assert.All(
                marks.Zip(marks.Skip(1)), pair =>
                    Assert.True(
                        pair.First.X
                            + (pair.First.Width / 2) <= pair.Second.X - (pair.Second.Width / 2),
                                $"{days}: {pair.First.X} {pair.Second.X}"));
        }
    }

    [Fact]
    public void Every_point_in_sight_is_in_exactly_one_mark()
    {
        var history = Hourly(_now.AddDays(-90), _now);
        var span = TimelineSpan.Of(TimeSpan.FromDays(40), _now, 1);

        var drawn = TimelineLayout.Draw(history, span, 800, TimeZoneInfo.Utc, withDeleted: true).Tracks.SelectMany(track => track.Marks)
            .SelectMany(mark => mark.Items).ToList();

        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.Empty(history.Items.Where(item => item.Moment >= span.From && item.Moment < span.To).Except(drawn));
    }

    [Fact]
    public void A_chain_without_a_point_in_sight_keeps_its_place()
    {
        var far = new TimelineChain(RestorePointKind.Copy, "r", "far");
        var history = Hourly(_now.AddDays(-2), _now) with { Chains = [far] };

        var drawing = TimelineLayout.Draw(
            history, TimelineSpan.Of(TimeSpan.FromDays(1), _now, 1), 800, TimeZoneInfo.Utc, withDeleted: false);

        Assert.Equal(far, drawing.Tracks[1].Chain);
        Assert.Empty(drawing.Tracks[1].Marks);
    }

    private static TimelineHistory Hourly(DateTimeOffset from, DateTimeOffset to) => new(
        [.. Enumerable.Range(0, (int)(to - from).TotalHours).Select(hour => new TimelineItem(TimelineItemKind.Point, from.AddHours(hour))
        {
            Id = new Guid(hour, 0, 0, new byte[8]),
            Flags = GfsFlags.Daily,
            Point = new TimelinePoint { Kind = RestorePointKind.Backup, State = RestorePointState.Available, Vault = "near", Region = "r",
                Incremental = true },
        })],
        [], to, from);
}
