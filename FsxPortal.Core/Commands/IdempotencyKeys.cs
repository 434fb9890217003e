using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>The key was used for another request before.</summary>
public sealed class KeyReusedException(string what) : Exception(what);

/// <summary>Remembers what came of requests that carry a key, so that sending one again does nothing twice.</summary>
/// <remarks>A command that failed leaves nothing behind: it may be sent again with the same key.</remarks>
public sealed class IdempotencyKeys(IDbContextFactory<PortalDb> databases, NamedLocks locks, Clocks clocks)
{
    private const string Prefix = "idempotency:";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>Carries a command out, unless that was done for this key before.</summary>
    /// <param name="key">The caller's key; without one the command is always carried out.</param>
    /// <param name="request">All that was asked for, to tell a repetition from another request.</param>
    /// <param name="act">The command, giving the id of what it made.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The id the command gave, now or then.</returns>
    /// <exception cref="KeyReusedException">The key came with another request before.</exception>
    public async Task<Guid> OnceAsync(string? key, string request, Func<Task<Guid>> act, CancellationToken cancel)
    {
        if (key is null)
        {
            return await act();
        }

        // Two requests with the same key must not overtake each other, on whatever nodes they arrive; such requests are rare and short.
        await using var turn = await locks.TakeAsync("idempotency", cancel);
        var fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
        if (await RecallAsync(key, fingerprint, cancel) is { } known)
        {
            return known;
        }

        var id = await act();
        await KeepAsync(key, fingerprint, id, cancel);
        return id;
    }

    private async Task<Guid?> RecallAsync(string key, string fingerprint, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(setting => setting.Key == Prefix + key, cancel);
        return row?.Value.Split(' ') switch
        {
            null => null,
            [_, var same, var id] when same == fingerprint => Guid.Parse(id),
            _ => throw new KeyReusedException(
                $"The Idempotency-Key '{key}' was used for another request. Choose a new key for each request."),
        };
    }

    private async Task KeepAsync(string key, string fingerprint, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Settings.Add(new Setting(Prefix + key, $"{Stamp(clocks.RealNow)} {fingerprint} {id}"));
        await db.SaveChangesAsync(cancel);
        var oldest = Stamp(clocks.RealNow - Remembered);
        await db.Settings
            .Where(setting => setting.Key.StartsWith(Prefix) && setting.Value.CompareTo(oldest) < 0)
            .ExecuteDeleteAsync(cancel);
    }

    private static string Stamp(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
