using System.Globalization;

namespace FsxPortal.Core.Engine.Cleanup;

/// <summary>How long the portal remembers what is over.</summary>
public sealed class RecordOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Retention";

    private const string All = "all";
    private const int Most = 1200;

    // Pages and trends look back a month.
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(31);
    private static readonly DateTimeOffset SomeDay = new(2001, 5, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How long sessions, their logs and deleted restore points are remembered,
    /// such as <c>3 months</c>; <c>all</c> to forget nothing.</summary>
    public string SessionRecords { get; set; } = "3 months";

    /// <summary>What is wrong with a value, in words; none if nothing is.</summary>
    public static string? Problem(string value) => value == All || Before(value, SomeDay) <= SomeDay - Shortest ? null
        : $"Retention:SessionRecords is '{value}'. Give a number of days, months or years such as '3 months', at least 31 days, or "
        + $"'{All}' to forget nothing.";

    /// <summary>What was over before this instant may be forgotten; none if nothing may.</summary>
    /// <param name="now">The business time.</param>
    public DateTimeOffset? ForgottenBefore(DateTimeOffset now) => Before(SessionRecords, now);

    private static DateTimeOffset? Before(string value, DateTimeOffset now) =>
        value.Split(' ') is [var number, var unit] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= Most
            ? unit switch
            {
                "day" or "days" => now.AddDays(-count),
                "month" or "months" => now.AddMonths(-count),
                "year" or "years" => now.AddYears(-count),
                _ => null,
            }
            : null;
}
