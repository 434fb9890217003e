using System.Data.Common;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Ends sessions in which nothing is open any more.</summary>
/// <remarks>Whoever sees first that its last task is over ends a session; the clock's tick looks again.</remarks>
public sealed class SessionCloser(IDbContextFactory<PortalDb> databases, SessionEnds ends, ILogger<SessionCloser> log)
{
    /// <summary>Ends every running session whose tasks and retention requests are all done.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var over = await db.Sessions.Where(session => session.State == SessionState.Running
                && (session.Type == SessionType.Policy || session.Type == SessionType.Retention)
                && !db.Tasks.Any(task =>
                    task.SessionId == session.Id && (task.State == TaskState.Pending || task.State == TaskState.Running))
                && !db.RetentionRequests.Any(request => request.SessionId == session.Id && request.DoneAt == null))
            .Select(session => session.Id).ToListAsync(cancel);
        foreach (var id in over)
        {
            await CloseAsync(db, id, cancel);
        }
    }

    private async Task CloseAsync(PortalDb db, Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await RowLocks.TakeSessionAsync(db, id, cancel);
            if (await db.Sessions.SingleAsync(session => session.Id == id, cancel) is not { IsOpen: true } session)
            {
                return;
            }

            var (state, reason) = await OutcomeAsync(db, session, cancel);
            ends.End(db, session, state, reason);
            await db.SaveChangesAsync(cancel);
            await ProtectionBook.RefreshPolicyAsync(db, session.PolicyId ?? Guid.Empty, cancel);
            await transaction.CommitAsync(cancel);
            ends.Tell(db);
        }
        catch (Exception raced) when (raced is DbUpdateException or DbException)
        {
            // Somebody may have asked it to stop in the same moment; the tick looks again.
            log.LogInformation("The session {Session} is not ended yet: {Reason}", id, raced.InnerException?.Message ?? raced.Message);
        }
    }

    private static async Task<(SessionState State, string? Reason)> OutcomeAsync(PortalDb db, Session session, CancellationToken cancel) =>
        session.Type == SessionType.Policy
            ? SessionOutcome.Of(await db.Tasks.Where(task => task.SessionId == session.Id).Select(task => task.State).ToListAsync(cancel))
            : RetentionOutcome(
                await db.RetentionRequests.AsNoTracking().Where(request => request.SessionId == session.Id).ToListAsync(cancel));

    private static (SessionState State, string? Reason) RetentionOutcome(List<RetentionRequest> requests)
    {
        var held = requests.Count(request => request.Problem is not null);
        return held == 0 ? (SessionState.Succeeded, null)
            : (SessionState.Warning, $"{held} of {requests.Count} chains could not be judged.");
    }
}
