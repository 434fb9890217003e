using System.Text.RegularExpressions;

namespace FsxPortal.Emulator.World;

/// <summary>What Amazon FSx accepts as tags.</summary>
public static partial class TagRules
{
    /// <summary>How many tags of its users a resource may have.</summary>
    public const int MaxTags = 50;

    /// <summary>Why the tags can't be those of one resource; none if they can. AWS's own do not count.</summary>
    public static string? Complaint(IReadOnlyDictionary<string, string> tags)
    {
        var own = tags.Where(tag => !IsReserved(tag.Key)).ToList();
        return own switch
        {
            { Count: > MaxTags } => $"The number of tags exceeds the limit of {MaxTags}.",
            _ when own.Any(tag => !Key().IsMatch(tag.Key) || !Value().IsMatch(tag.Value)) =>
                "A tag has a length or a character that Amazon FSx does not accept.",
            _ => null,
        };
    }

    /// <summary>Whether only AWS may write tags of that key.</summary>
    public static bool IsReserved(string key) => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}\z")]
    private static partial Regex Value();
}
