using System.Globalization;

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

/// <summary>A step of the calendar, in UTC: the distance of two ticks, or what a group of marks covers.</summary>
public sealed record CalendarStep(int Count, CalendarUnit Unit)
{
    // 1 January 2001 was a Monday, and the first day of a century and millennium.
    private static readonly DateTimeOffset Monday = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CalendarStep[] Steps =
    [
        new(5, CalendarUnit.Minutes), new(15, CalendarUnit.Minutes), new(30, CalendarUnit.Minutes), new(60, CalendarUnit.Minutes),
        new(180, CalendarUnit.Minutes), new(360, CalendarUnit.Minutes), new(720, CalendarUnit.Minutes),
        new(1, CalendarUnit.Days), new(1, CalendarUnit.Weeks), new(1, CalendarUnit.Months), new(3, CalendarUnit.Months),
        new(1, CalendarUnit.Years), new(5, CalendarUnit.Years), new(10, CalendarUnit.Years),
    ];

    /// <summary>The shortest step that is at least <paramref name="least"/> pixels wide.</summary>
    public static CalendarStep Fitting(TimelineSpan span, double width, double least) =>
        Array.Find(Steps, step => step.Shortest / span.Length * width >= least) ?? Steps[^1];

    /// <summary>The last boundary of a step that is not after <paramref name="moment"/>.</summary>
    public DateTimeOffset Floor(DateTimeOffset moment)
    {
        var utc = moment.ToUniversalTime();
        return Unit switch
        {
            CalendarUnit.Minutes or CalendarUnit.Days or CalendarUnit.Weeks => Monday + TimeSpan.FromTicks((long)Math.Floor((utc - Monday) / Shortest) * Shortest.Ticks),
            CalendarUnit.Months => new DateTimeOffset(utc.Year, utc.Month - ((utc.Month - 1) % Count), 1, 0, 0, 0, TimeSpan.Zero),
            CalendarUnit.Years => new DateTimeOffset(utc.Year - (utc.Year % Count), 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
    }

    /// <summary>The boundary after a boundary.</summary>
    public DateTimeOffset Next(DateTimeOffset boundary) => Unit switch
    {
        CalendarUnit.Minutes or CalendarUnit.Days or CalendarUnit.Weeks => boundary + Shortest,
        CalendarUnit.Months => boundary.AddMonths(Count),
        CalendarUnit.Years => boundary.AddYears(Count),
    };

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
