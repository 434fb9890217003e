using System.Globalization;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Components.Texts;

/// <summary>The clock on the visitor's wall: pages show it, and UTC beside it.</summary>
/// <param name="Zone">The time zone of the visitor's browser; UTC until the browser has told it.</param>
public sealed record LocalTime(TimeZoneInfo Zone)
{
    private static readonly DateOnly _first = new(1970, 1, 1);
    private static readonly DateOnly _last = new(9998, 12, 31);

    /// <summary>What is shown where nobody knows better.</summary>
    public static LocalTime Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>Reads the name that the browser gives its zone, such as Europe/Berlin.</summary>
    public static LocalTime Read(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? new LocalTime(known) : Utc;

    /// <summary>The day of an instant.</summary>
    public string Date(DateTimeOffset instant) => Write(instant, "yyyy-MM-dd");

    /// <summary>The time of day of an instant.</summary>
    public string Time(DateTimeOffset instant) => Write(instant, "HH:mm");

    /// <summary>The day and the time of day of an instant.</summary>
    public string Moment(DateTimeOffset instant) => Write(instant, "yyyy-MM-dd HH:mm");

    /// <summary>A text with its instants as this clock shows them.</summary>
    public string Tell(string text) => Moments.Rewrite(text, Moment);

    /// <summary>From when to when a stretch goes, with the times of day if it is short.</summary>
    public string Range(DateTimeOffset from, DateTimeOffset to) =>
        to - from < TimeSpan.FromDays(3) ? $"{Moment(from)} – {Moment(to)}" : $"{Date(from)} – {Date(to)}";

    /// <summary>When a day begins. Days that no calendar of the portal reaches count as the first or the last one that it does.</summary>
    public DateTimeOffset StartOf(DateOnly day) =>
        CivilTime.ToInstant((day < _first ? _first : day > _last ? _last : day).ToDateTime(TimeOnly.MinValue), Zone);

    /// <summary>When a day ends, which is when the next one begins.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day < _last ? day.AddDays(1) : day);

    /// <summary>An instant in full, with its distance from UTC and, where that differs, as it reads in UTC.</summary>
    public string Full(DateTimeOffset instant) => Zone.GetUtcOffset(instant) == TimeSpan.Zero
        ? Write(instant, "dddd, yyyy-MM-dd HH:mm:ss 'UTC'")
        : $"{Write(instant, "dddd, yyyy-MM-dd HH:mm:ss 'UTC'zzz")} = "
        + $"{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}";

    private string Write(DateTimeOffset instant, string format) =>
        TimeZoneInfo.ConvertTime(instant, Zone).ToString(format, CultureInfo.InvariantCulture);
}
