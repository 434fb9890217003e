using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Persistence;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Start;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Cluster;

/// <summary>Two portals that share nothing but a database, asked to do the same at the same instant, a thousand times.</summary>
public sealed class SlotTests : IAsyncLifetime
{
    private const int Rounds = 1_000;

    private readonly FakeTimeProvider _time = new(Rows.Now);
    private readonly List<IHost> _nodes = [];
    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresTestDatabase.CreateAsync(Cancel);
        _nodes.AddRange([Build(), Build()]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await ((IAsyncDisposable)node).DisposeAsync();
        }

        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Each_slot_has_one_session_however_many_nodes_and_clicks_ask_for_it()
    {
        var policy = Rows.Policy();
        await _database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]), Rows.FileSystem("ant"), policy);
        for (var round = 1; round <= Rounds; round++)
        {
            // The next slot, and a click on each node in the same instant.
            _time.SetUtcNow(Rows.Now.AddHours((12 * round) - 6));
            var slot = _time.GetUtcNow();
            var clicks = await Task.WhenAll(_nodes.SelectMany(node => new[] { Tick(node), Click(node, policy.Id) }));

            await using var db = _database.CreateDbContext();
            var sessions = await db.Sessions.AsNoTracking().Where(session => session.PolicyId == policy.Id && session.Slot == slot)
                .ToListAsync(Cancel);
            Assert.True(sessions.Count == 1, $"Round {round}: {sessions.Count} sessions, clicks said {string.Join(", ", clicks)}.");
            Assert.Equal(1, await db.Tasks.CountAsync(task => task.SessionId == sessions[0].Id, Cancel));
            await EndAsync(db);
        }
    }

    private static Task<string> Tick(IHost node) => Task.Run(async () =>
    {
        await node.Services.GetRequiredService<Scheduler>().TickAsync(Cancel);
        return "ticked";
    });

    // Who comes too late is told so: the policy runs already, or the instant has a session.
    private static Task<string> Click(IHost node, Guid policyId) => Task.Run(async () =>
    {
        try
        {
            await node.Services.GetRequiredService<SessionCommands>().StartAsync(Actor.Portal, policyId, Cancel);
            return "started";
        }
        catch (AlreadyRunningException)
        {
            return "runs already";
        }
    });

    private static async Task EndAsync(PortalDb db)
    {
        await db.Tasks.ExecuteUpdateAsync(task => task.SetProperty(row => row.State, TaskState.Succeeded), Cancel);
        await db.Sessions.Where(session => session.EndedAt == null).ExecuteUpdateAsync(
            session =>
                session.SetProperty(row => row.State, SessionState.Succeeded).SetProperty(row => row.EndedAt, row => row.Slot), Cancel);
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Audit:Key"] = TrailKey.Text,
            ["Database:Provider"] = _database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = _database.Options.ConnectionString,
        });
        builder.Services.AddSingleton(new Clocks(_time, TimeProvider.System));
        builder.AddCore(new PortalArguments());
        return builder.Build();
    }
}
