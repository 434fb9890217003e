using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>How a restore point came to be.</summary>
public sealed record Origin
{
    public required RestorePointKind Kind { get; init; }

    public required Guid FileSystemId { get; init; }

    public Guid? PolicyId { get; init; }

    public long? PolicyVersion { get; init; }

    public Guid? SessionId { get; init; }

    /// <summary>The restore point this is a copy of.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>The scheduled instant the point serves, whenever it was made.</summary>
    public DateTimeOffset? Slot { get; init; }

    public GfsFlags Flags { get; init; }

    /// <summary>How long its flags last, as the policy said when the point was made.</summary>
    public RetentionRules? Rules { get; init; }

    /// <summary>The rare flags among them that the point carries for slots that brought none.</summary>
    public IReadOnlyList<CarriedFlag> Carried { get; init; } = [];

    /// <summary>Its number in the chain; 0 is the first.</summary>
    public int Sequence { get; init; }

    /// <summary>Why the point is not ours although its tags say so; none if it is, or if they do not.</summary>
    public string? ForeignBecause { get; init; }

    /// <summary>Whether only changes were stored; none if unknown. AWS does not tell: it is what the chain means.</summary>
    public bool? Incremental { get; init; }
}
