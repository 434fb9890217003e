namespace FsxPortal.Core.Domain.Inventory;

/// <summary>How many backups of a kind AWS begins with for an account and Region; it raises them on request.</summary>
/// <remarks>Source: the quota pages of Amazon FSx for each kind. Backups of AWS Backup and copies count.</remarks>
public static class BackupQuota
{
    // From this share on somebody should ask for more.
    private const double Near = 0.8;

    private static readonly string[] Signs = ["ServiceLimitExceeded", "quota", "reached the limit", "limit exceeded"];

    /// <summary>The quota of a kind of file system.</summary>
    public static int Of(FileSystemType type) => type switch
    {
        FileSystemType.Windows or FileSystemType.Lustre => 500,
        FileSystemType.OpenZfs or FileSystemType.Ontap => 10_000,
    };

    /// <summary>Whether so many backups are worth a warning.</summary>
    public static bool IsNear(FileSystemType type, long backups) => backups >= Of(type) * Near;

    /// <summary>Whether AWS gave a used-up quota as the reason for a failure. It has no code of its own in jobs: only words tell.</summary>
    public static bool IsFull(string reason) => Signs.Any(sign => reason.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
