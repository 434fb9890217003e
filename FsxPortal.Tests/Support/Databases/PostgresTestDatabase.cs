using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresOfTheRun))]

namespace FsxPortal.Tests.Support.Databases;

/// <summary>The one server of a test run, started by the first test that wants it.</summary>
public sealed class PostgresOfTheRun : IAsyncDisposable
{
    private const string Template = "fsxportal_template";

    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);
    private static int _databases;

    /// <summary>Makes a database with the portal's tables.</summary>
    /// <returns>The connection to it.</returns>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancel)
    {
        var server = await Server.Value.WaitAsync(cancel);
        var name = $"portal_{Interlocked.Increment(ref _databases)}";
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
        return server.ConnectionTo(name);
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await (await Server.Value).ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await Server.Value).DisposeAsync();
        }
    }

    // Migrating takes longer than most tests: it is done once, and each test starts from a copy.
    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync($"CREATE DATABASE {Template}");
        await using (var source = PostgresDatabase.Open(server.ConnectionTo(Template)))
        await using (var db = PostgresTestDatabase.ContextOf(source))
        {
            await db.Database.MigrateAsync();
        }

        return server;
    }
}

/// <summary>The portal's tables in a database of the run's PostgreSQL server.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    private readonly NpgsqlDataSource _source;

    private PostgresTestDatabase(string connectionString) => _source = PostgresDatabase.Open(connectionString);

    public static new async Task<TestDatabase> CreateAsync(CancellationToken cancel)
    {
        Programs.Demand(PostgresServer.IsInstalled ? "initdb" : null, "PostgreSQL (initdb)");
        var connectionString = await PostgresOfTheRun.CreateDatabaseAsync(cancel);
        return new PostgresTestDatabase(connectionString)
        {
            Options = new DatabaseOptions { Provider = DatabaseKind.PostgreSql, ConnectionString = connectionString },
        };
    }

    /// <summary>A context over <paramref name="source"/>.</summary>
    public static PostgresPortalDb ContextOf(NpgsqlDataSource source)
    {
        var options = new DbContextOptionsBuilder<PostgresPortalDb>();
        options.UsePostgres(source);
        return new PostgresPortalDb(options.Options);
    }

    public override PortalDb CreateDbContext() => ContextOf(_source);

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await PostgresOfTheRun.DropDatabaseAsync(Options.ConnectionString);
    }
}
