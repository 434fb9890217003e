using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Policies.Preview;

/// <summary>What a policy would do if it were saved as it is.</summary>
public sealed record PolicyPreview
{
    /// <summary>The fields that would change; all of them stay as they are if none, and a new policy has nothing to compare.</summary>
    public IReadOnlyList<PolicyDifference> Changes { get; init; } = [];

    /// <summary>The next runs, whether the policy is enabled or not.</summary>
    public IReadOnlyList<PreviewedRun> Runs { get; init; } = [];

    /// <summary>The file systems it would back up, and why.</summary>
    public IReadOnlyList<PreviewedFileSystem> Covered { get; init; } = [];

    /// <summary>The file systems it selects and would not back up, and why.</summary>
    public IReadOnlyList<SkippedFileSystem> Skipped { get; init; } = [];

    /// <summary>The restore points of the policy that the next retention pass would delete, and why.</summary>
    public IReadOnlyList<PreviewedDeletion> Deletions { get; init; } = [];

    /// <summary>The restore points that were over when a sync found them, and go, once that is approved, as soon as
    /// nothing else keeps them.</summary>
    public IReadOnlyList<PreviewedDeletion> Later { get; init; } = [];

    /// <summary>What ends sooner than it was promised: every restore point with these flags
    /// that the policy has made of the file systems it backs up.</summary>
    public IReadOnlyList<PreviewedCut> Cuts { get; init; } = [];

    /// <summary>What there is of the file systems it backs up: whatever ends sooner is among these.</summary>
    public PreviewedStock Stock { get; init; } = new(0, 0, 0);

    /// <summary>The digest of the restore points that end sooner or go, to approve
    /// exactly those; none if there is nothing to approve.</summary>
    public string? Digest { get; init; }

    /// <summary>What may surprise whoever saves it: locked vaults, quotas of AWS, copies that are full again.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it does, in plain sentences.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>How long the lists are that may be cut.</summary>
    public PreviewedCounts? Counts { get; init; }

    /// <summary>The same with at most so many entries in each list, and how many there are.</summary>
    public PolicyPreview Cut(int most) => this with
    {
        Covered = [.. Covered.Take(most)],
        Skipped = [.. Skipped.Take(most)],
        Deletions = [.. Deletions.Take(most)],
        Later = [.. Later.Take(most)],
        Counts = new PreviewedCounts(Covered.Count, Skipped.Count, Deletions.Count, Later.Count),
    };
}

/// <summary>How many file systems and restore points a preview is about.</summary>
/// <param name="Covered">File systems that would be backed up.</param>
/// <param name="Skipped">File systems that are selected and would not be.</param>
/// <param name="Deletions">Restore points that would go at once.</param>
/// <param name="Later">Restore points that would go later.</param>
public sealed record PreviewedCounts(int Covered, int Skipped, int Deletions, int Later);

/// <summary>A run to come.</summary>
/// <param name="Slot">When it is due.</param>
/// <param name="Flags">The flags of its backups, a letter each.</param>
/// <param name="CopyFlags">The flags of its copies; none if it makes none.</param>
/// <param name="FileSystems">How many file systems it backs up, as far as is known now.</param>
public sealed record PreviewedRun(DateTimeOffset Slot, IReadOnlyList<string> Flags, IReadOnlyList<string> CopyFlags, int FileSystems);

/// <summary>The restore points there are.</summary>
/// <param name="FileSystems">Of how many file systems.</param>
/// <param name="Backups">How many backups.</param>
/// <param name="Copies">How many copies.</param>
public sealed record PreviewedStock(int FileSystems, int Backups, int Copies)
{
    /// <summary>Adds up what there is of the file systems that a policy owns.</summary>
    public static PreviewedStock Of(IEnumerable<Stock> owned) => owned.Aggregate(
        new PreviewedStock(0, 0, 0), (sum, one) =>
            new PreviewedStock(sum.FileSystems + 1, sum.Backups + one.Backups, sum.Copies + one.Copies));
}

/// <summary>A file system that is backed up.</summary>
public sealed record PreviewedFileSystem(Guid FileSystemId, string Name, string Reason);

/// <summary>A file system that is not, in favour of another policy or because AWS cannot.</summary>
public sealed record SkippedFileSystem(Guid FileSystemId, string Name, Guid? PolicyId, string Reason);

/// <summary>A restore point that goes.</summary>
public sealed record PreviewedDeletion(
    Guid RestorePointId, Guid FileSystemId, string FileSystem, RestorePointKind Kind, string Region, DateTimeOffset Moment, string Because)
{
    /// <summary>Whether it would stay if the policy were left as it is saved.</summary>
    public bool ByEdit { get; init; }

    /// <summary>What else keeps it for now; nothing if it goes.</summary>
    public string KeptBecause { get; init; } = "";
}
