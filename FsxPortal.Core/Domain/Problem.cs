namespace FsxPortal.Core.Domain;

/// <summary>One thing that is wrong with an input: where, and what to do about it.</summary>
/// <param name="Path">JSON path inside the input, such as <c>schedule.daily.hours[1]</c>.</param>
/// <param name="Text">A sentence for the person who typed it.</param>
public sealed record Problem(string Path, string Text);

/// <summary>The input was refused and nothing was changed.</summary>
public sealed class InvalidInputException(IReadOnlyList<Problem> problems)
    : Exception(string.Join(" ", problems.Take(MostSaid).Select(problem => problem.Text)
        .Concat(problems.Count > MostSaid ? [$"And {problems.Count - MostSaid} more."] : [])))
{
    private const int MostSaid = 20;

    /// <summary>Every wrong field, in the order of the document.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}

/// <summary>The thing asked for does not exist (any more).</summary>
public sealed class NotFoundException(string what) : Exception(what);

/// <summary>The actor's roles do not allow the command.</summary>
public sealed class NotAllowedException(string what) : Exception(what);

/// <summary>Somebody else has changed the thing meanwhile: read it again.</summary>
public sealed class StaleVersionException(string what) : Exception(what);

/// <summary>What somebody has approved is no longer what there is: read it again and decide anew.</summary>
public sealed class ApprovalOutdatedException(string what) : Exception(what);
