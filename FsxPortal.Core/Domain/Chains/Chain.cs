namespace FsxPortal.Core.Domain.Chains;

/// <summary>Which chain: the file system, the kind and the vault.</summary>
public sealed record ChainKey(Guid FileSystemId, RestorePointKind Kind, string VaultArn);

/// <summary>The restore points of one file system and kind in one vault, oldest first.</summary>
public sealed record Chain(Guid FileSystemId, RestorePointKind Kind, string VaultArn, IReadOnlyList<RestorePoint> Points)
{
    /// <summary>Which chain it is.</summary>
    public ChainKey Key => new(FileSystemId, Kind, VaultArn);

    /// <summary>Sorts points into chains. Manual backups are outside every chain and are left out.</summary>
    public static IReadOnlyList<Chain> Of(IEnumerable<RestorePoint> points) =>
    [
        .. points.Where(point => point.Kind != RestorePointKind.Manual)
            .GroupBy(point => (point.FileSystemId, point.Kind, point.VaultArn))
            .Select(group => new Chain(group.Key.FileSystemId, group.Key.Kind, group.Key.VaultArn,
                [.. group.OrderBy(point => point.Moment).ThenBy(point => point.CreatedAt)])),
    ];
}
