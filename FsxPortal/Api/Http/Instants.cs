using System.Globalization;

namespace FsxPortal.Api.Http;

/// <summary>Reads the instants that programs send, the same in addresses and in bodies.</summary>
internal static class Instants
{
    // AWS itself is younger. What lies before is the zero of some program, and reckoning with it would leave the calendar.
    private static readonly DateTimeOffset _first = DateTimeOffset.UnixEpoch;

    private static readonly string[] _forms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads ISO 8601. Without an offset it is UTC, wherever the portal runs.</summary>
    /// <returns>What is wrong with the text; none if nothing is.</returns>
    public static string? Read(string? text, out DateTimeOffset instant)
    {
        if (!DateTimeOffset.TryParseExact(
            text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant))
        {
            return $"'{text}' is not an instant such as 2026-01-31T18:00:00Z.";
        }

        return instant < _first ? $"'{text}' is before 1970, where the portal knows nothing. Name a later instant." : null;
    }
}
