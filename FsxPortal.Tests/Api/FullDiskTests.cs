using System.Data.Common;
using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FsxPortal.Tests.Api;

/// <summary>A disk without room: what is there is read, nothing is lost, and all is well once there is room again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Disk _disk = null!;
    private ApiFixture _api = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await SqliteTestDatabase.CreateAsync(Cancel);
        _disk = new Disk(_database.Options.ConnectionString);
        _api = await ApiFixture.StartAsync(_disk);
        await _database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_full_disk_is_said_and_survived()
    {
        Assert.Equal(200, await ReadyAsync());
        _disk.IsFull = true;
        var (kept, refused) = await FillAsync();

        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal("2", refused.Headers.RetryAfter?.ToString());
        Assert.Contains("The disk of the database is full. Make room", await DetailOfAsync(refused), StringComparison.Ordinal);
        _api.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(503, await ReadyAsync());
        Assert.Equal(kept, await NamesAsync());

        _disk.IsFull = false;
        Assert.Equal(200, await ReadyAsync());
        Assert.Equal(201, (int)(await CreateAsync("After")).StatusCode);
        Assert.Equal([.. kept, "After"], await NamesAsync());
    }

    // Until the file would have to grow.
    private async Task<(List<string> Kept, HttpResponseMessage Refused)> FillAsync()
    {
        var kept = new List<string>();
        for (var number = 0; number < 200; number++)
        {
            var answer = await CreateAsync($"Policy {number}");
            if (!answer.IsSuccessStatusCode)
            {
                return (kept, answer);
            }

            kept.Add($"Policy {number}");
        }

        throw new InvalidOperationException("The disk does not become full.");
    }

    private Task<HttpResponseMessage> CreateAsync(string name)
    {
        var document = Rows.Policy(name).Document with { Description = new string('d', 255) };
        return _api.Client.PostAsync(
            "/api/v1/policies", new StringContent(PolicyJson.Write(document), null, "application/json"), Cancel);
    }

    private async Task<int> ReadyAsync() => (int)(await _api.Client.GetAsync("/health/ready", Cancel)).StatusCode;

    private async Task<List<string>> NamesAsync() =>
    [
        .. JsonNode.Parse(await _api.Client.GetStringAsync("/api/v1/policies?limit=500", Cancel))!["items"]!.AsArray()
            .Select(policy => (string)policy!["name"]!),
    ];

    private static async Task<string> DetailOfAsync(HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["detail"]!;

    /// <summary>Opens the database so that its file may grow, or may not.</summary>
    private sealed class Disk(string connectionString) : DbConnectionInterceptor, IDbContextFactory<PortalDb>
    {
        private const int Unlimited = 1_000_000;

        public bool IsFull { get; set; }

        public PortalDb CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<SqlitePortalDb>();
            options.UseSqliteFile(connectionString).AddInterceptors(this);
            return new SqlitePortalDb(options.Options);
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Bound(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Bound(connection);
            return Task.CompletedTask;
        }

        // SQLite takes no bound below the length the file has.
        private void Bound(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {(IsFull ? 1 : Unlimited)}";
            command.ExecuteNonQuery();
        }
    }
}
