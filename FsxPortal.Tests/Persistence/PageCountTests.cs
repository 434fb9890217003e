using FsxPortal.Core;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace FsxPortal.Tests.Persistence;

/// <summary>What a page costs does not grow with the fleet's history; the benchmarks show the same with millions of points.</summary>
public sealed class PageCountTests : IAsyncLifetime, IDbContextFactory<PortalDb>
{
    private const int Days = 365;

    private readonly PageCounter _counter = new();
    private readonly FakeTimeProvider _time = new(SampleFleet.End);
    private NpgsqlDataSource _database = null!;
    private string _connection = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Programs.Demand(PostgresServer.IsInstalled ? "initdb" : null, "PostgreSQL (initdb)");
        _connection = await PostgresOfTheRun.CreateDatabaseAsync(Cancel);
        _database = PostgresDatabase.Open(_connection);
        await using var db = CreateDbContext();
        db.AddRange(SampleFleet.FileSystems(1_000));
        await db.SaveChangesAsync(Cancel);
        await ProtectionBook.VerifyAsync(db, Cancel);
        await SampleFleet.AddPointsAsync(_database, 20, Days);
        _counter.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await PostgresOfTheRun.DropDatabaseAsync(_connection);
    }

    [Fact]
    public async Task A_year_of_a_file_system_lies_in_a_handful_of_pages()
    {
        var marks = await new TimelineQuery(new ScopedReads(this))
            .ReadAsync(Scope.Everything, SampleFleet.IdOf(7), SampleFleet.End.AddDays(-Days), SampleFleet.End.AddDays(1), Cancel);

        Assert.Equal(2 * Days, marks!.Count);
        Assert.True((await _counter.CountAsync(_database))[^1] <= 25, await ExplainAsync());
    }

    [Fact]
    public async Task The_overview_counts_the_fleet_and_lists_what_needs_attention_without_reading_its_history()
    {
        var view = await new OverviewQuery(new ScopedReads(this), new Clocks(_time, _time)).ReadAsync(Scope.Everything, Cancel);

        Assert.Equal((1_000, 50), (view.Unprotected, view.Attention.Count));
        var pages = await _counter.CountAsync(_database);
        Assert.True(pages.Max() <= 55, await ExplainAsync());
        Assert.True(pages.Sum() <= 200, await ExplainAsync());
    }

    public PortalDb CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<PostgresPortalDb>();
        options.UsePostgres(_database).AddInterceptors(_counter);
        return new PostgresPortalDb(options.Options);
    }

    private async Task<string> ExplainAsync() =>
        string.Join(
            "\n\n", _counter.Statements.Zip(await _counter.CountAsync(_database), (statement, pages) => $"{pages} pages: {statement}"));
}
