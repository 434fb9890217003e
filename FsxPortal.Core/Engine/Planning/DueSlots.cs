using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>Accounts for the slots of policies that are due: a run for the newest of each policy, a mark for every other.</summary>
/// <remarks>
/// The schedule's tick does it, and so does whoever edits, disables or removes a
/// policy, before the old schedule is forgotten. Both hold the
/// policy's row, in the transaction that notes how far the schedule has come: each slot ends in exactly one session, whoever comes first.
/// </remarks>
public sealed class DueSlots(SessionPlanner planner, SessionEnds ends, ClockWatch watch, Clocks clocks, ILogger<DueSlots> log)
{
    // A slot that is met later than this was missed by a portal that did not run.
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(15);

    // Beyond this many, missed slots are counted and not listed one by one.
    private const int MostMissed = 100;

    /// <summary>Plans what is due of policies whose rows the caller holds, and saves it; the caller commits.</summary>
    /// <returns>The policies some of whose runs are over before they began.</returns>
    public async Task<IReadOnlyCollection<Guid>> PlanAsync(
        PortalDb db, IReadOnlyCollection<Policy> policies, PlanningGround ground, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var policy in policies.Where(policy => policy.ScheduledUntil > now + Moments.Tolerance))
        {
            await RewindAsync(db, policy, now, cancel);
        }

        var past = await PastRuns.ReadAsync(db, policies, now, cancel);
        var busy = await BusyFileSystems.ReadAsync(db, policies.Select(policy => policy.Id), clocks.Now, cancel);
        var lanes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var policy in policies)
        {
            if (Mark(db, policy, past, now) is { } newest)
            {
                var trigger = clocks.Now - newest.Slot > Punctual ? SessionTrigger.CatchUp : SessionTrigger.Schedule;
                var run = await planner.PlanAsync(db, policy, newest, trigger, Actor.Portal, ground, busy(policy.Id), cancel);
                lanes.UnionWith(run.Lanes);
            }

            policy.AdvanceSchedule(now);
        }

        await db.SaveChangesAsync(cancel);
        await LaneLeases.WakeAsync(db, lanes, clocks.RealNow, cancel);
        return [.. db.Sessions.Local.Where(session => !session.IsOpen).Select(session => session.PolicyId!.Value).Distinct()];
    }

    /// <summary>Accounts for what is due of a policy before it changes, in the caller's transaction.</summary>
    /// <param name="db">Holds the policy's row, and has read it since.</param>
    /// <param name="policy">The policy as it is before the change.</param>
    /// <param name="instead">Why the newest slot is not run after all; none to run it by what the policy asked for when it was due.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task SettleAsync(PortalDb db, Policy policy, string? instead, DateTimeOffset now, CancellationToken cancel)
    {
        if (!policy.Enabled)
        {
            return;
        }

        // By a clock that is known to be ahead more would be due than is.
        now -= watch.Doubt?.Ahead ?? TimeSpan.Zero;
        if (instead is null)
        {
            await PlanAsync(db, [policy], new PlanningGround(), now, cancel);
        }
        else
        {
            var past = await PastRuns.ReadAsync(db, [policy], now, cancel);
            if (Mark(db, policy, past, now) is { } newest)
            {
                End(db, policy, newest, SessionState.Skipped, instead);
            }

            policy.AdvanceSchedule(now);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Tells of what was planned in <paramref name="db"/>, once it is committed.</summary>
    public void Tell(PortalDb db)
    {
        ends.Tell(db);
        foreach (var session in db.Sessions.Local.Where(session => session.IsOpen))
        {
            using var work = PortalTrace.Begin(log, "Session planned", session.Id, null);
            log.LogInformation("Session planned for {Slot}", session.Slot);
        }
    }

    // Slots that are yet to come were neither missed nor skipped: a clock that was ahead only made it seem so. What was run then stands.
    private async Task RewindAsync(PortalDb db, Policy policy, DateTimeOffset now, CancellationToken cancel)
    {
        log.LogWarning(
            "The schedule of {Policy} was followed up to {Until}, which is yet to come: a clock was ahead. It goes on from now",
            policy.Name, policy.ScheduledUntil);
        await db.Sessions.Where(session => session.PolicyId == policy.Id && session.Slot > now
                && (session.State == SessionState.Missed || session.State == SessionState.Skipped))
            .ExecuteDeleteAsync(cancel);
        policy.Rewind(now);
    }

    // All but the newest were missed. Somebody may have started the policy at the very instant of a slot: then that run stands for it.
    private Occurrence? Mark(PortalDb db, Policy policy, PastRuns past, DateTimeOffset now)
    {
        var due = Occurrences.Between(policy.Schedule, policy.Zone, policy.ScheduledUntil, now).ToList();
        if (due.Count == 0)
        {
            return null;
        }

        foreach (var missed in due[..^1].TakeLast(MostMissed).Where(occurrence => !past.Has(policy, occurrence.Slot)))
        {
            End(db, policy, missed, SessionState.Missed, "The portal did not run at that time. The newest missed slot was caught up with.");
        }

        return past.Has(policy, due[^1].Slot) ? null : due[^1];
    }

    // A run that is over before it began: the slot is accounted for all the same.
    private void End(PortalDb db, Policy policy, Occurrence occurrence, SessionState state, string reason)
    {
        var now = clocks.Now;
        var session = new Session(clocks.NewId(), SessionType.Policy, SessionTrigger.Schedule, occurrence.Slot, Actor.Portal.Name, now);
        session.RunFor(RunOrder.Of(policy, occurrence, SessionTrigger.Schedule));
        db.Sessions.Add(session);
        ends.End(db, session, state, reason);
    }
}
