using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Queries.Views;

/// <summary>An account as it is shown.</summary>
public sealed record AccountView(Guid Id, string Name, string AwsAccount, string? RoleArn, IReadOnlyList<string> Regions)
{
    /// <summary>Grows with each change that a person makes.</summary>
    public long Version { get; init; }

    /// <summary>What AWS said of the portal's credentials when they were last looked at.</summary>
    public CredentialState CredentialState { get; init; }

    /// <summary>What is wrong with them, and what to do; none where nothing is.</summary>
    public string? Trouble { get; init; }
}

/// <summary>A vault as it is shown.</summary>
public sealed record VaultView(
    Guid Id, string Arn, string Name, string AwsAccount, string Region, bool Locked, string? KeyArn, long RestorePoints)
{
    /// <summary>Since when AWS has no longer listed it; none while it does.</summary>
    public DateTimeOffset? GoneAt { get; init; }
}

/// <summary>The protection of a file system, and why it is what it is.</summary>
public sealed record ProtectionView(
    ProtectionState State, string? Reason, DateTimeOffset? LastBackupAt, DateTimeOffset? LastCopyAt, DateTimeOffset? NextRunAt,
    int RestorePoints, int Copies, long Bytes)
{
    /// <summary>When AWS last listed the vaults of its backups and copies to the end: as of then it had what is said here. None where
    /// that has not happened yet, or where no policy says which vaults these are.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>A policy that covers a file system but had to leave it to another, and why.</summary>
public sealed record SkipView(Guid PolicyId, string PolicyName, string Reason);

/// <summary>A rare flag that no restore point has, though its slot has passed: the next one of that kind will carry it.</summary>
public sealed record LackView(string Flag, DateTimeOffset Slot, string Reason, RestorePointKind Kind);

/// <summary>A file system, or an ONTAP volume, as it is shown.</summary>
public sealed record FileSystemView
{
    public required Guid Id { get; init; }

    public required string Arn { get; init; }

    public required string AwsFileSystemId { get; init; }

    public string? AwsVolumeId { get; init; }

    public required string Name { get; init; }

    public required FileSystemType Type { get; init; }

    public required string Deployment { get; init; }

    public ActiveDirectoryKind ActiveDirectory { get; init; }

    public long StorageGiB { get; init; }

    public Guid AccountId { get; init; }

    public required string AwsAccount { get; init; }

    public required string Region { get; init; }

    public required string Lifecycle { get; init; }

    public DateTimeOffset? GoneAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>When AWS starts no backup of it, in words and in UTC.</summary>
    public IReadOnlyList<string> ForbiddenHours { get; init; } = [];

    public Guid? PolicyId { get; init; }

    public string? PolicyName { get; init; }

    /// <summary>The first policies by priority that cover it too; the list of policies shows all of them.</summary>
    public IReadOnlyList<SkipView> SkippedBy { get; init; } = [];

    /// <summary>How many policies had to leave it to another.</summary>
    public int SkippedByCount { get; init; }

    public required ProtectionView Protection { get; init; }

    /// <summary>The flags that its backups and copies lack. Lists leave them out.</summary>
    public IReadOnlyList<LackView> Lacking { get; init; } = [];
}

/// <summary>Which file systems are wanted.</summary>
/// <param name="Search">A part of the name or of the id AWS gave.</param>
/// <param name="State">How well they are protected.</param>
/// <param name="Region">Where they lie.</param>
/// <param name="PolicyId">The policy that owns them.</param>
public sealed record FileSystemFilter(string? Search = null, ProtectionState? State = null, string? Region = null, Guid? PolicyId = null);
