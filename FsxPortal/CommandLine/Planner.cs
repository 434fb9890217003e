using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.CommandLine;

/// <summary>Compares files with what the portal has.</summary>
internal static class Planner
{
    /// <summary>Makes a plan.</summary>
    /// <param name="files">What is wanted.</param>
    /// <param name="prune">Whether policies that no file names go.</param>
    /// <param name="portal">The portal.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandLineException">The portal would refuse some file; each is named with what is wrong.</exception>
    public static async Task<PolicyPlan> MakeAsync(
        IReadOnlyList<PolicyFile> files, bool prune, PolicyWire portal, CancellationToken cancel)
    {
        var saved = await portal.ListAsync(cancel);
        var known = saved.ToLookup(policy => policy.Document.Name ?? "", StringComparer.Ordinal);
        var (steps, problems, unchanged) = (new List<Step>(), new List<string>(), 0);
        foreach (var file in files)
        {
            var old = known[file.Name].FirstOrDefault();
            if (old is not null && PolicyJson.Same(old.Document, file.Document))
            {
                unchanged++;
                continue;
            }

            var (consequences, wrong) = await portal.PreviewAsync(file.Document, old?.Id, cancel);
            problems.AddRange(wrong.Select(problem => $"{file.File}: {problem}"));
            steps.Add(new Step(file, old, consequences));
        }

        if (problems.Count > 0)
        {
            throw new CommandLineException(string.Join('\n', problems));
        }

        var names = files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var others = saved.Where(policy => !names.Contains(policy.Document.Name ?? "")).ToList();
        return new PolicyPlan(
            [
                .. steps.Where(step => step.Saved is null), .. steps.Where(step => step.Saved is not null),
                .. prune ? others.Select(policy => new Step(null, policy, Consequences.None)) : [],
            ],
            unchanged, prune ? [] : [.. others.Select(policy => policy.Document.Name ?? "")]);
    }
}
