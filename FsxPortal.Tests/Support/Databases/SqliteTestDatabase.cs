using FsxPortal.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>The portal's tables in a SQLite file of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    // Migrating takes longer than most tests: it is done once, and each test starts from a copy of the file.
    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateAsync);

    private readonly string _folder;

    private SqliteTestDatabase(string folder) => _folder = folder;

    public static new async Task<TestDatabase> CreateAsync(CancellationToken cancel)
    {
        var database = Create();
        await File.WriteAllBytesAsync(database.FilePath, await Migrated.Value.WaitAsync(cancel), cancel);
        return database;
    }

    public override PortalDb CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        options.UseSqliteFile(Options.ConnectionString);
        return new SqlitePortalDb(options.Options);
    }

    public override ValueTask DisposeAsync()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string FilePath => new SqliteConnectionStringBuilder(Options.ConnectionString).DataSource;

    private static SqliteTestDatabase Create()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-test-").FullName;
        return new SqliteTestDatabase(folder)
        {
            Options = new DatabaseOptions { ConnectionString = SqliteDatabase.ConnectionString(Path.Combine(folder, "portal.db")) },
        };
    }

    private static async Task<byte[]> MigrateAsync()
    {
        await using var template = Create();
        await using (var db = template.CreateDbContext())
        {
            await SqliteDatabase.MigrateAsync(db, CancellationToken.None);
        }

        template.Close();
        return await File.ReadAllBytesAsync(template.FilePath);
    }

    // Pooled connections keep the file, and what it has not taken over from its log yet.
    private void Close()
    {
        using var connection = new SqliteConnection(Options.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
