namespace FsxPortal.Core.Persistence;

/// <summary>What lists say of a file system's restore points, kept up to date in the transactions that change them.</summary>
public sealed class ProtectionRecord
{
    private ProtectionRecord()
    {
    }

    /// <summary>Opens the row of a file system without restore points.</summary>
    public ProtectionRecord(Guid fileSystemId) => FileSystemId = fileSystemId;

    public Guid FileSystemId { get; private set; }

    public int RestorePoints { get; private set; }

    public int Copies { get; private set; }

    public long Bytes { get; private set; }

    public DateTimeOffset? LastBackupAt { get; private set; }

    public DateTimeOffset? LastCopyAt { get; private set; }

    /// <summary>Takes over what was counted.</summary>
    public void Set(int restorePoints, int copies, long bytes, DateTimeOffset? lastBackupAt, DateTimeOffset? lastCopyAt)
    {
        RestorePoints = restorePoints;
        Copies = copies;
        Bytes = bytes;
        LastBackupAt = lastBackupAt;
        LastCopyAt = lastCopyAt;
    }
}
