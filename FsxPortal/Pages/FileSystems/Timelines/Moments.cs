using System.Globalization;
using FsxPortal.Core.Domain.Timelines;

namespace FsxPortal.Pages.FileSystems.Timelines;

/// <summary>Moments as the timeline writes them, in UTC.</summary>
public static class Moments
{
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>From when to when a span goes, with the hours if it is short.</summary>
    public static string Range(TimelineSpan span) => span.Length < TimeSpan.FromDays(3)
        ? $"{Text(span.From)} – {Text(span.To)}"
        : string.Create(CultureInfo.InvariantCulture, $"{span.From.UtcDateTime:yyyy-MM-dd} – {span.To.UtcDateTime:yyyy-MM-dd}");
}
