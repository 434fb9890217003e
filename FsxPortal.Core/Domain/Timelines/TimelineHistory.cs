using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Timelines;

/// <summary>What stands on a timeline.</summary>
public enum TimelineItemKind
{
    Point,

    /// <summary>A run that made no backup of the file system.</summary>
    Failed,

    /// <summary>A run that never began.</summary>
    Missed,

    /// <summary>A run to come.</summary>
    Planned,
}

/// <summary>A restore point, or a run that made none (yet).</summary>
public sealed record TimelineItem(TimelineItemKind Kind, DateTimeOffset Moment)
{
    /// <summary>Of the restore point or of the session; none for a run to come.</summary>
    public Guid? Id { get; init; }

    public GfsFlags Flags { get; init; }

    /// <summary>The restore point; none for a run.</summary>
    public TimelinePoint? Point { get; init; }

    /// <summary>Why a run failed or was missed.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is a run that failed or was missed.</summary>
    public bool IsFailure => Kind is TimelineItemKind.Failed or TimelineItemKind.Missed;

    /// <summary>Whether it is a restore point that protects nothing.</summary>
    public bool IsSpoilt => Point is { State: RestorePointState.Expired or RestorePointState.Partial };

    /// <summary>What tells it from every other item.</summary>
    public string Key => Id is { } id ? $"{id:N}" : $"{Kind}{Moment.UtcTicks}".ToLowerInvariant();
}

/// <summary>What a timeline shows of a restore point.</summary>
public sealed record TimelinePoint
{
    public required RestorePointKind Kind { get; init; }

    public required RestorePointState State { get; init; }

    public required string Vault { get; init; }

    public required string Region { get; init; }

    public bool? Incremental { get; init; }

    public Guid? SourceId { get; init; }

    /// <summary>When the last of its flags ends; none if it never does, or nobody has said.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A chain, a copy chain, or all that stands apart: a track of the timeline.</summary>
public sealed record TimelineChain(RestorePointKind Kind, string Region, string Vault)
{
    /// <summary>Where a restore point belongs; manual backups share a track, wherever they lie.</summary>
    public static TimelineChain Of(RestorePointKind kind, string region, string vault) =>
        kind == RestorePointKind.Manual ? new(kind, "", "") : new(kind, region, vault);
}

/// <summary>What happened to a file system in a span of time, and what is planned.</summary>
/// <param name="Items">In any order.</param>
/// <param name="Chains">All of them, with restore points in the span or not, so that tracks stay while one moves through time.</param>
/// <param name="First">The moment of its very first restore point, in the span or not; none if there is none.</param>
public sealed record TimelineHistory(
    IReadOnlyList<TimelineItem> Items, IReadOnlyList<TimelineChain> Chains, DateTimeOffset Now, DateTimeOffset? First);
