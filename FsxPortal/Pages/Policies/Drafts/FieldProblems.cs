using FsxPortal.Core.Domain;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>What is wrong with a document, told beside each field and as a whole.</summary>
public sealed class FieldProblems(IReadOnlyList<Problem> problems)
{
    // Beside a field; the summary counts all.
    private const int MostBeside = 5;

    /// <summary>Nothing is wrong, or nothing was checked yet.</summary>
    public static FieldProblems None { get; } = new([]);

    /// <summary>All of them, in the order of the document.</summary>
    public IReadOnlyList<Problem> All { get; } = problems;

    /// <summary>What is wrong at a JSON path or below it; none if nothing is.</summary>
    public string? Under(string path)
    {
        var texts = All.Where(problem => IsUnder(problem.Path, path)).Select(problem => problem.Text).Take(MostBeside).ToList();
        return texts.Count > 0 ? string.Join(" ", texts) : null;
    }

    private static bool IsUnder(string problem, string path) =>
        problem.StartsWith(path, StringComparison.Ordinal) && (problem.Length == path.Length || problem[path.Length] is '.' or '[');
}
