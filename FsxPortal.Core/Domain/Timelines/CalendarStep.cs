using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Timelines;

/// <summary>What a step of the axis is counted in.</summary>
public enum CalendarUnit
{
    Minutes,
    Days,
    Weeks,
    Months,
    Years,
}

/// <summary>A step of a calendar: the distance of two ticks, or what a group of marks
/// covers. Days begin when they do in <see cref="Zone"/>.</summary>
public sealed record CalendarStep(int Count, CalendarUnit Unit)
{
    // 1 January 2001 was a Monday, and the first day of a century and millennium.
    private static readonly DateTime Monday = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly CalendarStep[] Steps =
    [
        new(5, CalendarUnit.Minutes), new(15, CalendarUnit.Minutes), new(30, CalendarUnit.Minutes), new(60, CalendarUnit.Minutes),
        new(180, CalendarUnit.Minutes), new(360, CalendarUnit.Minutes), new(720, CalendarUnit.Minutes),
        new(1, CalendarUnit.Days), new(1, CalendarUnit.Weeks), new(1, CalendarUnit.Months), new(3, CalendarUnit.Months),
        new(1, CalendarUnit.Years), new(5, CalendarUnit.Years), new(10, CalendarUnit.Years),
    ];

    /// <summary>Whose calendar it is.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The shortest step that is at least <paramref name="least"/> pixels wide.</summary>
    public static CalendarStep Fitting(TimelineSpan span, double width, TimeZoneInfo zone, double least) =>
        (Array.Find(Steps, step => step.Shortest / span.Length * width >= least) ?? Steps[^1]) with { Zone = zone };

    /// <summary>The last boundary of a step that is not after <paramref name="moment"/>.</summary>
    public DateTimeOffset Floor(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);

        // An hour that comes twice is two hours: it keeps its offset. Days and what is longer begin once.
        return IsWithinHours ? new DateTimeOffset(Floor(local.DateTime), local.Offset) : ToInstant(Floor(local.DateTime));
    }

    /// <summary>The boundary after a boundary.</summary>
    public DateTimeOffset Next(DateTimeOffset boundary)
    {
        if (IsWithinHours)
        {
            return TimeZoneInfo.ConvertTime(boundary + Shortest, Zone);
        }

        // The beginning that the calendar gives: clocks may leave it out, as some do midnight.
        var local = Floor(TimeZoneInfo.ConvertTime(boundary, Zone).DateTime);
        return ToInstant(Unit switch
        {
            CalendarUnit.Months => local.AddMonths(Count),
            CalendarUnit.Years => local.AddYears(Count),
            _ => local + Shortest,
        });
    }

    /// <summary>The boundaries from <paramref name="span"/>'s start on, up to its end.</summary>
    public IEnumerable<DateTimeOffset> Within(TimelineSpan span)
    {
        for (var at = Floor(span.From); at < span.To; at = Next(at))
        {
            if (at >= span.From)
            {
                yield return at;
            }
        }
    }

    /// <summary>What a tick is called, and whether something bigger than the step begins there.</summary>
    public (string Label, bool IsMajor) Name(DateTimeOffset boundary)
    {
        var (format, isMajor) = Unit switch
        {
            CalendarUnit.Minutes when boundary.TimeOfDay == TimeSpan.Zero => ("ddd d MMM", true),
            CalendarUnit.Minutes => ("HH:mm", false),
            CalendarUnit.Days or CalendarUnit.Weeks => ("d MMM", boundary.Day <= (Unit == CalendarUnit.Days ? 1 : 7)),
            CalendarUnit.Months when boundary.Month == 1 => ("yyyy", true),
            CalendarUnit.Months => ("MMM", false),
            CalendarUnit.Years => ("yyyy", boundary.Year % 10 == 0),
        };
        return (boundary.ToString(format, CultureInfo.InvariantCulture), isMajor);
    }

    private bool IsWithinHours => Unit == CalendarUnit.Minutes && Count <= 60;

    private DateTime Floor(DateTime local) => Unit switch
    {
        CalendarUnit.Months => new DateTime(local.Year, local.Month - ((local.Month - 1) % Count), 1),
        CalendarUnit.Years => new DateTime(local.Year - (local.Year % Count), 1, 1),
        _ => Monday + TimeSpan.FromTicks((long)Math.Floor((local - Monday) / Shortest) * Shortest.Ticks),
    };

    private DateTimeOffset ToInstant(DateTime local) => TimeZoneInfo.ConvertTime(CivilTime.ToInstant(local, Zone), Zone);

    // Months and years at their shortest, so that none is too narrow.
    private TimeSpan Shortest => Unit switch
    {
        CalendarUnit.Minutes => TimeSpan.FromMinutes(Count),
        CalendarUnit.Days => TimeSpan.FromDays(Count),
        CalendarUnit.Weeks => TimeSpan.FromDays(7 * Count),
        CalendarUnit.Months => TimeSpan.FromDays(28 * Count),
        CalendarUnit.Years => TimeSpan.FromDays(365 * Count),
    };
}
