using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Queries.Views;

/// <summary>A file system, or an ONTAP volume, as one line of the whole fleet.</summary>
public sealed record FileSystemLine
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string AwsFileSystemId { get; init; }

    public string? AwsVolumeId { get; init; }

    public required FileSystemType Type { get; init; }

    public required string AwsAccount { get; init; }

    public required string Region { get; init; }

    public long StorageGiB { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether AWS no longer lists it.</summary>
    public bool IsGone { get; init; }

    /// <summary>The policy that owns it.</summary>
    public Guid? PolicyId { get; init; }

    public string? PolicyName { get; init; }

    public required ProtectionState State { get; init; }

    /// <summary>Why it is protected as it is.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? LastBackupAt { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }

    public int RestorePoints { get; init; }

    /// <summary>When AWS last listed the vaults of its backups and copies to the end; none where that has not happened yet, or where no
    /// policy says which vaults these are.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
