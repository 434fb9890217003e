using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Carries out the synchronisations that were asked for, each as a session.</summary>
public sealed class SyncRunner(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, VaultSync vaults, SessionEnds ends, IProgressRelay relay, Clocks clocks,
    ILogger<SyncRunner> log)
{
    private const string Turn = "sync";

    /// <summary>Whether a synchronisation waits to be run, or to be ended because its node is no more.</summary>
    public async Task<bool> IsWantedAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Sessions.AnyAsync(row => row.Type == SessionType.Sync && row.EndedAt == null, cancel))
        {
            return false;
        }

        await using var turn = await locks.TryTakeAsync(Turn, cancel);
        return turn is not null;
    }

    /// <summary>Runs the oldest synchronisation that waits, if any and if no node runs one.</summary>
    public async Task RunPendingAsync(CancellationToken cancel)
    {
        await using var turn = await locks.TryTakeAsync(Turn, cancel);
        if (turn is null)
        {
            return;
        }

        await AbandonAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var session = await db.Sessions.OrderBy(row => row.CreatedAt)
            .FirstOrDefaultAsync(row => row.Type == SessionType.Sync && row.State == SessionState.Pending, cancel);
        if (session is null)
        {
            return;
        }

        session.Start(clocks.Now);
        await db.SaveChangesAsync(cancel);
        using var work = PortalTrace.Begin(log, "Synchronise", session.Id, null);
        relay.Publish([ProgressTopic.Session(session.Id), ProgressTopic.Sessions]);
        try
        {
            await EndAsync(session.Id, await vaults.SyncAsync(cancel), CancellationToken.None);
        }
        catch (Exception broken)
        {
            // Nothing else would end the session: it would stay Running for ever.
            log.LogError(broken, "The synchronisation failed");
            await EndAsync(
                session.Id, SessionState.Failed, $"The synchronisation failed: {broken.Message} Start it again.", [],
                CancellationToken.None);
        }
    }

    // Whoever holds the turn knows that none of these runs any more; the next one reads everything anew.
    private async Task AbandonAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var left = await db.Sessions.Where(row => row.Type == SessionType.Sync && row.State == SessionState.Running).ToListAsync(cancel);
        foreach (var session in left)
        {
            ends.End(db, session, SessionState.Failed, "The portal was stopped meanwhile. Start the synchronisation again.");
        }

        await db.SaveChangesAsync(cancel);
        ends.Tell(db);
    }

    private Task EndAsync(Guid id, SyncResult result, CancellationToken cancel)
    {
        string[] failures = [.. result.Failures.Distinct()];
        var left = result.Left == 0 ? "" : $" {result.Left} are left for the next synchronisation: AWS has not said whose they are.";
        var text = $"{result.Seen} restore points seen, {result.Adopted} adopted, {result.Missed} not found.{left}";
        return EndAsync(id, failures.Length == 0 ? SessionState.Succeeded : SessionState.Warning,
            failures.Length == 0 ? text : $"{text} {failures.Length} things could not be read; see the log.", failures, cancel);
    }

    // Somebody may have stopped it meanwhile: then it has ended.
    private async Task EndAsync(Guid id, SessionState state, string text, IEnumerable<string> failures, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakeSessionAsync(db, id, cancel);
        if (await db.Sessions.SingleAsync(row => row.Id == id, cancel) is not { IsOpen: true } session)
        {
            return;
        }

        db.Log.AddRange(failures.Select(failure => new LogEntry(id, null, clocks.Now, LogLevel.Error, failure)));
        ends.End(db, session, state, text);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        ends.Tell(db);
    }
}
