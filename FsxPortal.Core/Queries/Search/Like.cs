namespace FsxPortal.Core.Queries.Search;

/// <summary>Patterns of SQL's LIKE for what people type. Not every database looks past
/// upper and lower case by itself: compare with what is lower.</summary>
internal static class Like
{
    /// <summary>What stands before a character that is meant as itself.</summary>
    public const string Escape = "\\";

    /// <summary>The text anywhere in another.</summary>
    public static string Anywhere(string text) => $"%{Escaped(text)}%";

    /// <summary>The text at the beginning of another.</summary>
    public static string AtBeginning(string text) => $"{Escaped(text)}%";

    private static string Escaped(string text) =>
        text.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
