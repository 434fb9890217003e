using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Ends sessions in which nothing is open any more.</summary>
/// <remarks>One conditional update ends a session, whoever sees first that its last task is over; the clock's tick looks again.</remarks>
public sealed class SessionCloser(IDbContextFactory<PortalDb> databases, IProgressRelay relay, Clocks clocks, ILogger<SessionCloser> log)
{
    /// <summary>Ends every running session whose tasks and retention requests are all done.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var over = await db.Sessions.Where(session => session.State == SessionState.Running
                && (session.Type == SessionType.Policy || session.Type == SessionType.Retention)
                && !db.Tasks.Any(task => task.SessionId == session.Id && (task.State == TaskState.Pending || task.State == TaskState.Running))
                && !db.RetentionRequests.Any(request => request.SessionId == session.Id && request.DoneAt == null))
            .Select(session => session.Id).ToListAsync(cancel);
        foreach (var id in over)
        {
            await CloseAsync(db, id, cancel);
        }
    }

    private async Task CloseAsync(PortalDb db, Guid id, CancellationToken cancel)
    {
        var session = await db.Sessions.AsNoTracking().SingleAsync(session => session.Id == id, cancel);
        var (state, reason) = session.Type == SessionType.Policy
            ? SessionOutcome.Of(await db.Tasks.Where(task => task.SessionId == id).Select(task => task.State).ToListAsync(cancel))
            : RetentionOutcome(await db.RetentionRequests.AsNoTracking().Where(request => request.SessionId == id).ToListAsync(cancel));
        reason ??= session.Reason;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        DateTimeOffset? now = clocks.Now;
        var ended = await db.Sessions.Where(row => row.Id == id && row.State == SessionState.Running).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.State, state).SetProperty(r => r.Reason, reason)
                .SetProperty(r => r.EndedAt, now).SetProperty(r => r.Version, r => r.Version + 1), cancel);
        if (ended == 1)
        {
            db.Log.Add(new LogEntry(id, null, now.Value, LevelOf(state), $"Session ended: {state}. {reason}".TrimEnd()));
            await db.SaveChangesAsync(cancel);
            await ProtectionBook.RefreshPolicyAsync(db, session.PolicyId ?? Guid.Empty, cancel);
            await transaction.CommitAsync(cancel);
            PortalMeter.SessionEnded(session.Type.ToString(), state.ToString());
            using (PortalTrace.Begin(log, "Session ended", id, null))
            {
                log.LogInformation("Session ended: {State}", state);
            }

            relay.Publish([ProgressTopic.Session(id), ProgressTopic.Sessions]);
        }
    }

    private static (SessionState State, string? Reason) RetentionOutcome(List<RetentionRequest> requests)
    {
        var held = requests.Count(request => request.Problem is not null);
        return held == 0 ? (SessionState.Succeeded, null) : (SessionState.Warning, $"{held} of {requests.Count} chains could not be judged.");
    }

    private static LogLevel LevelOf(SessionState state) => state switch
    {
        SessionState.Succeeded => LogLevel.Success,
        SessionState.Failed => LogLevel.Error,
        _ => LogLevel.Warning,
    };
}
