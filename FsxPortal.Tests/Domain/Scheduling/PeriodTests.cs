using FsCheck.Xunit;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

[Properties(Arbitrary = [typeof(RunWindows)])]
public sealed class PeriodTests
{
    [Theory]
    [InlineData("1 day", "1 day")]
    [InlineData("14 days", "14 days")]
    [InlineData("1 month", "1 month")]
    [InlineData("7 years", "7 years")]
    public void A_period_reads_like_one(string period, string text) => Assert.Equal(text, Some.Period(period).ToString());

    [Property]
    public void A_longer_period_never_ends_earlier(RunWindow window, PeriodUnit unit, byte count)
    {
        var end = new Period(count + 1, unit).After(window.From, window.Zone);

        Assert.True(new Period(count, unit).After(window.From, window.Zone) <= end);
        Assert.True(window.From < end);
    }

    [Property]
    public void A_later_day_never_ends_on_an_earlier_day(RunWindow window, PeriodUnit unit, byte count)
    {
        var period = new Period(count, unit);

        Assert.True(
            LocalDay(period.After(window.From, window.Zone), window.Zone) <= LocalDay(
                period.After(window.From.AddDays(1), window.Zone), window.Zone));
    }

    [Property]
    public void A_period_of_days_ends_at_the_same_time_of_day_unless_clocks_skip_it(RunWindow window, byte count)
    {
        var start = TimeZoneInfo.ConvertTime(window.From, window.Zone).DateTime;

        var end = new Period(count, PeriodUnit.Days).After(window.From, window.Zone);

        var shown = TimeZoneInfo.ConvertTime(end, window.Zone);
        Assert.True(shown.TimeOfDay == start.TimeOfDay || window.Zone.GetUtcOffset(end.AddSeconds(-1)) < shown.Offset);
    }

    private static DateTime LocalDay(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).Date;
}
