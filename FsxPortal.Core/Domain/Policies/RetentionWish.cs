namespace FsxPortal.Core.Domain.Policies;

/// <summary>What somebody wants an edit of retention to mean for restore points that exist.</summary>
/// <param name="Change">Whether they follow it.</param>
/// <param name="Digest">The digest of the set that was shown and is approved; none if nothing is.</param>
public sealed record RetentionWish(RetentionChange Change, string? Digest = null)
{
    /// <summary>They last longer where the edit says so, and nothing ends sooner before somebody has approved it.</summary>
    public static RetentionWish AskFirst { get; } = new(RetentionChange.AskFirst);
}
