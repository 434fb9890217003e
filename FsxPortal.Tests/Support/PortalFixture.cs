using Amazon.Runtime;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Core.Persistence;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Demo;
using FsxPortal.Setup.Start;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Support;

/// <summary>The portal without its web: its own registrations over a database and an emulated AWS. The test turns both clocks.</summary>
public sealed class PortalFixture : IAsyncDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(301);

    private TestDatabase _database = null!;
    private readonly List<IHost> _more = [];
    private IHost _host = null!;

    private PortalFixture()
    {
    }

    public AwsFixture Aws { get; private set; } = null!;

    /// <summary>The clock of leases and polls.</summary>
    public FakeTimeProvider Technical { get; } = new(AwsFixture.Begin);

    /// <summary>The portal's own view of both clocks; see <see cref="SetClock"/>.</summary>
    public ShiftedClock Wall { get; private set; } = null!;

    /// <summary>The business clock as the portal sees it.</summary>
    public ShiftedClock Business { get; private set; } = null!;

    public LogLines Log { get; } = new();

    /// <summary>Whether the portal's process is still there.</summary>
    public PowerSwitch Power { get; private set; } = null!;

    /// <summary>Hears of each checkpoint the engine passes.</summary>
    public Action<string>? Passing { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PortalFixture> StartAsync()
    {
        var portal = new PortalFixture { Aws = await AwsFixture.StartAsync(Cancel), _database = await TestDatabase.CreateAsync(Cancel) };
        (portal.Wall, portal.Business) = (new ShiftedClock(portal.Technical), new ShiftedClock(portal.Aws));
        await portal.StartPortalAsync();
        await portal.Get<AccountCommands>()
            .CreateAsync(Actor.Portal, "Production", AwsFixture.Account, null, [AwsFixture.Home, AwsFixture.Abroad], Cancel);
        await portal.ReadInventoryAsync();
        return portal;
    }

    /// <summary>Starts one more portal on the same database, as where several nodes share the work.</summary>
    public async Task<IServiceProvider> AddNodeAsync()
    {
        _more.Add(await BuildAsync());
        return _more[^1].Services;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public PortalDb OpenDatabase() => _database.CreateDbContext();

    public async Task<T> ReadAsync<T>(Func<PortalDb, Task<T>> read)
    {
        await using var db = OpenDatabase();
        return await read(db);
    }

    /// <summary>Sets the clock of the portal's machine: so far ahead of everybody else's.</summary>
    public void SetClock(TimeSpan ahead) => (Wall.By, Business.By) = (ahead, ahead);

    /// <summary>Has a new process go on with what the last one left on disk.</summary>
    public async Task RestartAsync()
    {
        await StopPortalAsync();
        await StartPortalAsync();
    }

    public async Task ReadInventoryAsync()
    {
        var failures = await Get<InventorySync>().SyncAsync(Cancel);
        Assert.Empty(failures);
    }

    /// <summary>Reads AWS again, as somebody who asks for it in the portal.</summary>
    public async Task<Session> SyncAsync()
    {
        var id = await Get<SessionCommands>().SyncAsync(Actor.Portal, Cancel);
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SyncRunner>().RunPendingAsync(Cancel);
        return await SessionAsync(id);
    }

    public async Task<Policy> AddPolicyAsync(PolicyDocument document) =>
        await Get<PolicyCommands>().CreateAsync(Actor.Portal, document, null, Cancel);

    public Task<Guid> StartPolicyAsync(Policy policy) => Get<SessionCommands>().StartAsync(Actor.Portal, policy.Id, Cancel);

    public Task<Session> SessionAsync(Guid id) => ReadAsync(db => db.Sessions.AsNoTracking().SingleAsync(session => session.Id == id));

    public Task<List<WorkItem>> TasksAsync(Guid sessionId) =>
        ReadAsync(db => db.Tasks.AsNoTracking().Where(task => task.SessionId == sessionId).OrderBy(task => task.Id).ToListAsync());

    /// <summary>Plans what is due, and gives each lane that wants it one pass. Where
    /// the power is cut meanwhile, a new process takes over.</summary>
    public async Task LookAsync()
    {
        Technical.Advance(Breath);
        try
        {
            await WorkAsync();
        }
        catch (Exception) when (Power.IsOff)
        {
            await RestartAsync();
        }
    }

    /// <summary>Lets both clocks go on until the next lane wants to be looked at, and gives it its pass.</summary>
    public async Task StepAsync()
    {
        var next = await ReadAsync(db => db.Lanes.MinAsync(lane => lane.LookAt, Cancel)) ?? Technical.GetUtcNow().AddSeconds(1);
        var pause = next - Technical.GetUtcNow();
        if (pause > TimeSpan.Zero)
        {
            Aws.Advance(pause);
            Technical.Advance(pause);
        }

        await WorkAsync();
    }

    /// <summary>Looks until nothing moves any more at this business time.</summary>
    public async Task SettleAsync()
    {
        var before = "";
        for (var round = 0; round < 50; round++)
        {
            await LookAsync();
            var after = await FingerprintAsync();
            if (after == before)
            {
                return;
            }

            before = after;
        }

        Assert.Fail("The engine does not come to rest.");
    }

    /// <summary>Lets business time pass at once and the engine do what follows.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Aws.Advance(by);
        await SettleAsync();
    }

    /// <summary>Lets time pass until the session is over.</summary>
    public async Task<Session> RunToEndAsync(Guid sessionId)
    {
        for (var step = 0; step < 400; step++)
        {
            await SettleAsync();
            if (await SessionAsync(sessionId) is { IsOpen: false } session)
            {
                return session;
            }

            Aws.Advance(TimeSpan.FromMinutes(4));
        }

        await using var db = OpenDatabase();
        var trouble = await db.Lanes.Where(lane => lane.Trouble != null).Select(lane => $"{lane.Key}: {lane.Trouble}").ToListAsync(Cancel);
        var open = (await TasksAsync(sessionId)).Where(task => task.IsOpen).Select(task => $"{task.State}, {task.Step}: {task.Reason}");
        throw new TimeoutException($"The session does not end. {string.Join("; ", trouble.Concat(open))}");
    }

    public async Task<Session> RunAsync(Policy policy) => await RunToEndAsync(await StartPolicyAsync(policy));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopPortalAsync();
        await Aws.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task WorkAsync() => Get<Dispatcher>().DispatchAsync(lane => Get<LaneDriver>().AdvanceAsync(lane, Cancel), Cancel);

    private async Task StartPortalAsync()
    {
        // Whatever lease the last process held has run out when the next one looks.
        Technical.Advance(Breath);
        Power = new PowerSwitch();
        _host = await BuildAsync();
    }

    private async Task<IHost> BuildAsync()
    {
        var power = Power;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = _database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = _database.Options.ConnectionString,
            ["Audit:Key"] = TrailKey.Text,
            ["Aws:Endpoint"] = Aws.Url,
            ["Aws:HomeRegion"] = AwsFixture.Home,
            ["Aws:RateFactor"] = "1000",
        });
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton(new Clocks(Business, Wall));
        builder.Services.AddSingleton(new Checkpoints(name => Passing?.Invoke(name)));
        builder.Services.AddSingleton<AWSCredentials>(new BasicAWSCredentials(DemoCompany.AccessKey, DemoCompany.SecretKey));
        builder.AddCore(new PortalArguments());
        builder.Services.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(power));
        builder.Services.ConfigureDbContext<PostgresPortalDb>(options => options.AddInterceptors(power));
        var host = builder.Build();
        await host.PrepareCoreAsync(Cancel);
        return host;
    }

    private async Task StopPortalAsync()
    {
        foreach (var host in _more.Append(_host).OfType<IAsyncDisposable>())
        {
            await host.DisposeAsync();
        }

        _more.Clear();
    }

    private async Task<string> FingerprintAsync()
    {
        await using var db = OpenDatabase();
        var tasks = await db.Tasks.SumAsync(task => task.Version, Cancel);
        var sessions = await db.Sessions.SumAsync(session => session.Version, Cancel);
        var log = await db.Log.CountAsync(Cancel);
        var requests = await db.RetentionRequests.CountAsync(request => request.DoneAt == null, Cancel);
        var points = await db.RestorePoints.GroupBy(point => point.State).Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(Cancel);
        return $"{tasks} {sessions} {log} {requests} {string.Join(' ', points.OrderBy(point => point.Key))}";
    }
}
