using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Persistence;

/// <summary>What is counted of a file system's restore points.</summary>
/// <param name="RestorePoints">All of them.</param>
/// <param name="Copies">How many of them are copies.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="LastBackupAt">When the newest good one was made that is no copy.</param>
/// <param name="LastCopyAt">When the newest good copy was made.</param>
public sealed record PointCounts(int RestorePoints, int Copies, long Bytes, DateTimeOffset? LastBackupAt, DateTimeOffset? LastCopyAt)
{
    /// <summary>The sum of their numbers in their chains, counted from 1: as many other points have another.</summary>
    public long Numbers { get; init; }
}

/// <summary>What lists and the overview say of a file system, kept up to date in the transactions that change it.</summary>
/// <remarks>The fleet is counted, filtered and put in order by these rows alone.</remarks>
public sealed class ProtectionRecord
{
    private ProtectionRecord()
    {
    }

    /// <summary>Opens the row of a file system of which nothing is known yet.</summary>
    public ProtectionRecord(Guid fileSystemId) => FileSystemId = fileSystemId;

    public Guid FileSystemId { get; private set; }

    public string Name { get; private set; } = "";

    public string AwsAccount { get; private set; } = "";

    public string Region { get; private set; } = "";

    /// <summary>Whether AWS no longer lists the file system.</summary>
    public bool IsGone { get; private set; }

    /// <summary>The policy that owns it.</summary>
    public Guid? PolicyId { get; private set; }

    /// <summary>The state, as long as <see cref="AtRiskFrom"/> has not come.</summary>
    public ProtectionState State { get; private set; } = ProtectionState.Unprotected;

    public DateTimeOffset? AtRiskFrom { get; private set; }

    public string? Reason { get; private set; }

    public int RestorePoints { get; private set; }

    public int Copies { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The sum of the numbers that they have in their chains.</summary>
    public long Numbers { get; private set; }

    public DateTimeOffset? LastBackupAt { get; private set; }

    public DateTimeOffset? LastCopyAt { get; private set; }

    /// <summary>What was judged.</summary>
    public ProtectionVerdict Verdict => new(State, AtRiskFrom, Reason);

    /// <summary>What was counted.</summary>
    public PointCounts Counts => new(RestorePoints, Copies, Bytes, LastBackupAt, LastCopyAt) { Numbers = Numbers };

    /// <summary>Takes over what was counted and judged.</summary>
    public void Set(FileSystem fileSystem, Guid? policyId, ProtectionVerdict verdict, PointCounts counts)
    {
        Name = fileSystem.Name;
        (AwsAccount, Region) = (fileSystem.AwsAccount, fileSystem.Region);
        IsGone = fileSystem.GoneAt is not null;
        PolicyId = policyId;
        (State, AtRiskFrom, Reason) = verdict;
        (RestorePoints, Copies, Bytes, LastBackupAt, LastCopyAt) = counts;
        Numbers = counts.Numbers;
    }
}
