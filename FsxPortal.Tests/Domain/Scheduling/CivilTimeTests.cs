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
}
