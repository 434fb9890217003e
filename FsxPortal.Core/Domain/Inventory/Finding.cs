namespace FsxPortal.Core.Domain.Inventory;

/// <summary>How a check came out.</summary>
public enum FindingState
{
    Ok,

    /// <summary>Works, but will not for long or not for everything.</summary>
    Warning,
    Failed,
}

/// <summary>One thing that was checked.</summary>
/// <param name="Subject">What was looked at, such as <c>eu-central-1: vault portal-vault</c>.</param>
/// <param name="State">How it came out.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do about it; none where all is well.</param>
public sealed record Finding(string Subject, FindingState State, string Text, string? Remedy = null);
