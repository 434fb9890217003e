using System.Data.Common;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Health;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FsxPortal.Core.Queries;

/// <summary>Tells whether the database can be used, and what its failures mean.</summary>
public sealed class DatabaseHealth(IDbContextFactory<PortalDb> databases, WriteProbe probe)
{
    // The result code of SQLite.
    private const int Constraint = 19;

    /// <summary>Why the database can't be used; none if it can.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancel)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);

            // Whoever only looks must not leave an empty database behind, which the first query would.
            if (db.Database.IsSqlite() && db.Database.GetDbConnection().DataSource is var file && !File.Exists(file))
            {
                return $"There is no database in {file}.";
            }

            await db.Settings.AsNoTracking().AnyAsync(cancel);
            return null;
        }
        catch (DbException broken)
        {
            return DatabaseTrouble.Of(broken) ?? $"The database cannot be read: {broken.Message}";
        }
    }

    /// <summary>Why the database can't be read, or can't be written; none if it can.</summary>
    public async Task<string?> CheckWritingAsync(CancellationToken cancel) => await CheckAsync(cancel)
        ?? (await probe.TryAsync(cancel) is not { } broken ? null
            : DatabaseTrouble.Of(broken) ?? $"The database cannot be written: {broken.Message}");

    /// <summary>Whether somebody else saved the same at the same moment.</summary>
    public static bool IsConflict(Exception failure) =>
        DatabaseTrouble.CauseOf(failure) is SqliteException { SqliteErrorCode: Constraint }
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
