using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FsxPortal.Benchmarks.Fleets;

/// <summary>A PostgreSQL server with a fleet in it, for as long as it is measured.</summary>
internal sealed class FleetDatabase : IDbContextFactory<PortalDb>, IAsyncDisposable
{
    private readonly PostgresServer _server;

    private FleetDatabase(PostgresServer server)
    {
        _server = server;
        Source = PostgresDatabase.Open(ConnectionString);
    }

    public PageCounter Counter { get; } = new();

    public NpgsqlDataSource Source { get; }

    public string ConnectionString => _server.ConnectionTo("portal");

    public static async Task<FleetDatabase> StartAsync(int fileSystems)
    {
        var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("CREATE DATABASE portal");
        var fleet = new FleetDatabase(server);
        await using var db = fleet.CreateDbContext();
        await db.Database.MigrateAsync();
        foreach (var chunk in SampleFleet.FileSystems(fileSystems).Chunk(1000))
        {
            db.AddRange(chunk);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        await ProtectionBook.VerifyAsync(db, CancellationToken.None);
        return fleet;
    }

    public PortalDb CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<PostgresPortalDb>();
        options.UsePostgres(Source).AddInterceptors(Counter);
        return new PostgresPortalDb(options.Options);
    }

    /// <summary>The pages that a statement of ours touches.</summary>
    public async Task<long> PagesOfAsync(string statement)
    {
        await using var command = Source.CreateCommand($"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}");
        command.CommandTimeout = 0;
        var plan = System.Text.Json.Nodes.JsonNode.Parse((string)(await command.ExecuteScalarAsync())!)![0]!["Plan"]!;
        return (long)plan["Shared Hit Blocks"]! + (long)plan["Shared Read Blocks"]!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _server.DisposeAsync();
    }
}
