using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine;

/// <summary>Turns what is due into sessions: one for each slot of each policy, whatever happened to the portal meanwhile.</summary>
public sealed class Scheduler(
    IDbContextFactory<PortalDb> databases, SessionPlanner planner, DailyRetention retention, LaneContext context, ILogger<Scheduler> log)
{
    // A slot that is met later than this was missed by a portal that did not run.
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(15);

    // Beyond this many, missed slots are counted and not listed one by one.
    private const int MostMissed = 100;

    // Policies that are due together are planned together; few enough that somebody who wants one of them need not wait long.
    private const int AtOnce = 100;

    /// <summary>Plans all sessions that are due at the business time.</summary>
    public async Task TickAsync(CancellationToken cancel)
    {
        var now = context.Clocks.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Policies.AsNoTracking().Where(policy => policy.Enabled && policy.ScheduledUntil < now).ToListAsync(cancel);
        var ground = new PlanningGround();
        foreach (var group in policies.Chunk(AtOnce))
        {
            if (!await TryAsync(group, ground, now, cancel))
            {
                // What goes wrong with one schedule must not keep the others from running.
                foreach (var policy in group)
                {
                    await TryAsync([policy], ground, now, cancel);
                }
            }
        }

        await GuardAsync("the daily retention", () => retention.PlanIfDueAsync(cancel));
    }

    private Task<bool> TryAsync(Policy[] policies, PlanningGround ground, DateTimeOffset now, CancellationToken cancel) => GuardAsync(
        policies.Length == 1 ? policies[0].Name : $"{policies.Length} policies", () => PlanDueAsync(policies, ground, now, cancel));

    private async Task<bool> GuardAsync(string what, Func<Task> plan)
    {
        try
        {
            await plan();
            return true;
        }
        catch (DbUpdateException raced)
        {
            // Another node may have planned the same slot, or somebody changed the policy, in the same second.
            log.LogWarning("The schedule of {What} is read again: {Reason}", what, raced.InnerException?.Message ?? raced.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "The schedule of {What} could not be followed", what);
        }

        return false;
    }

    private async Task PlanDueAsync(IEnumerable<Policy> policies, PlanningGround ground, DateTimeOffset now, CancellationToken cancel)
    {
        var due = policies.Select(policy => (Policy: policy, Slots: Occurrences.Between(policy.Schedule, policy.Zone, policy.ScheduledUntil, now).ToList()))
            .Where(pair => pair.Slots.Count > 0).ToDictionary(pair => pair.Policy.Id);
        if (due.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePoliciesAsync(db, due.Keys, cancel);
        var current = (await db.Policies.Where(row => due.Keys.Contains(row.Id)).ToListAsync(cancel))
            .Where(row => row.Enabled && row.ScheduledUntil == due[row.Id].Policy.ScheduledUntil).ToList();
        var past = await PastRuns.ReadAsync(db, current, now, cancel);
        var lanes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var policy in current)
        {
            lanes.UnionWith(await PlanAsync(db, policy, due[policy.Id].Slots, past, ground, cancel));
            policy.AdvanceSchedule(now);
        }

        var over = db.ChangeTracker.Entries<Session>().Where(entry => !entry.Entity.IsOpen).Select(entry => entry.Entity.PolicyId!.Value).ToHashSet();
        await db.SaveChangesAsync(cancel);
        foreach (var policyId in over)
        {
            await ProtectionBook.RefreshPolicyAsync(db, policyId, cancel);
        }

        await LaneLeases.WakeAsync(db, lanes, context.Clocks.RealNow, cancel);
        await transaction.CommitAsync(cancel);
        Tell([.. db.Sessions.Local]);
        context.Checkpoints.Pass(Checkpoints.SessionPlanned);
        context.Relay.Publish([ProgressTopic.Sessions, ProgressTopic.Policies]);
    }

    private async Task<IReadOnlyCollection<string>> PlanAsync(
        PortalDb db, Policy policy, List<Occurrence> due, PastRuns past, PlanningGround ground, CancellationToken cancel)
    {
        foreach (var missed in due[..^1].TakeLast(MostMissed).Where(occurrence => !past.Has(policy, occurrence.Slot)))
        {
            End(db, policy, missed, SessionState.Missed, "The portal did not run at that time. The newest missed slot was caught up with.");
        }

        if (past.Has(policy, due[^1].Slot))
        {
            return [];
        }

        if (past.RunningOf(policy) is { } running)
        {
            End(db, policy, due[^1], SessionState.Skipped, $"The run of {running:yyyy-MM-dd HH:mm} UTC was still going on.");
            return [];
        }

        var trigger = context.Clocks.Now - due[^1].Slot > Punctual ? SessionTrigger.CatchUp : SessionTrigger.Schedule;
        return (await planner.PlanAsync(db, policy, due[^1], trigger, Actor.Portal, ground, cancel)).Lanes;
    }

    private void Tell(IReadOnlyCollection<Session> planned)
    {
        foreach (var session in planned.Where(session => !session.IsOpen))
        {
            PortalMeter.SessionEnded(session.Type.ToString(), session.State.ToString());
        }

        foreach (var session in planned.Where(session => session.IsOpen))
        {
            using var work = PortalTrace.Begin(log, "Session planned", session.Id, null);
            log.LogInformation("Session planned for {Slot}", session.Slot);
        }
    }

    // A run that is over before it began: the slot is accounted for all the same.
    private void End(PortalDb db, Policy policy, Occurrence occurrence, SessionState state, string reason)
    {
        var now = context.Clocks.Now;
        var session = new Session(context.Clocks.NewId(), SessionType.Policy, SessionTrigger.Schedule, occurrence.Slot, Actor.Portal.Name, now);
        session.RunFor(SessionPlanner.OrderOf(policy, occurrence, SessionTrigger.Schedule));
        session.End(state, reason, now);
        db.Sessions.Add(session);
    }
}
