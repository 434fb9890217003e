using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>Everything in the policy's Regions, or what is listed.</summary>
public enum SelectionMode
{
    All,
    Selected,
}

/// <summary>Which file systems a policy covers: all or some, less the exclusions.</summary>
public sealed record Selection
{
    public SelectionMode Mode { get; init; }

    public IReadOnlyList<SelectionRule> Include { get; init; } = [];

    public IReadOnlyList<SelectionRule> Exclude { get; init; } = [];

    /// <summary>Whether the file system is covered, as far as this selection goes. An exclusion always wins.</summary>
    public bool Covers(FileSystemFacts facts) =>
        (Mode == SelectionMode.All || Include.Any(rule => rule.Matches(facts))) && !Exclude.Any(rule => rule.Matches(facts));
}

/// <summary>Names file systems by id or by tag.</summary>
public sealed record SelectionRule
{
    /// <summary>A file system; for ONTAP this means all of its volumes.</summary>
    public string? AwsFileSystemId { get; init; }

    /// <summary>One ONTAP volume.</summary>
    public string? AwsVolumeId { get; init; }

    public TagMatch? Tag { get; init; }

    /// <summary>Whether the rule names the file system.</summary>
    public bool Matches(FileSystemFacts facts) =>
        (AwsFileSystemId is not null && AwsFileSystemId == facts.AwsFileSystemId)
        || (AwsVolumeId is not null && AwsVolumeId == facts.AwsVolumeId)
        || (Tag is { Key: { } key, Value: var value } && facts.Tags.TryGetValue(key, out var has) && has == (value ?? ""));
}

/// <summary>A tag's key and value, compared exactly as AWS does.</summary>
public sealed record TagMatch
{
    public string? Key { get; init; }

    public string? Value { get; init; }
}
