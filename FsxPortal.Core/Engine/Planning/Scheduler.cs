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

    /// <summary>Plans all sessions that are due at the business time.</summary>
    public async Task TickAsync(CancellationToken cancel)
    {
        var now = context.Clocks.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Policies.AsNoTracking().Where(policy => policy.Enabled && policy.ScheduledUntil < now).ToListAsync(cancel);
        var ground = new PlanningGround();
        foreach (var policy in policies)
        {
            await GuardAsync(policy.Name, () => PlanDueAsync(policy, ground, now, cancel));
        }

        await GuardAsync("the daily retention", () => retention.PlanIfDueAsync(cancel));
    }

    // What goes wrong with one schedule must not keep the others from running.
    private async Task GuardAsync(string what, Func<Task> plan)
    {
        try
        {
            await plan();
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
    }

    private async Task PlanDueAsync(Policy policy, PlanningGround ground, DateTimeOffset now, CancellationToken cancel)
    {
        var due = Occurrences.Between(policy.Schedule, policy.Zone, policy.ScheduledUntil, now).ToList();
        if (due.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePolicyAsync(db, policy.Id, cancel);
        var current = await db.Policies.SingleOrDefaultAsync(row => row.Id == policy.Id, cancel);
        if (current is null || current.ScheduledUntil != policy.ScheduledUntil || !current.Enabled)
        {
            return;
        }

        await PlanAsync(db, current, due, ground, now, cancel);
        current.AdvanceSchedule(now);
        var isOver = db.ChangeTracker.Entries<Session>().Any(entry => !entry.Entity.IsOpen);
        await db.SaveChangesAsync(cancel);
        if (isOver)
        {
            await ProtectionBook.RefreshPolicyAsync(db, policy.Id, cancel);
        }

        await transaction.CommitAsync(cancel);
        Tell([.. db.Sessions.Local]);
        context.Checkpoints.Pass(Checkpoints.SessionPlanned);
        context.Relay.Publish([ProgressTopic.Sessions, ProgressTopic.Policies]);
    }

    private async Task PlanAsync(PortalDb db, Policy policy, List<Occurrence> due, PlanningGround ground, DateTimeOffset now, CancellationToken cancel)
    {
        // Somebody may have started the policy at the very instant of a slot.
        var taken = await db.Sessions.Where(session => session.PolicyId == policy.Id && session.Slot > policy.ScheduledUntil && session.Slot <= now)
            .Select(session => session.Slot).ToListAsync(cancel);
        foreach (var missed in due[..^1].TakeLast(MostMissed).ExceptBy(taken, occurrence => occurrence.Slot))
        {
            db.Sessions.Add(Missed(policy, missed, now));
        }

        if (!taken.Contains(due[^1].Slot))
        {
            await PlanOneAsync(db, policy, due[^1], ground, now, cancel);
        }
    }

    private async Task PlanOneAsync(
        PortalDb db, Policy policy, Occurrence occurrence, PlanningGround ground, DateTimeOffset now, CancellationToken cancel)
    {
        var running = await db.Sessions.AsNoTracking().Where(session => session.PolicyId == policy.Id && session.State == SessionState.Running)
            .OrderBy(session => session.Slot).FirstOrDefaultAsync(cancel);
        if (running is not null)
        {
            var skipped = Empty(policy, occurrence, SessionTrigger.Schedule, now);
            skipped.End(SessionState.Skipped, $"The run of {running.Slot:yyyy-MM-dd HH:mm} UTC was still going on.", now);
            db.Sessions.Add(skipped);
            return;
        }

        var trigger = now - occurrence.Slot > Punctual ? SessionTrigger.CatchUp : SessionTrigger.Schedule;
        await planner.PlanAsync(db, policy, occurrence, trigger, Actor.Portal, ground, cancel);
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

    private Session Missed(Policy policy, Occurrence occurrence, DateTimeOffset now)
    {
        var session = Empty(policy, occurrence, SessionTrigger.Schedule, now);
        session.End(SessionState.Missed, "The portal did not run at that time. The newest missed slot was caught up with.", now);
        return session;
    }

    private Session Empty(Policy policy, Occurrence occurrence, SessionTrigger trigger, DateTimeOffset now)
    {
        var session = new Session(context.Clocks.NewId(), SessionType.Policy, trigger, occurrence.Slot, Actor.Portal.Name, now);
        session.RunFor(SessionPlanner.OrderOf(policy, occurrence, trigger));
        return session;
    }
}
