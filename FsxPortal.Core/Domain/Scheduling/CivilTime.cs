using System.Globalization;

namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>Wall-clock times of a zone as instants, across changes of daylight saving.</summary>
/// <remarks>
/// Offsets are only ever asked for instants: what <see cref="TimeZoneInfo"/> says of local times is wrong in zones that changed
/// their standard time.
/// </remarks>
public static class CivilTime
{
    // Offsets range from -12 to +14 hours: clocks show any time within this span around the same time in UTC.
    private static readonly TimeSpan Reach = TimeSpan.FromHours(15);

    /// <summary>Reads a time of day such as <c>06:00</c>; none if the text is not one.</summary>
    public static TimeOnly? Parse(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The instant at which clocks in <paramref name="zone"/> show <paramref name="local"/>.</summary>
    /// <returns>For a time that clocks skip, the first instant after the gap; for one they show twice, the first.</returns>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        var utc = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(utc - Reach), zone.GetUtcOffset(utc + Reach));
        if (zone.GetUtcOffset(utc - before) == before)
        {
            return utc - before;
        }

        return zone.GetUtcOffset(utc - after) == after ? utc - after : Change(utc - Reach, utc + Reach, zone);
    }

    /// <summary>The first second after <paramref name="from"/> with another offset.</summary>
    private static DateTimeOffset Change(DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(from);
        var (low, high) = (from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == before ? (middle, high) : (low, middle);
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }
}
