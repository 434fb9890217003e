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

/// <summary>What AWS says of a recovery point.</summary>
public sealed record RecoveryPointFacts
{
    public required string Arn { get; init; }

    public required string ResourceArn { get; init; }

    public required string VaultArn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The logical size, not what AWS bills.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>When AWS deletes it by itself; none if it does not.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>The status as AWS words it, such as COMPLETED.</summary>
    public required string Status { get; init; }

    /// <summary>Whether one could restore from it.</summary>
    public bool IsComplete => Status is "COMPLETED" or "AVAILABLE";
}
