using Amazon.Runtime;
using FsxPortal.Benchmarks.Fleets;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Persistence;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Demo;
using FsxPortal.Setup.Start;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Benchmarks;

/// <summary>The real engine over an emulated AWS. Both clocks jump from one look at a lane to the next, so hours pass in seconds.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string Home = "eu-central-1";
    public const string Abroad = "eu-west-1";

    private static readonly DateTimeOffset Begin = new(2026, 3, 10, 10, 50, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-bench-").FullName;
    private readonly SteppedTime _technical;
    private IHost _host = null!;

    private Bench(EmulatorApp aws) => (Aws, _technical) = (aws, new SteppedTime(aws.Aws.Clock.Now));

    public EmulatorApp Aws { get; }

    /// <summary>Starts on a new database with one account.</summary>
    public static async Task<Bench> StartAsync()
    {
        var bench = await StartAsync(Begin, (DatabaseKind.Sqlite, null));
        await bench.Get<AccountCommands>().CreateAsync(Actor.Portal, "Bench", Account, null, [Home, Abroad], CancellationToken.None);
        return bench;
    }

    /// <summary>Starts at an instant on the database of a fleet.</summary>
    public static Task<Bench> StartAsync(DateTimeOffset begin, FleetDatabase fleet) =>
        StartAsync(begin, (DatabaseKind.PostgreSql, fleet.ConnectionString));

    private static async Task<Bench> StartAsync(DateTimeOffset begin, (DatabaseKind Provider, string? ConnectionString) database)
    {
        var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, StartAt = begin, Rates = RateLimits.None },
            CancellationToken.None);
        aws.Aws.Clock.Set(null, TimeSpan.Zero, true);
        var bench = new Bench(aws);
        bench._host = bench.Build(database.Provider, database.ConnectionString);
        await bench._host.PrepareCoreAsync(CancellationToken.None);
        return bench;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<PortalDb> OpenDatabaseAsync() => Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    /// <summary>Lets time pass until the next lane wants to be looked at, and the engine take one turn.</summary>
    public async Task StepAsync()
    {
        await using (var db = await OpenDatabaseAsync())
        {
            var next = await db.Lanes.Where(lane => lane.LookAt != null).MinAsync(lane => lane.LookAt)
                ?? _technical.GetUtcNow() + TimeSpan.FromSeconds(1);
            if (next > _technical.GetUtcNow())
            {
                Aws.Aws.Clock.Set(null, next - _technical.GetUtcNow(), null);
                _technical.AdvanceTo(next);
            }
        }

        await Get<Dispatcher>().DispatchAsync(lane => Get<LaneDriver>().AdvanceAsync(lane, CancellationToken.None), CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        await Aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private IHost Build(DatabaseKind provider, string? connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Audit:Key"] = TrailKey.Text,
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = connectionString ?? SqliteDatabase.ConnectionString(Path.Combine(_folder, "portal.db")),
            ["Aws:Endpoint"] = Aws.Url,
            ["Aws:HomeRegion"] = Home,
            ["Aws:RateFactor"] = "1000000",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(new Clocks(new EmulatedTime(Aws), _technical));
        builder.Services.AddSingleton<AWSCredentials>(new BasicAWSCredentials(DemoCompany.AccessKey, DemoCompany.SecretKey));
        builder.AddCore(new PortalArguments());
        return builder.Build();
    }

    private sealed class EmulatedTime(EmulatorApp aws) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => aws.Aws.Clock.Now;
    }
}
