using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Commands;

/// <summary>Starts and stops sessions.</summary>
public sealed class SessionCommands(
    CommandDesk desk, SessionPlanner planner, SessionStops stops, Clocks clocks, ILogger<SessionCommands> log,
    Checkpoints? checkpoints = null)
{
    /// <summary>Starts a policy by hand, disabled or not. The slot is this instant.</summary>
    /// <returns>The session's id.</returns>
    /// <exception cref="AlreadyRunningException">The policy runs.</exception>
    public Task<Guid> StartAsync(Actor actor, Guid policyId, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.StartPolicy, async db =>
    {
        // Two clicks at the same moment queue up, and the second sees the first.
        await RowLocks.TakePoliciesAsync(db, [policyId], cancel);
        var policy = await db.Policies.AsNoTracking().SingleOrDefaultAsync(policy => policy.Id == policyId, cancel)
            ?? throw new NotFoundException("This policy does not exist. It may have been removed.");
        var slot = ByHand(policy);

        // One of this very instant counts, even if it has ended at once.
        var running = await db.Sessions.Where(session => session.PolicyId == policyId
            && (session.State == SessionState.Running || session.Slot == slot.Slot))
            .OrderByDescending(session => session.State == SessionState.Running)
            .Select(session => (Guid?)session.Id).FirstOrDefaultAsync(cancel);
        if (running is { } sessionId)
        {
            throw new AlreadyRunningException(policy.Name, sessionId);
        }

        var busy = await BusyFileSystems.ReadAsync(db, [policyId], clocks.Now, cancel);
        var (session, lanes) = await planner.PlanAsync(
            db, policy, slot, SessionTrigger.Manual, actor, new PlanningGround(), busy(policyId), cancel);
        await db.SaveChangesAsync(cancel);
        await LaneLeases.WakeAsync(db, lanes, clocks.RealNow, cancel);
        return Changed(session, () => TellOfStart(db, session, actor), ProgressTopic.Sessions, ProgressTopic.Policies) with
        {
            After = AuditJson.Of(new { session.PolicyId, session.Slot, slot.Flags, slot.CopyFlags }),
        };
    }, cancel);

    /// <summary>Ends a session at once, of whatever type. What runs in AWS is followed in the background, for AWS can't cancel FSx jobs.
    /// </summary>
    public Task StopAsync(Actor actor, Guid sessionId, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.StopSession, async db =>
    {
        var known = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == sessionId, cancel)
            ?? throw new NotFoundException("This session does not exist.");
        var session = await stops.StopAsync(db, sessionId, actor.Name, cancel)
            ?? throw new InvalidInputException([new Problem("", $"The session has already ended ({known.State}).")]);
        return Changed(session, () =>
        {
            Tell(session, "Session stopped", actor);
            stops.Tell(db);
        }, ProgressTopic.Session(sessionId), ProgressTopic.Sessions, ProgressTopic.Policies) with
        {
            Before = AuditJson.Of(new { known.State }),
            After = AuditJson.Of(new { session.State, session.Reason }),
        };
    }, cancel);

    /// <summary>Has the inventory and all vaults read again.</summary>
    /// <returns>The id of the session that does it; the one that waits or runs already if there is one.</returns>
    public Task<Guid> SyncAsync(Actor actor, CancellationToken cancel) =>
        desk.RunAloneAsync(actor, CommandKind.SyncVaults, OneSync, async db =>
    {
        var open = await db.Sessions.Where(session => session.Type == SessionType.Sync
            && (session.State == SessionState.Pending || session.State == SessionState.Running)).FirstOrDefaultAsync(cancel);
        if (open is not null)
        {
            return Outcome.Unchanged(open.Id);
        }

        var session = SyncSchedule.Ask(db, SessionTrigger.Manual, actor, clocks);
        return Changed(session, () => Tell(session, "Synchronisation asked for", actor), ProgressTopic.Sessions);
    }, cancel);

    private static Task<string> OneSync(PortalDb db) => Task.FromResult(SyncSchedule.Turn);

    // A run by hand serves the most frequent rule, and is copied if that rule's runs are. At the very instant of a slot it serves that too.
    private Occurrence ByHand(Policy policy)
    {
        var (now, flag) = (clocks.Now, policy.Schedule.Flags.Each().FirstOrDefault());
        var copied = policy.Schedule.CopyPeriods().ContainsKey(flag) ? flag : GfsFlags.None;
        var slot = policy.Enabled ? Occurrences.Between(policy.Schedule, policy.Zone, now.AddTicks(-1), now).FirstOrDefault() : null;
        return slot is null ? new Occurrence(now, flag, copied)
            : slot with { Flags = slot.Flags | flag, CopyFlags = slot.CopyFlags | copied };
    }

    private static Outcome<Guid> Changed(Session session, Action committed, params IReadOnlyList<string> topics) =>
        new(session.Id, SubjectOf(session), topics) { Committed = committed };

    /// <summary>A session as the audit trail names it.</summary>
    internal static Subject SubjectOf(Session session) =>
        new(SubjectKind.Session, session.Id, session.Title) { AwsAccount = session.AwsAccount };

    private void TellOfStart(PortalDb db, Session session, Actor actor)
    {
        Tell(session, "Session started", actor);
        stops.Tell(db);
        checkpoints?.Pass(Checkpoints.SessionPlanned);
    }

    private void Tell(Session session, string what, Actor actor)
    {
        using var scope = PortalTrace.Serve(log, session.Id);
        log.LogInformation("{What} by {Actor}", what, actor.Name);
    }
}
