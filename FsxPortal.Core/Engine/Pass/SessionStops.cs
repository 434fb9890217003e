using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Ends sessions at once because somebody wants it, or because what they are for is no more.</summary>
/// <remarks>
/// AWS cannot cancel jobs of FSx. What it still runs is followed by the lanes, in the background, and recorded when it ends, as any
/// other restore point of the policy; nothing that has not begun is begun. Lanes look at what is open by themselves: they are not woken,
/// so that nobody waits for a lane while holding a session that the lane writes about.
/// </remarks>
public sealed class SessionStops(SessionEnds ends, Clocks clocks)
{
    /// <summary>Ends a session in the caller's transaction.</summary>
    /// <returns>The session, ended; none if it was over before.</returns>
    public async Task<Session?> StopAsync(PortalDb db, Guid sessionId, string by, CancellationToken cancel) =>
        (await StopAsync(db, [sessionId], by, cancel)).SingleOrDefault();

    /// <summary>Ends all sessions of a policy.</summary>
    public async Task StopPolicyAsync(PortalDb db, Guid policyId, string by, CancellationToken cancel) => await StopAsync(
        db, await db.Sessions.Where(session => session.PolicyId == policyId && session.EndedAt == null)
            .Select(session => session.Id).ToListAsync(cancel), by, cancel);

    /// <summary>Ends what goes on in an account that is removed: nobody can ask AWS for it any more.</summary>
    public async Task AbandonAsync(PortalDb db, string awsAccount, string by, CancellationToken cancel)
    {
        // From here on no pass over them can write anything.
        var lanes = awsAccount + "/";
        await db.Lanes.Where(lane => lane.Key.StartsWith(lanes)).ExecuteDeleteAsync(cancel);
        foreach (var item in await db.Tasks.Where(task => task.Lane.StartsWith(lanes)
            && (task.State == TaskState.Pending || task.State == TaskState.Running)).ToListAsync(cancel))
        {
            item.Abandon($"The AWS account {awsAccount} was removed.", clocks.Now);
        }

        await db.SaveChangesAsync(cancel);
        await db.RetentionRequests.Where(request => request.Lane.StartsWith(lanes) && request.DoneAt == null).ExecuteDeleteAsync(cancel);
        await StopAsync(
            db, await db.Sessions.Where(session => session.AwsAccount == awsAccount && session.EndedAt == null)
                .Select(session => session.Id).ToListAsync(cancel), by, cancel);
    }

    /// <summary>Tells what has ended in a context, once that is committed.</summary>
    public void Tell(PortalDb db) => ends.Tell(db);

    private async Task<IReadOnlyList<Session>> StopAsync(
        PortalDb db, IReadOnlyCollection<Guid> sessionIds, string by, CancellationToken cancel)
    {
        // Whoever closes a session whose last task is over holds its row too, before it counts.
        var stopped = new List<Session>();
        foreach (var id in sessionIds.Order())
        {
            await RowLocks.TakeSessionAsync(db, id, cancel);
            if (await db.Sessions.SingleAsync(row => row.Id == id, cancel) is { IsOpen: true } session)
            {
                await EndAsync(db, session, by, cancel);
                stopped.Add(session);
            }
        }

        foreach (var policyId in stopped.Select(session => session.PolicyId).OfType<Guid>().Distinct())
        {
            await ProtectionBook.RefreshPolicyAsync(db, policyId, cancel);
        }

        return stopped;
    }

    private async Task EndAsync(PortalDb db, Session session, string by, CancellationToken cancel)
    {
        foreach (var item in await db.Tasks.Where(task => task.SessionId == session.Id && task.State == TaskState.Pending)
            .ToListAsync(cancel))
        {
            item.Abandon("The session was stopped before this backup started.", clocks.Now);
        }

        var running = await db.Runs.CountAsync(run => run.State == TaskState.Running
            && db.Tasks.Any(task => task.Id == run.ItemId && task.SessionId == session.Id), cancel);
        session.RequestStop(by, clocks.Now);
        await db.RetentionRequests.Where(request => request.SessionId == session.Id && request.TaskId == null && request.DoneAt == null)
            .ExecuteDeleteAsync(cancel);
        ends.End(db, session, SessionState.Canceled, running == 0 ? null
            : $"{session.Reason} AWS still runs {(running == 1 ? "one job" : $"{running} jobs")}: what comes of it is recorded when it "
                + $"ends.");
        await db.SaveChangesAsync(cancel);
    }
}
