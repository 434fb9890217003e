using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>The key was used for another request before.</summary>
public sealed class KeyReusedException(string what) : Exception(what);

/// <summary>Remembers what came of requests that carry a key, so that sending one again does nothing twice.</summary>
/// <remarks>
/// The key is noted in the transaction of the command itself: whoever gives up waiting, or loses the answer, finds it when asking again.
/// A command that failed leaves nothing behind: it may be sent again with the same key.
/// </remarks>
public sealed class IdempotencyKeys(IDbContextFactory<PortalDb> databases, NamedLocks locks, Clocks clocks)
{
    private const string Prefix = "idempotency:";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>Carries a command out, unless that was done for this key before.</summary>
    /// <param name="key">The caller's key; without one the command is always carried out.</param>
    /// <param name="request">All that was asked for, to tell a repetition from another request.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="act">The command, given by an actor who names the request, with the id of what it made.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The id the command gave, now or then.</returns>
    /// <exception cref="KeyReusedException">The key came with another request before.</exception>
    public async Task<Guid> OnceAsync(string? key, string request, Actor actor, Func<Actor, Task<Guid>> act, CancellationToken cancel)
    {
        if (key is null)
        {
            return await act(actor);
        }

        // Two requests with the same key must not overtake each other, on whatever nodes they arrive; such requests are rare and short.
        await using var turn = await locks.TakeAsync("idempotency", cancel);
        var named = new KeyedRequest(key, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request))));
        return await RecallAsync(named, cancel) ?? await act(actor with { Request = named });
    }

    /// <summary>Notes what a request has made, together with all that its command changes.</summary>
    internal static void Note(PortalDb db, KeyedRequest request, Guid made, DateTimeOffset now) =>
        db.Settings.Add(new Setting(Prefix + request.Key, $"{Stamp(now)} {request.Fingerprint} {made}"));

    private async Task<Guid?> RecallAsync(KeyedRequest request, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var oldest = Stamp(clocks.RealNow - Remembered);
        await db.Settings
            .Where(setting => setting.Key.StartsWith(Prefix) && setting.Value.CompareTo(oldest) < 0)
            .ExecuteDeleteAsync(cancel);
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(setting => setting.Key == Prefix + request.Key, cancel);
        return row?.Value.Split(' ') switch
        {
            null => null,
            [_, var same, var id] when same == request.Fingerprint => Guid.Parse(id),
            _ => throw new KeyReusedException(
                $"The Idempotency-Key '{request.Key}' was used for another request. Choose a new key for each request."),
        };
    }

    private static string Stamp(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
