using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Domain.Policies.Preview;

/// <summary>Which of the file systems that a policy selects it would back up, and which not, and why.</summary>
public static class PreviewedCoverage
{
    /// <summary>Sorts the file systems that a policy selects.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="all">All policies, it among them.</param>
    /// <param name="fileSystems">What there is.</param>
    /// <param name="ownTags">How many tags the portal adds to a backup.</param>
    public static (List<PreviewedFileSystem> Covered, List<SkippedFileSystem> Skipped) Of(
        Policy policy, List<Policy> all, IEnumerable<FileSystem> fileSystems, int ownTags)
    {
        var (covered, skipped) = (new List<PreviewedFileSystem>(), new List<SkippedFileSystem>());
        foreach (var fileSystem in fileSystems.Where(policy.Covers))
        {
            var owner = Assignment.Of(fileSystem, all).Owner!;
            if (owner.Id != policy.Id)
            {
                skipped.Add(new(fileSystem.Id, fileSystem.Name, owner.Id, $"The policy '{owner.Name}' has the higher priority."));
            }
            else if (
                (Capabilities.BackupRefusal(fileSystem.Facts) ?? TagBudget.Refusal(fileSystem.Facts.Tags, ownTags)) is { } refusal)
            {
                skipped.Add(new(fileSystem.Id, fileSystem.Name, null, refusal));
            }
            else
            {
                covered.Add(new(fileSystem.Id, fileSystem.Name, Reason(policy, fileSystem)));
            }
        }

        return (covered, skipped);
    }

    private static string Reason(Policy policy, FileSystem fileSystem) => policy.Document.Selection switch
    {
        { Mode: SelectionMode.Selected } selection => selection.Include.First(rule => rule.Matches(fileSystem.Facts)) switch
        {
            { Tag: { } tag } => $"It has the tag {tag.Key} = {tag.Value}.",
            _ => "It is named.",
        },
        _ => $"The policy covers everything in {fileSystem.Region}.",
    };
}
