namespace FsxPortal.Core.Domain.Chains;

/// <summary>Somebody's wish that a restore point stays, whatever retention says.</summary>
/// <param name="Reason">Why it stays.</param>
/// <param name="By">Who holds it.</param>
/// <param name="Until">When the hold ends by itself; never if none.</param>
public sealed record Hold(string Reason, string By, DateTimeOffset? Until)
{
    /// <summary>The longest reason.</summary>
    public const int MaxReason = 255;

    /// <summary>Whether the hold counts at an instant.</summary>
    public bool IsOn(DateTimeOffset now) => Until is null || now < Until;

    /// <summary>Everything that is wrong with a wish to hold.</summary>
    public static IReadOnlyList<Problem> Validate(string? reason, DateTimeOffset? until, DateTimeOffset now) =>
    [
        .. string.IsNullOrWhiteSpace(reason) ? [new Problem("reason", "Say why the restore point is held.")] : Array.Empty<Problem>(),
        .. reason?.Length > MaxReason ? [new Problem("reason", $"The reason has {reason.Length} characters; {MaxReason} are allowed.")]
        : Array.Empty<Problem>(),
        .. PlainText.Refusal(reason) is { } refusal ? [new Problem("reason", refusal)] : Array.Empty<Problem>(),
        .. until <= now ? [new Problem("until", "The hold ends in the future, or never.")] : Array.Empty<Problem>(),
    ];
}
