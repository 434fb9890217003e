namespace FsxPortal.Core.Domain.Policies;

/// <summary>The tags that fit on a backup.</summary>
/// <param name="Tags">What is sent with the job.</param>
/// <param name="LeftOut">Keys of the administrator's tags for which there is no room.</param>
/// <param name="Refusal">Why no backup can be made that the portal would know as its own; none if one can.</param>
public sealed record TagFit(IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> LeftOut, string? Refusal);

/// <summary>Shares out the tags that AWS allows on a restore point.</summary>
/// <remarks>
/// AWS Backup puts all tags of the file system on each backup, and a job with more tags than allowed fails. Tags that AWS itself
/// sets do not count. Source: AWS Backup, "Tags on backups"; Amazon FSx, "Tagging your resources".
/// </remarks>
public static class TagBudget
{
    /// <summary>The most tags of a restore point.</summary>
    public const int Most = 50;

    /// <summary>Takes the portal's own tags first and then the administrator's, as long
    /// as there is room beside those of the file system.</summary>
    public static TagFit Fit(
        IReadOnlyDictionary<string, string> source, IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> custom)
    {
        // What replaces a tag of the file system takes no room.
        var room = Most - source.Keys.Count(key => !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase));
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var leftOut = new List<string>();
        foreach (var (key, value) in own.Concat(custom.OrderBy(tag => tag.Key, StringComparer.Ordinal)))
        {
            if (source.ContainsKey(key) || room-- > 0)
            {
                tags[key] = value;
            }
            else
            {
                leftOut.Add(key);
            }
        }

        return new TagFit(tags, leftOut, own.Keys.Any(leftOut.Contains) ? Refusal(source.Count, own.Count) : null);
    }

    /// <summary>Why a file system with so many tags of its own can't be backed up; none if it can.</summary>
    public static string? Refusal(IReadOnlyDictionary<string, string> source, int own) =>
        source.Keys.Count(key => !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) is var used && used + own > Most
            ? Refusal(used, own) : null;

    private static string Refusal(int used, int own) =>
        $"It has {used} tags, which AWS puts on each backup; {Most} are allowed and the portal needs {own} of them. Remove tags from "
            + $"the file system.";
}
