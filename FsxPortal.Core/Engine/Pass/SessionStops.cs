using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Ends sessions at once because somebody wants it, or because what they are for is no more.</summary>
/// <remarks>
/// AWS cannot cancel jobs of FSx. What it still runs is followed by the lanes, in the background, and recorded when it ends, as any
/// other restore point of the policy; nothing that has not begun is begun.
/// </remarks>
public sealed class SessionStops(SessionEnds ends, Clocks clocks)
{
    /// <summary>Ends a session in the caller's transaction.</summary>
    /// <returns>The session, ended; none if it was over before.</returns>
    public async Task<Session?> StopAsync(PortalDb db, Guid sessionId, string by, CancellationToken cancel)
    {
        // Whoever closes a session whose last task is over holds its row too.
        await RowLocks.TakeSessionAsync(db, sessionId, cancel);
        var session = await db.Sessions.SingleAsync(row => row.Id == sessionId, cancel);
        if (!session.IsOpen)
        {
            return null;
        }

        var running = await db.Runs.CountAsync(run => run.State == TaskState.Running
            && db.Tasks.Any(task => task.Id == run.ItemId && task.SessionId == sessionId), cancel);
        foreach (var item in await db.Tasks.Where(task => task.SessionId == sessionId && task.State == TaskState.Pending)
            .ToListAsync(cancel))
        {
            item.Abandon("The session was stopped before this backup started.", clocks.Now);
        }

        session.RequestStop(by, clocks.Now);
        await db.RetentionRequests.Where(request => request.SessionId == sessionId && request.TaskId == null && request.DoneAt == null)
            .ExecuteDeleteAsync(cancel);
        ends.End(db, session, SessionState.Canceled, running == 0 ? null
            : $"{session.Reason} AWS still runs {(running == 1 ? "one job" : $"{running} jobs")}: what comes of it is recorded when it "
                + $"ends.");
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.RefreshPolicyAsync(db, session.PolicyId ?? Guid.Empty, cancel);
        var lanes = await db.Tasks.Where(task => task.SessionId == sessionId).Select(task => task.Lane).Distinct().ToListAsync(cancel);
        await LaneLeases.WakeAsync(db, lanes, clocks.RealNow, cancel);
        return session;
    }

    /// <summary>Ends all sessions of a policy that is removed.</summary>
    public async Task StopPolicyAsync(PortalDb db, Guid policyId, string by, CancellationToken cancel)
    {
        var open = await db.Sessions.Where(session => session.PolicyId == policyId && session.EndedAt == null)
            .Select(session => session.Id).ToListAsync(cancel);
        foreach (var id in open)
        {
            await StopAsync(db, id, by, cancel);
        }
    }

    /// <summary>Ends what goes on in an account that is removed: nobody can ask AWS for it any more.</summary>
    public async Task AbandonAsync(PortalDb db, string awsAccount, string by, CancellationToken cancel)
    {
        var open = await db.Sessions.Where(session => session.AwsAccount == awsAccount && session.EndedAt == null)
            .Select(session => session.Id).ToListAsync(cancel);
        foreach (var id in open)
        {
            await StopAsync(db, id, by, cancel);
        }

        var lanes = awsAccount + "/";
        var items = await db.Tasks.Where(task => task.Lane.StartsWith(lanes)
            && (task.State == TaskState.Pending || task.State == TaskState.Running)).ToListAsync(cancel);
        foreach (var item in items)
        {
            item.Abandon($"The AWS account {awsAccount} was removed.", clocks.Now);
        }

        await db.RetentionRequests.Where(request => request.Lane.StartsWith(lanes) && request.DoneAt == null).ExecuteDeleteAsync(cancel);
        await db.Lanes.Where(lane => lane.Key.StartsWith(lanes)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Tells what has ended in a context, once that is committed.</summary>
    public void Tell(PortalDb db) => ends.Tell(db);
}
