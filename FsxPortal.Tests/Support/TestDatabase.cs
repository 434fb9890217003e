using FsxPortal.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Support;

/// <summary>The portal's tables in a SQLite file of its own, gone with its files when disposed.</summary>
public sealed class TestDatabase : IDbContextFactory<PortalDb>, IAsyncDisposable, IDisposable
{
    // Migrating takes longer than most tests: it is done once, and each test starts from a copy of the file.
    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateAsync);

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-test-").FullName;
    private readonly DbContextOptions<SqlitePortalDb> _options;

    private TestDatabase()
    {
        ConnectionString = SqliteDatabase.ConnectionString(FilePath);
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        options.UseSqliteFile(ConnectionString);
        _options = options.Options;
    }

    public string ConnectionString { get; }

    private string FilePath => Path.Combine(_folder, "portal.db");

    public static async Task<TestDatabase> CreateAsync(CancellationToken cancel)
    {
        var database = new TestDatabase();
        await File.WriteAllBytesAsync(database.FilePath, await Migrated.Value.WaitAsync(cancel), cancel);
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
        Close();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<byte[]> MigrateAsync()
    {
        using var template = new TestDatabase();
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
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
