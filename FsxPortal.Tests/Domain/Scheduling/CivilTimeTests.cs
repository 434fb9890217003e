using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class CivilTimeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30")]
    [InlineData("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 10:00")]
    [InlineData("America/St_Johns", "2010-11-07 00:00", "2010-11-07 02:30")]
    // Standard time changed for good: the zone's own tables of local times are wrong here.
    [InlineData("America/Fort_Nelson", "2007-03-11 02:00", "2007-03-11 10:00")]
    [InlineData("Europe/Moscow", "2014-10-26 01:30", "2014-10-25 21:30")]
    public void A_local_time_is_the_instant_at_which_clocks_first_show_it_or_pass_it(string zone, string local, string utc) =>
        Assert.Equal(Some.Instant(utc), CivilTime.ToInstant(Some.Instant(local).DateTime, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("00:00", "00:00")]
    [InlineData("23:59", "23:59")]
    [InlineData("24:00", null)]
    [InlineData("6:00", null)]
    [InlineData("06:00:00", null)]
    [InlineData("06.00", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_time_of_day_has_two_digits_for_the_hour_and_two_for_the_minute(string? text, string? time) =>
        Assert.Equal(time, CivilTime.Parse(text)?.ToString("HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    // The last minute before clocks change, the change, and the first minute that is there once again.
    [InlineData("2026-03-29 01:59", "2026-03-29 00:59")]
    [InlineData("2026-03-29 02:00", "2026-03-29 01:00")]
    [InlineData("2026-03-29 02:59", "2026-03-29 01:00")]
    [InlineData("2026-03-29 03:00", "2026-03-29 01:00")]
    [InlineData("2026-03-29 03:01", "2026-03-29 01:01")]
    [InlineData("2026-10-25 01:59", "2026-10-24 23:59")]
    [InlineData("2026-10-25 02:00", "2026-10-25 00:00")]
    [InlineData("2026-10-25 02:59", "2026-10-25 00:59")]
    [InlineData("2026-10-25 03:00", "2026-10-25 02:00")]
    public void Around_a_change_each_minute_has_its_instant(string local, string utc) =>
        Assert.Equal(
            Some.Instant(utc), CivilTime.ToInstant(Some.Instant(local).DateTime, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void What_kind_of_time_it_is_said_to_be_does_not_matter(DateTimeKind kind) =>
        Assert.Equal(
            Some.Instant("2026-03-06 11:00"),
            CivilTime.ToInstant(DateTime.SpecifyKind(Some.Now.DateTime, kind), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
}
