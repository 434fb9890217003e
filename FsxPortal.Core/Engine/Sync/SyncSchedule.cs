using System.Globalization;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Has the vaults read again by itself: once a day, and soon after a sync has missed a restore point for the first time.</summary>
/// <remarks>What is removed past the portal shows within a day, without anybody's doing.</remarks>
public sealed class SyncSchedule(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, IProgressRelay relay, Clocks clocks, IOptions<EngineOptions> options)
{
    /// <summary>Whoever asks for a sync does so alone: two that ask in the same moment would both find none.</summary>
    public const string Turn = "sync.ask";

    private const string Since = "sync.since";

    // After one that failed or was stopped.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    /// <summary>Asks for a sync if it is time for one and none waits or runs.</summary>
    public async Task PlanIfDueAsync(CancellationToken cancel)
    {
        if (options.Value.SyncHours <= 0)
        {
            return;
        }

        await using var turn = await locks.TryTakeAsync(Turn, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (turn is null || !await db.Accounts.AnyAsync(cancel) || !await IsDueAsync(db, cancel))
        {
            return;
        }

        Ask(db, SessionTrigger.Schedule, Actor.Portal, clocks);
        await db.SaveChangesAsync(cancel);
        relay.Publish([ProgressTopic.Sessions]);
    }

    /// <summary>Adds a sync that waits to be run; the caller saves.</summary>
    public static Session Ask(PortalDb db, SessionTrigger trigger, Actor actor, Clocks clocks)
    {
        var session = new Session(clocks.NewId(), SessionType.Sync, trigger, clocks.Now, actor.Name, clocks.Now);
        session.Call("Synchronisation with AWS");
        db.Sessions.Add(session);
        var text = trigger == SessionTrigger.Schedule ? "Begun by the schedule." : $"Asked for by {actor.Name}.";
        db.Log.Add(new LogEntry(session.Id, null, clocks.Now, LogLevel.Information, text));
        return session;
    }

    private async Task<bool> IsDueAsync(PortalDb db, CancellationToken cancel)
    {
        var now = clocks.Now;
        var syncs = db.Sessions.Where(session => session.Type == SessionType.Sync);
        if (await syncs.AnyAsync(session => session.EndedAt == null, cancel))
        {
            return false;
        }

        // What a clock that was ahead has dated in the future counts for nothing.
        var past = syncs.Where(session => session.CreatedAt <= now);
        var last = await past.MaxAsync(session => (DateTimeOffset?)session.CreatedAt, cancel);
        var good = await past.Where(session => session.State == SessionState.Succeeded || session.State == SessionState.Warning)
            .MaxAsync(session => (DateTimeOffset?)session.CreatedAt, cancel) ?? await BeginAsync(db, cancel);
        var isOld = now - good >= TimeSpan.FromHours(options.Value.SyncHours) && !(now - last < AfterFailure);
        var until = now - VaultSync.Patience;
        return isOld || await db.RestorePoints.Where(point => point.State == RestorePointState.Suspect && point.SuspectSince <= until)
            .MaxAsync(point => point.SuspectSince, cancel) is { } doubted && !(last >= doubted + VaultSync.Patience);
    }

    // A portal that has never read its vaults counts from its first look.
    private async Task<DateTimeOffset> BeginAsync(PortalDb db, CancellationToken cancel)
    {
        var known = await db.Settings.AsNoTracking().SingleOrDefaultAsync(setting => setting.Key == Since, cancel);
        if (known is not null)
        {
            return new DateTimeOffset(long.Parse(known.Value, CultureInfo.InvariantCulture), TimeSpan.Zero);
        }

        db.Settings.Add(new Setting(Since, clocks.Now.UtcTicks.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancel);
        return clocks.Now;
    }
}
