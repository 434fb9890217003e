namespace FsxPortal.Core.Persistence;

/// <summary>A lane's lease, and how AWS answered in it. All instants are real time.</summary>
/// <remarks>
/// The epoch grows at each grant. Every write of a lane's holder names its epoch, so a holder that lost the lease (frozen, cut
/// off) can write nothing any more.
/// </remarks>
public sealed class LaneRecord
{
    private LaneRecord()
    {
    }

    /// <summary>Opens a lane.</summary>
    public LaneRecord(string key) => Key = key;

    public string Key { get; private set; } = "";

    public long Epoch { get; private set; }

    public string? Owner { get; private set; }

    /// <summary>Until when the holder may write; in the past where nobody holds the lane.</summary>
    public DateTimeOffset LeaseUntil { get; private set; }

    /// <summary>When the lane wants to be looked at again; none where nothing is open.</summary>
    public DateTimeOffset? LookAt { get; private set; }

    /// <summary>Since when AWS can't be used in this lane; none while it can.</summary>
    public DateTimeOffset? TroubleSince { get; private set; }

    /// <summary>What is wrong, and what to do about it.</summary>
    public string? Trouble { get; private set; }
}
