namespace FsxPortal.CommandLine;

/// <summary>A plan in words.</summary>
internal static class PlanText
{
    private const int MostNamed = 20;
    private const string Nothing = "(not set)";

    /// <summary>Line by line.</summary>
    public static IEnumerable<string> Of(PolicyPlan plan)
    {
        foreach (var line in plan.Steps.SelectMany(Of))
        {
            yield return Plain(line);
        }

        if (plan.Others.Count > 0)
        {
            var more = plan.Others.Count > MostNamed ? $" and {plan.Others.Count - MostNamed} more" : "";
            yield return Plain($"No file names {string.Join(", ", plan.Others.Take(MostNamed))}{more}: left as they are. --prune removes them.");
        }

        if (plan.Steps.Count == 0)
        {
            yield return $"Nothing to do: {plan.Unchanged} policies are as the files say.";
            yield break;
        }

        yield return $"{Count(plan, step => step.Saved is null)} to create, "
            + $"{Count(plan, step => step is { Saved: not null, File: not null })} to change, "
            + $"{Count(plan, step => step.File is null)} to remove, {plan.Unchanged} unchanged. "
            + $"Restore points that would be deleted: {plan.Steps.Sum(step => step.Consequences.Deletions.Count)}.";
        yield return $"Digest: {plan.Digest}";
    }

    private static IEnumerable<string> Of(Step step)
    {
        yield return step switch
        {
            { Saved: null } => $"+ {step.Name} ({step.File!.File})",
            { File: null } => $"- {step.Name}: its runs end, its restore points stay and end when they were promised to",
            _ => $"~ {step.Name} ({step.File.File})",
        };
        foreach (var difference in step.Differences)
        {
            yield return $"    {difference.Path}: {difference.Saved ?? Nothing} -> {difference.Wanted ?? Nothing}";
        }

        foreach (var cut in step.Consequences.Cuts)
        {
            yield return $"    ! {cut}";
        }

        var going = step.Consequences.Deletions;
        foreach (var gone in going.Take(MostNamed))
        {
            yield return $"    ! deletes {gone.Kind} of {gone.FileSystem}, {gone.Moment}, {gone.Region}: {gone.Because}";
        }

        if (going.Count > MostNamed)
        {
            yield return $"    ! deletes {going.Count - MostNamed} more";
        }
    }

    private static int Count(PolicyPlan plan, Func<Step, bool> isSo) => plan.Steps.Count(isSo);

    // What a portal sends is shown, and does nothing else to a terminal.
    private static string Plain(string line) => new([.. line.Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
