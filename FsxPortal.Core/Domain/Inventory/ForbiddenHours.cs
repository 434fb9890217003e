using System.Globalization;

namespace FsxPortal.Core.Domain.Inventory;

/// <summary>A time of Amazon FSx's own work on a file system, and the hours before it.</summary>
/// <param name="Work">What FSx does then.</param>
/// <param name="At">When FSx begins.</param>
/// <param name="Until">From when on backups start again.</param>
public sealed record ForbiddenTime(string Work, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>What a backup that is due now waits for.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Waits until {Moments.Text(Until)}: AWS starts no backup in the {ForbiddenHours.Lead.TotalHours:0} hours before the {Work} of "
            + $"{Moments.Text(At)} or during it.");
}

/// <summary>The hours in which AWS starts no backup of a file system: its weekly
/// maintenance, its own daily backup, and the hours before either.</summary>
/// <remarks>Sources: the troubleshooting pages of AWS Backup say three hours or four,
/// depending on their revision; the longer one is safe.</remarks>
public static class ForbiddenHours
{
    /// <summary>For how long before FSx's own work no backup starts.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromHours(4);

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>What forbids a backup at an instant, the longest first; none if nothing does.</summary>
    public static ForbiddenTime? At(FileSystemFacts facts, DateTimeOffset instant) => Works(facts)
        .Select(work => Next(work, instant))
        .Where(time => instant >= time.At - Lead)
        .MaxBy(time => time.Until);

    /// <summary>The forbidden hours in words, in UTC.</summary>
    public static IReadOnlyList<string> Of(FileSystemFacts facts) => [.. Works(facts).Select(work =>
    {
        var (from, until) = (work.Start - Lead, work.Start + Length);
        var hours = work.Every == Day ? $"Every day {OfDay(from)} to {OfDay(until)}"
            : $"{DayOf(from)} {OfDay(from)} to {DayOf(until)} {OfDay(until)}";
        return $"{hours} UTC ({work.Name} at {OfDay(work.Start)})";
    })];

    // Weeks begin on Monday, as FSx counts them.
    private static IEnumerable<(string Name, TimeSpan Start, TimeSpan Every)> Works(FileSystemFacts facts)
    {
        if (Parts(facts.MaintenanceStart) is [>= 1 and <= 7 and var day, var hour, var minute])
        {
            yield return ("weekly maintenance", new TimeSpan(day - 1, hour, minute, 0), 7 * Day);
        }

        if (Parts(facts.AutomaticBackupStart) is [var backupHour, var backupMinute])
        {
            yield return ("daily automatic backup", new TimeSpan(backupHour, backupMinute, 0), Day);
        }
    }

    private static int[] Parts(string? time) =>
        [.. (time ?? "").Split(':')
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    // The work that is going on, or the next one.
    private static ForbiddenTime Next((string Name, TimeSpan Start, TimeSpan Every) work, DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        var monday = new DateTimeOffset(utc.Date, TimeSpan.Zero).AddDays(-(((int)utc.DayOfWeek + 6) % 7));
        var start = monday + work.Start;
        while (start + Length > utc)
        {
            start -= work.Every;
        }

        start += work.Every * (Math.Floor((utc - start - Length) / work.Every) + 1);
        return new ForbiddenTime(work.Name, start, start + Length);
    }

    private static string OfDay(TimeSpan time) => TimeOnly.FromTimeSpan(Wrap(time, Day)).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DayOfWeek DayOf(TimeSpan time) => (DayOfWeek)((Wrap(time, 7 * Day).Days + 1) % 7);

    private static TimeSpan Wrap(TimeSpan time, TimeSpan every) =>
        TimeSpan.FromTicks(((time.Ticks % every.Ticks) + every.Ticks) % every.Ticks);
}
