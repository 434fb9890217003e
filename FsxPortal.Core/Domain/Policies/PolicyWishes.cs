using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What policies ask of a chain: the engine, its forecast and every page judge by the same wishes.</summary>
public static class PolicyWishes
{
    /// <summary>Whether the newest restore point of a chain stays whatever its flags say.</summary>
    /// <remarks>The policy that made it decides. Where it had to stay once, it goes only if it was made after somebody had approved that
    /// it may, or was shown to whoever did.</remarks>
    /// <param name="newest">The newest restore point of the chain; none if it has no good one.</param>
    /// <param name="policies">All policies there are, by id.</param>
    /// <param name="promises">What the chain was promised.</param>
    public static bool KeepsNewest(
        RestorePoint? newest, IReadOnlyDictionary<Guid, Policy> policies, IReadOnlyList<Promise> promises)
    {
        if (newest is not { PolicyId: { } id } || policies.GetValueOrDefault(id) is not { } maker)
        {
            return true;
        }

        return maker.KeepsNewest || (maker.FreesNewestSince is { } since && !(newest.PolicyVersion >= since)
            && !promises.Any(promise => promise.PolicyVersion >= since && promise.Frees(newest)));
    }
}
