using System.Text;

namespace FsxPortal.Api.Http;

/// <summary>Writes rows for spreadsheets (RFC 4180).</summary>
internal static class Csv
{
    /// <summary>The media type.</summary>
    public const string Type = "text/csv";

    private static readonly char[] _special = ['"', ',', '\r', '\n'];

    // Spreadsheets take what begins so for a formula, and may run it.
    private static readonly char[] _formula = ['=', '+', '-', '@', '\t', '\r', '\n'];

    /// <summary>Whether a caller would rather have rows than JSON.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        double Of(string type) => accepted.Where(one => one.MediaType == type).Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Of(Type) is var rows and > 0 && rows >= Of("application/json");
    }

    /// <summary>One row with its line break.</summary>
    public static string Row(IEnumerable<string?> cells)
    {
        var row = new StringBuilder();
        foreach (var cell in cells)
        {
            row.Append(row.Length == 0 ? "" : ",").Append(Cell(cell ?? ""));
        }

        return row.Append("\r\n").ToString();
    }

    private static string Cell(string text)
    {
        var harmless = text.Length > 0 && _formula.Contains(text[0]) ? $"'{text}" : text;
        return harmless.IndexOfAny(_special) < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
