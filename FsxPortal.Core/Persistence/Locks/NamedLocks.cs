using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Locks;

/// <summary>Lets one of all nodes at a time do something that has a name.</summary>
/// <remarks>
/// On PostgreSQL an advisory lock of a connection, which the server frees when its holder dies; a SQLite file has one process only.
/// It saves work and waits, and is no proof of being alone: a holder that lost its connection does not know it yet.
/// </remarks>
public sealed class NamedLocks(IDbContextFactory<PortalDb> databases)
{
    /// <summary>How long a node that starts waits for another one that starts: it may be making the tables.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _here = new(StringComparer.Ordinal);

    /// <summary>Waits for the lock.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="patience">For how long, if another node holds it; none for as long as any command of the database may take.</param>
    /// <returns>Held until it is disposed.</returns>
    public async Task<IAsyncDisposable> TakeAsync(string name, CancellationToken cancel, TimeSpan? patience = null)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        if (!db.Database.IsNpgsql())
        {
            await db.DisposeAsync();
            var here = Here(name);
            await here.WaitAsync(cancel);
            return new HeldHere(here);
        }

        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            if (patience is { } time)
            {
                db.Database.SetCommandTimeout(time);
            }

            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock(hashtextextended({name}, 0))", cancel);
            return new HeldThere(db, name);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <returns>Held until it is disposed; none if somebody else holds it.</returns>
    public async Task<IAsyncDisposable?> TryTakeAsync(string name, CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        if (!db.Database.IsNpgsql())
        {
            await db.DisposeAsync();
            var here = Here(name);
            return await here.WaitAsync(TimeSpan.Zero, cancel) ? new HeldHere(here) : null;
        }

        var isHeld = false;
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            isHeld = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock(hashtextextended({name}, 0)) AS \"Value\"")
                .SingleAsync(cancel);
            return isHeld ? new HeldThere(db, name) : null;
        }
        finally
        {
            if (!isHeld)
            {
                await db.DisposeAsync();
            }
        }
    }

    private SemaphoreSlim Here(string name) => _here.GetOrAdd(name, _ => new SemaphoreSlim(1, 1));

    private sealed class HeldHere(SemaphoreSlim here) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            here.Release();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class HeldThere(PortalDb db, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtextextended({name}, 0))");
            }
            catch (System.Data.Common.DbException)
            {
                // The connection is gone, and the lock with it.
            }
            finally
            {
                await db.DisposeAsync();
            }
        }
    }
}
