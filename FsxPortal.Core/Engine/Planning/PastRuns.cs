using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>What became already of the slots of policies that are due.</summary>
internal sealed class PastRuns
{
    private readonly HashSet<(Guid PolicyId, DateTimeOffset Slot)> _taken;

    private PastRuns(HashSet<(Guid PolicyId, DateTimeOffset Slot)> taken) => _taken = taken;

    /// <summary>Reads the runs of the policies up to <paramref name="now"/>.</summary>
    public static async Task<PastRuns> ReadAsync(
        PortalDb db, IReadOnlyCollection<Policy> policies, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = policies.Select(policy => (Guid?)policy.Id).ToList();
        var since = policies.Count == 0 ? now : policies.Min(policy => policy.ScheduledUntil);
        var taken = await db.Sessions.Where(session => ids.Contains(session.PolicyId) && session.Slot > since && session.Slot <= now)
            .Select(session => new { session.PolicyId, session.Slot }).ToListAsync(cancel);
        return new PastRuns([.. taken.Select(run => (run.PolicyId!.Value, run.Slot))]);
    }

    /// <summary>Whether the slot has its session: somebody may have started the policy at the very instant.</summary>
    public bool Has(Policy policy, DateTimeOffset slot) => _taken.Contains((policy.Id, slot));
}
