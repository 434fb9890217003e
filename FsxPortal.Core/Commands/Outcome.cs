using FsxPortal.Core.Domain;

namespace FsxPortal.Core.Commands;

/// <summary>What came of a command.</summary>
/// <param name="Answer">What whoever asked gets.</param>
/// <param name="Changed">What was changed; none if everything is as it was.</param>
/// <param name="Topics">Who has to hear of it.</param>
public sealed record Outcome<T>(T Answer, Subject? Changed, params IReadOnlyList<string> Topics)
{
    /// <summary>What is done once the change is there for everybody, before others hear of it; none if nothing is.</summary>
    public Action? Committed { get; init; }

    /// <summary>What the audit trail keeps of the subject as it was before, as JSON; none if there was none.</summary>
    public string? Before { get; init; }

    /// <summary>What it keeps of the subject as it is now, as JSON; none if there is none.</summary>
    public string? After { get; init; }

    /// <summary>What it says besides; none if nothing.</summary>
    public string? Reason { get; init; }
}

/// <summary>Says what came of a command that changed nothing.</summary>
public static class Outcome
{
    /// <summary>Everything is as it was.</summary>
    public static Outcome<T> Unchanged<T>(T answer) => new(answer, null);
}
