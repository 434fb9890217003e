using System.Globalization;
using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.World;

/// <summary>The hours in which Amazon FSx starts no backup: its weekly maintenance,
/// its own daily backup, and the hours before either.</summary>
public static class ServiceWindows
{
    /// <summary>How long a window is open.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(30);

    private const string Daily = "daily automatic backup window";
    private static readonly TimeSpan Lead = TimeSpan.FromHours(4);

    /// <summary>The window that is open now; none if none is.</summary>
    public static string? Open(JsonObject? configuration, DateTimeOffset now) =>
        Windows(configuration).Where(window => SinceLast(window, now) < Length).Select(window => window.Name).FirstOrDefault();

    /// <summary>The window that is open now or opens in the next four hours; none if none does.</summary>
    public static string? Near(JsonObject? configuration, DateTimeOffset now) =>
        Windows(configuration).Where(window => SinceLast(window, now + Lead) < Length + Lead).Select(window => window.Name)
            .FirstOrDefault();

    /// <summary>When the window of the daily backups opens the next time; none if there are no daily backups.</summary>
    public static DateTimeOffset? NextDaily(JsonObject? configuration, DateTimeOffset now) => Windows(configuration)
        .Where(window => window.Name == Daily).Select(window => (DateTimeOffset?)(now - SinceLast(window, now) + window.Every))
        .FirstOrDefault();

    private static IEnumerable<(string Name, TimeSpan Start, TimeSpan Every)> Windows(JsonObject? configuration)
    {
        if (Parts(configuration, "WeeklyMaintenanceStartTime") is [var day, var hour, var minute])
        {
            yield return ("weekly maintenance window", new TimeSpan(day - 1, hour, minute, 0), TimeSpan.FromDays(7));
        }

        if ((int?)configuration?["AutomaticBackupRetentionDays"] > 0
            && Parts(configuration, "DailyAutomaticBackupStartTime") is [var backupHour, var backupMinute])
        {
            yield return (Daily, new TimeSpan(backupHour, backupMinute, 0), TimeSpan.FromDays(1));
        }
    }

    private static int[] Parts(JsonObject? configuration, string name) =>
        configuration?[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? [.. text.Split(':')
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)]
        : [];

    // Weeks begin on Monday, as FSx counts them.
    private static TimeSpan SinceLast((string Name, TimeSpan Start, TimeSpan Every) window, DateTimeOffset now)
    {
        var sinceMonday = TimeSpan.FromDays(((int)now.UtcDateTime.DayOfWeek + 6) % 7) + now.UtcDateTime.TimeOfDay;
        var since = TimeSpan.FromTicks((sinceMonday - window.Start).Ticks % window.Every.Ticks);
        return since < TimeSpan.Zero ? since + window.Every : since;
    }
}
