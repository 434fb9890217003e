using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>What became already of the slots of policies that are due.</summary>
internal sealed class PastRuns
{
    private readonly HashSet<(Guid PolicyId, DateTimeOffset Slot)> _taken;
    private readonly Dictionary<Guid, DateTimeOffset> _running;

    private PastRuns(HashSet<(Guid PolicyId, DateTimeOffset Slot)> taken, Dictionary<Guid, DateTimeOffset> running) =>
        (_taken, _running) = (taken, running);

    /// <summary>Reads the runs of the policies up to <paramref name="now"/>.</summary>
    public static async Task<PastRuns> ReadAsync(
        PortalDb db, IReadOnlyCollection<Policy> policies, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = policies.Select(policy => (Guid?)policy.Id).ToList();
        var since = policies.Count == 0 ? now : policies.Min(policy => policy.ScheduledUntil);
        var taken = await db.Sessions.Where(session => ids.Contains(session.PolicyId) && session.Slot > since && session.Slot <= now)
            .Select(session => new { session.PolicyId, session.Slot }).ToListAsync(cancel);
        var running = await db.Sessions.Where(session => ids.Contains(session.PolicyId) && session.State == SessionState.Running)
            .GroupBy(session => session.PolicyId!.Value)
            .Select(runs => new { runs.Key, Slot = runs.Min(session => session.Slot) })
            .ToDictionaryAsync(run => run.Key, run => run.Slot, cancel);
        return new PastRuns([.. taken.Select(run => (run.PolicyId!.Value, run.Slot))], running);
    }

    /// <summary>Whether the slot has its session: somebody may have started the policy at the very instant.</summary>
    public bool Has(Policy policy, DateTimeOffset slot) => _taken.Contains((policy.Id, slot));

    /// <summary>The slot of the policy's run that still goes on; none if nothing does.</summary>
    public DateTimeOffset? RunningOf(Policy policy) => _running.TryGetValue(policy.Id, out var slot) ? slot : null;
}
