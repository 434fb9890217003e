using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Health;

/// <summary>Tells whether the database still takes changes: a full disk is read as well as ever.</summary>
/// <remarks>It writes a little and takes it back. Whoever asks again at once gets the same good answer, so that asking costs nothing.
/// </remarks>
public sealed class WriteProbe(IDbContextFactory<PortalDb> databases, Clocks clocks)
{
    private const string Key = "health";

    // Result codes of SQLite.
    private const int Busy = 5;
    private const int Locked = 6;

    // More than fits beside something else in a page: a file that cannot grow has to say so.
    private const int Length = 16 * 1024;
    private const int PatienceSeconds = 2;

    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);
    private long _succeeded = long.MinValue;

    /// <summary>What keeps the database from being changed; none if nothing does, or if others keep it busy changing it.</summary>
    public async Task<DbException?> TryAsync(CancellationToken cancel)
    {
        var now = clocks.Technical.GetTimestamp();
        if (_succeeded != long.MinValue && clocks.Technical.GetElapsedTime(_succeeded, now) < Believed)
        {
            return null;
        }

        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            db.Database.SetCommandTimeout(PatienceSeconds);
            var value = new string('0', Length);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO setting ("Key", "Value") VALUES ({Key}, {value}) ON CONFLICT ("Key") DO NOTHING;
                DELETE FROM setting WHERE "Key" = {Key};
                """, cancel);
            _succeeded = now;
            return null;
        }
        catch (DbException busy) when (IsBusy(busy))
        {
            return null;
        }
        catch (DbException broken)
        {
            return broken;
        }
    }

    private static bool IsBusy(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked,
        _ => failure.InnerException is TimeoutException,
    };
}
