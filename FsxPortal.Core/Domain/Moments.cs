using System.Globalization;
using System.Text.RegularExpressions;

namespace FsxPortal.Core.Domain;

/// <summary>A part of a text that is told to people: words, or an instant.</summary>
/// <param name="Words">The words; empty for an instant.</param>
/// <param name="At">The instant; none for words.</param>
public sealed record ToldPart(string Words, DateTimeOffset? At);

/// <summary>Instants in texts that are stored or told: written one way, so that whoever
/// shows a text can write them as the reader's clock shows them.</summary>
public static partial class Moments
{
    /// <summary>Clocks of nodes differ by less: what was noted further ahead than this was noted by a clock that was wrong, and is not
    /// believed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Writes an instant, to the minute.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Takes a text apart into its words and its instants.</summary>
    public static IEnumerable<ToldPart> Parts(string text)
    {
        var end = 0;
        foreach (Match match in Written().Matches(text))
        {
            if (DateTimeOffset.TryParseExact(
                match.Groups[1].Value, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                yield return new ToldPart(text[end..match.Index], null);
                yield return new ToldPart("", at);
                end = match.Index + match.Length;
            }
        }

        yield return new ToldPart(text[end..], null);
    }

    /// <summary>The text with its instants written in another way.</summary>
    public static string Rewrite(string text, Func<DateTimeOffset, string> write) =>
        string.Concat(Parts(text).Select(part => part.At is { } at ? write(at) : part.Words));

    [GeneratedRegex(@"\b(\d{4}-\d\d-\d\d \d\d:\d\d) UTC\b")]
    private static partial Regex Written();
}
