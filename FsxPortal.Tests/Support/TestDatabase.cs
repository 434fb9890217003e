using FsxPortal.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Support;

/// <summary>The portal's tables in a SQLite file of its own, gone with its files when disposed.</summary>
public sealed class TestDatabase : IDbContextFactory<PortalDb>, IAsyncDisposable, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-test-").FullName;
    private readonly DbContextOptions<SqlitePortalDb> _options;

    private TestDatabase()
    {
        ConnectionString = SqliteDatabase.ConnectionString(Path.Combine(_folder, "portal.db"));
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        options.UseSqliteFile(ConnectionString);
        _options = options.Options;
    }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(CancellationToken cancel)
    {
        var database = new TestDatabase();
        await using var db = database.CreateDbContext();
        await SqliteDatabase.MigrateAsync(db, cancel);
        return database;
    }

    public PortalDb CreateDbContext() => new SqlitePortalDb(_options);

    public Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => Task.FromResult(CreateDbContext());

    /// <summary>Saves new rows.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var db = CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
