namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>Wall-clock times of a zone as instants, across changes of daylight saving.</summary>
public static class CivilTime
{
    /// <summary>The instant at which clocks in <paramref name="zone"/> show <paramref name="local"/>.</summary>
    /// <returns>For a time that clocks skip, the first instant after the gap; for one they show twice, the first.</returns>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // Clocks jump from just before the gap; what they show at its end is the first valid time.
            local = GapEnd(local, zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTime GapEnd(DateTime local, TimeZoneInfo zone)
    {
        // Gaps start and end on whole minutes and are a day long at the most (a change of the date line).
        var minute = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0);
        while (zone.IsInvalidTime(minute))
        {
            minute = minute.AddMinutes(1);
        }

        return minute;
    }
}
