using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;

namespace FsxPortal.Core.Queries.Views;

/// <summary>One flag of a restore point: until when it lasts, and whether it is over.</summary>
public sealed record FlagView(string Flag, DateTimeOffset? Until, bool Ended);

/// <summary>A rare flag that a restore point carries for a slot that brought none, and why it did not.</summary>
public sealed record CarriedView(string Flag, DateTimeOffset Slot, string Reason);

/// <summary>A restore point as it is shown.</summary>
public sealed record RestorePointView
{
    public required Guid Id { get; init; }

    public required string Arn { get; init; }

    public required RestorePointKind Kind { get; init; }

    public required RestorePointState State { get; init; }

    /// <summary>Why the state is no better, in words; none where it is good, comes, or goes as was decided.</summary>
    public string? StateBecause { get; init; }

    public required Guid FileSystemId { get; init; }

    public required string AwsFileSystemId { get; init; }

    /// <summary>What the file system is called.</summary>
    public string FileSystemName { get; init; } = "";

    public Guid? PolicyId { get; init; }

    public Guid? SessionId { get; init; }

    public Guid? SourceId { get; init; }

    public required string Vault { get; init; }

    public required string VaultArn { get; init; }

    public required string Region { get; init; }

    public DateTimeOffset? Slot { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public long? SizeBytes { get; init; }

    public bool? Incremental { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>The flags among them that it carries for slots that brought none.</summary>
    public IReadOnlyList<CarriedView> Carried { get; init; } = [];

    public IReadOnlyList<FlagView> Retention { get; init; } = [];

    /// <summary>Why retention leaves it.</summary>
    public IReadOnlyList<KeepReason> Reasons { get; init; } = [];

    /// <summary>The same in words.</summary>
    public IReadOnlyList<string> KeptBecause => [.. Reasons.Select(reason => reason.ToString())];

    /// <summary>Why its chain is frozen; none if it is not.</summary>
    public Freeze? Freeze { get; init; }

    /// <summary>When the last of its flags ended, if it is there past that; none if its time is not over.</summary>
    public DateTimeOffset? KeptPast { get; init; }

    /// <summary>Why it is not the portal's although its tags say so; none if it is, or if they do not.</summary>
    public string? ForeignBecause { get; init; }

    /// <summary>Who holds it, and why; none if nobody does.</summary>
    public Hold? Hold { get; init; }

    /// <summary>When AWS deletes it by itself; none if it does not.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    public string? DeletedBecause { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>The restore points of one vault, oldest first.</summary>
public sealed record ChainView(string Vault, string Region, IReadOnlyList<RestorePointView> RestorePoints);

/// <summary>Everything one can go back to for a file system.</summary>
public sealed record ChainsView(
    IReadOnlyList<ChainView> BackupChains, IReadOnlyList<ChainView> Copies, IReadOnlyList<RestorePointView> Manual);

/// <summary>Which restore points are wanted.</summary>
public sealed record RestorePointFilter(
    Guid? FileSystemId = null, Guid? PolicyId = null, RestorePointKind? Kind = null, RestorePointState? State = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, bool IsPastEnd = false);
