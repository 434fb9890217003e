using FsxPortal.Components.Texts;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.Overview;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Pages;

public sealed class RunBarsTests
{
    [Theory]
    [InlineData("UTC", "2026-03-18 12:00")]
    [InlineData("Asia/Kolkata", "2026-03-18 12:30")]
    [InlineData("Asia/Kathmandu", "2026-03-18 12:15")]
    public void Hours_are_those_of_the_visitor(string zone, string begin)
    {
        var bars = RunBars.ByHour([Run("2026-03-18 12:30")], Some.Instant("2026-03-18 12:59"), LocalTime.Read(zone));

        Assert.Equal(24, bars.Count);
        Assert.Equal((Some.Instant(begin), 1), (bars[^1].From, bars[^1].Total));
    }

    [Fact]
    public void Days_are_those_of_the_visitor_also_when_the_clocks_change()
    {
        // Sunday 29 March has 23 hours in Berlin: from 23:00 to 22:00 UTC.
        var bars = RunBars.ByDay(
            [Run("2026-03-28 22:45"), Run("2026-03-28 23:00"), Run("2026-03-29 21:45"), Run("2026-03-29 22:00")],
            Some.Instant("2026-03-30 10:00"), LocalTime.Read("Europe/Berlin"));

        Assert.Equal(30, bars.Count);
        Assert.Equal([1, 2, 1], bars.TakeLast(3).Select(bar => bar.Total));
    }

    private static RunBar Run(string from) => new(Some.Instant(from), 1, 0, 0, 0);
}
