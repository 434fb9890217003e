using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FsxPortal.Core.Persistence;

/// <summary>Opens and prepares the SQLite file.</summary>
public static class SqliteDatabase
{
    /// <summary>How long a statement waits for another writer before it fails as locked, in seconds.</summary>
    public const int LockTimeoutSeconds = 10;

    /// <summary>The connection to <paramref name="file"/>.</summary>
    public static string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        DefaultTimeout = LockTimeoutSeconds,
    }.ToString();

    /// <summary>Points a context at a SQLite file, durable at every commit.</summary>
    public static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(DurableConnection.Instance);

    /// <summary>Creates or updates the tables.</summary>
    /// <remarks>A process that was killed while migrating leaves a lock row behind that would be waited for without end.</remarks>
    public static async Task MigrateAsync(PortalDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancel);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
        await db.Database.MigrateAsync(cancel);
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>What the state of a job is before AWS is called has to survive a power cut: every commit reaches the disk.</summary>
    private sealed class DurableConnection : DbConnectionInterceptor
    {
        public static readonly DurableConnection Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Prepare(connection);
            return Task.CompletedTask;
        }

        private static void Prepare(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
            command.ExecuteNonQuery();
        }
    }
}
