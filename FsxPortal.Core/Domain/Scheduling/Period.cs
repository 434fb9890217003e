using System.Text.Json.Serialization;

namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>The units of a retention period.</summary>
public enum PeriodUnit
{
    Days,
    Months,
    Years,
}

/// <summary>A length of calendar time: a month is a month, not thirty days.</summary>
public sealed record Period([property: JsonRequired] int Count, [property: JsonRequired] PeriodUnit Unit)
{
    /// <summary>The instant that lies this period after <paramref name="start"/>,
    /// counted on the calendar of <paramref name="zone"/>.</summary>
    /// <remarks>The end of a short month is kept inside it: 31 January + 1 month = 28 February.</remarks>
    public DateTimeOffset After(DateTimeOffset start, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        var end = Unit switch
        {
            PeriodUnit.Days => local.AddDays(Count),
            PeriodUnit.Months => local.AddMonths(Count),
            PeriodUnit.Years => local.AddYears(Count),
        };
        return CivilTime.ToInstant(end, zone);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Count == 1 ? $"1 {Unit.ToString().ToLowerInvariant().TrimEnd('s')}" : $"{Count} {Unit.ToString().ToLowerInvariant()}";
}
