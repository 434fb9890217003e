using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What policies ask of a chain: the engine, its forecast and every page judge by the same wishes.</summary>
public static class PolicyWishes
{
    /// <summary>The circumstances that policies decide about; what jobs and AWS decide is left open.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="owner">The policy that owns its file system now; none if no policy does.</param>
    /// <param name="policies">All policies there are, by id.</param>
    public static Circumstances For(Chain chain, Policy? owner, IReadOnlyDictionary<Guid, Policy> policies)
    {
        return new Circumstances
        {
            KeepNewest = KeepsNewest(chain, owner, policies),
            Approval = chain.Points.Select(point => point.PolicyId).Append(owner?.Id).Distinct()
                .Max(id => id is { } known ? policies.GetValueOrDefault(known)?.Approval ?? ApprovalNeed.None : ApprovalNeed.None),
        };
    }

    // The policy that made the newest point is the one whose wish counts. Where it no longer owns the file system, what it wished when it
    // made the point does: an edit of after that was approved for others.
    private static bool KeepsNewest(Chain chain, Policy? owner, IReadOnlyDictionary<Guid, Policy> policies)
    {
        if (chain.Points.Count == 0 || chain.Points[^1] is not { PolicyId: { } id } newest
            || policies.GetValueOrDefault(id) is not { } maker)
        {
            return true;
        }

        return maker.KeepsNewest || (owner?.Id != id && maker.FreesNewestSince is { } since && !(newest.PolicyVersion >= since));
    }
}
