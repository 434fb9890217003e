using System.Data.Common;
using FsxPortal.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FsxPortal.Core.Queries;

/// <summary>Tells whether the database can be used, and what its failures mean.</summary>
public sealed class DatabaseHealth(IDbContextFactory<PortalDb> databases)
{
    // Result codes of SQLite.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;

    /// <summary>Why the database can't be used; none if it can.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancel)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);

            // Whoever only looks must not leave an empty database behind, which the first query would.
            if (db.Database.IsSqlite() && !await db.Database.CanConnectAsync(cancel))
            {
                return $"There is no database in {db.Database.GetDbConnection().DataSource}, or it cannot be opened.";
            }

            await db.Settings.AsNoTracking().AnyAsync(cancel);
            return null;
        }
        catch (DbException broken)
        {
            return $"The database cannot be read: {broken.Message}";
        }
    }

    /// <summary>Whether the same request may well succeed a moment later: the database is locked or out of reach.</summary>
    public static bool IsUnavailable(Exception failure) => CauseOf(failure) switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked or ReadError or Full or CannotOpen } => true,
        DbException cause => cause.IsTransient,
        _ => false,
    };

    /// <summary>Whether somebody else saved the same at the same moment.</summary>
    public static bool IsConflict(Exception failure) =>
        CauseOf(failure) is SqliteException { SqliteErrorCode: Constraint }
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private static DbException? CauseOf(Exception? failure)
    {
        while (failure is not null and not DbException)
        {
            failure = failure.InnerException;
        }

        return (DbException?)failure;
    }
}
