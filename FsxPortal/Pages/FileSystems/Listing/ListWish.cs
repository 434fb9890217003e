using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Pages.FileSystems.Listing;

/// <summary>What lines of one group have in common.</summary>
public enum Grouping
{
    None,
    Account,
    Region,
    Policy,
    Protection,
}

/// <summary>Which file systems are wanted in the list, and how: what the address says.</summary>
public sealed record ListWish
{
    /// <summary>What the address says of file systems that no policy owns.</summary>
    public const string NoPolicy = "none";

    public string? Search { get; init; }

    public ProtectionState? State { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    public FileSystemType? Type { get; init; }

    /// <summary>The id of a policy, or <see cref="NoPolicy"/>.</summary>
    public string? Policy { get; init; }

    /// <summary>A tag as <c>key=value</c>, or a key alone.</summary>
    public string? Tag { get; init; }

    public Grouping Group { get; init; }

    /// <summary>name, backup or next; descending with a minus before it.</summary>
    public string Sort { get; init; } = "name";

    /// <summary>Whether some file systems may be left out.</summary>
    public bool IsFiltered => (Search ?? Account ?? Region ?? Policy ?? Tag) is not null || State is not null || Type is not null;

    /// <summary>Whether a line is wanted.</summary>
    public bool Wants(FileSystemLine line) =>
        (State is null || line.State == State)
        && (Account is null || line.AwsAccount == Account)
        && (Region is null || line.Region == Region)
        && (Type is null || line.Type == Type)
        && WantsPolicy(line.PolicyId)
        && WantsTag(line.Tags)
        && (Search?.Trim() is not { Length: > 0 } part || Has(line.Name, part) || Has(line.AwsFileSystemId, part)
            || Has(line.AwsVolumeId, part));

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) is true;

    private bool WantsPolicy(Guid? owner) => Policy switch
    {
        null => true,
        NoPolicy => owner is null,
        _ => Guid.TryParse(Policy, out var id) && owner == id,
    };

    // Both keys and values may contain the sign between them.
    private bool WantsTag(IReadOnlyDictionary<string, string> tags) =>
        Tag?.Trim() is not { Length: > 0 } wanted || tags.ContainsKey(wanted) || tags.Any(tag => $"{tag.Key}={tag.Value}" == wanted);
}
