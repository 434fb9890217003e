using System.Globalization;
using FsxPortal.Components.Texts;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Components;

public sealed class TimeTests
{
    [Theory]
    [InlineData(
        "Europe/Berlin", "2026-03-29 01:30", "2026-03-29", "03:30", "Sunday, 2026-03-29 03:30:00 UTC+02:00 = 2026-03-29 01:30:00 UTC")]
    [InlineData(
        "America/St_Johns", "2026-01-01 02:00", "2025-12-31", "22:30",
        "Wednesday, 2025-12-31 22:30:00 UTC-03:30 = 2026-01-01 02:00:00 UTC")]
    [InlineData("Europe/London", "2026-01-05 09:00", "2026-01-05", "09:00", "Monday, 2026-01-05 09:00:00 UTC")]
    [InlineData("Mars/Base", "2026-01-05 09:00", "2026-01-05", "09:00", "Monday, 2026-01-05 09:00:00 UTC")]
    [InlineData(null, "2026-01-05 09:00", "2026-01-05", "09:00", "Monday, 2026-01-05 09:00:00 UTC")]
    public void A_time_is_shown_by_the_visitors_clock_and_in_UTC_beside_it(
        string? zone, string instant, string date, string time, string full)
    {
        var (local, at) = (LocalTime.Read(zone), Some.Instant(instant));

        Assert.Equal((date, time, full), (local.Date(at), local.Time(at), local.Full(at)));
    }

    [Theory]
    [InlineData(-10, "just now")]
    [InlineData(10, "in a moment")]
    [InlineData(-50, "1 min ago")]
    [InlineData(-3600, "60 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(7200, "in 2 h")]
    [InlineData(-172_800, "2 days ago")]
    [InlineData(-7_776_000, "3 months ago")]
    [InlineData(-94_672_800, "3 years ago")]
    public void An_age_is_told_in_the_unit_that_people_would_use(int seconds, string words) =>
        Assert.Equal(words, Words.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28 23:00")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06 04:00")]
    [InlineData(null, "2026-03-29", "2026-03-29 00:00")]
    public void A_day_begins_when_the_clock_on_the_wall_says_so_even_where_it_leaves_midnight_out(
        string? zone, string day, string instant) =>
        Assert.Equal(Some.Instant(instant), LocalTime.Read(zone).StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-03-28 22:00", "2026-03-29 22:00", "2026-03-28 23:00 – 2026-03-30 00:00")]
    [InlineData("2026-03-01 23:30", "2026-03-31 22:30", "2026-03-02 – 2026-04-01")]
    public void A_stretch_is_told_with_hours_if_it_is_short(string from, string to, string text) =>
        Assert.Equal(text, LocalTime.Read("Europe/Berlin").Range(Some.Instant(from), Some.Instant(to)));
}
