using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>What an edit of a policy promised the restore points that a chain had at that time.</summary>
/// <remarks>
/// Promises are remembered for each chain, so that they hold whatever becomes of the policy and of the file system. Points are named by
/// their number in the chain: what is made, or found, later is not among them.
/// </remarks>
public sealed class Promise
{
    private Promise()
    {
    }

    /// <summary>Notes a promise.</summary>
    /// <param name="id">A new id.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="policyId">The edited policy. Only points that it made are meant.</param>
    /// <param name="policyVersion">The policy's version after the edit.</param>
    /// <param name="sequence">The number of the last point that is meant.</param>
    public Promise(Guid id, ChainKey chain, Guid policyId, long policyVersion, int sequence)
    {
        Id = id;
        (FileSystemId, Kind, VaultArn) = chain;
        PolicyId = policyId;
        PolicyVersion = policyVersion;
        Sequence = sequence;
    }

    public Guid Id { get; private set; }

    public Guid FileSystemId { get; private set; }

    public RestorePointKind Kind { get; private set; }

    public string VaultArn { get; private set; } = "";

    public Guid PolicyId { get; private set; }

    public long PolicyVersion { get; private set; }

    public int Sequence { get; private set; }

    /// <summary>How long the flags last from now on where that is later than before. A flag without a period lasts as it did.</summary>
    public required RetentionRules Rules { get; init; }

    /// <summary>The flags that end as <see cref="Rules"/> say even where that is sooner: a person has seen and approved it.</summary>
    public GfsFlags Cuts { get; init; }

    /// <summary>Whether the newest point of the chain may go once its time is over: a person has seen and approved it.</summary>
    public bool FreesNewest { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it counts for a point of its chain. What was ordered after the
    /// edit was not there to be meant, whatever its number.</summary>
    public bool Means(RestorePoint point) =>
        point.PolicyId == PolicyId && point.Sequence <= Sequence && !(point.PolicyVersion >= PolicyVersion);

    /// <summary>Whether a point may go though it is the newest of its chain.</summary>
    public bool Frees(RestorePoint point) => FreesNewest && Means(point) && !(point.AdoptedAt >= MadeAt);

    /// <summary>The flags of a point that it ends sooner. What was found only later was not shown to whoever approved it.</summary>
    public GfsFlags CutsOf(RestorePoint point) => point.AdoptedAt >= MadeAt ? GfsFlags.None : Cuts;
}
