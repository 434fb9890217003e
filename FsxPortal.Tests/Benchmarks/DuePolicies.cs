using System.Diagnostics;
using System.Text.Json.Nodes;
using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Core.Persistence;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Emulator.Wire;
using FsxPortal.Setup;
using FsxPortal.Setup.Start;
using FsxPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Benchmarks;

/// <summary>How long after its slot a backup has been accepted by AWS, where very many policies are due at the same instant.</summary>
internal sealed class DuePolicies(int policies)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        await using var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("CREATE DATABASE portal");
        var begin = new DateTimeOffset(2026, 3, 10, 10, 50, 0, TimeSpan.Zero);
        await using var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, StartAt = begin, Speed = 1,
                Rates = RateLimits.None }, CancellationToken.None);
        aws.Aws.Clock.Set(null, TimeSpan.Zero, true);
        var ids = Enumerable.Range(0, policies).Select(n => Add(aws, n)).ToList();
        var folder = Directory.CreateTempSubdirectory("fsxportal-bench-").FullName;
        await using (var portal = await StartAsync(aws, server, folder))
        {
            await AddPoliciesAsync(portal, ids);
            var slot = begin.AddMinutes(10);
            aws.Aws.Clock.Set(null, slot - aws.Aws.Clock.Now, false);
            var late = await LatenessAsync(aws, slot);
            var floor = await CallAsync(portal, ids);
            await portal.StopAsync();
            Directory.Delete(folder, recursive: true);
            return [Of($"{name}-p50", 0.5, late, floor), Of($"{name}-p95", 0.95, late, floor)];
        }
    }

    private static Figure Of(string name, double part, List<double> late, List<double> floor) =>
        new(name, "s", late[(int)(late.Count * part)], floor[(int)(floor.Count * part)], double.NaN);

    // The same calls, one after the other and nothing else: what more it takes is our own work. Calls side by side would be quicker.
    private static async Task<List<double>> CallAsync(WebApplication portal, List<string> ids)
    {
        var jobs = portal.Services.GetRequiredService<JobGateway>();
        var account = new AwsAccount(Guid.CreateVersion7(), "Bench", Bench.Account, null, [Bench.Home]);
        var watch = Stopwatch.StartNew();
        var done = new List<double>();
        foreach (var id in ids)
        {
            var order = new BackupOrder(
                $"arn:aws:fsx:{Bench.Home}:{Bench.Account}:file-system/{id}", "portal-vault", Guid.CreateVersion7()
                    .ToString(), new Dictionary<string, string>());
            await jobs.StartBackupAsync(account, Bench.Home, order, CancellationToken.None);
            done.Add(watch.Elapsed.TotalSeconds);
        }

        return done;
    }

    private static string Add(EmulatorApp aws, int number) =>
        (string)((JsonObject)aws.Aws.Answer(new Caller(Bench.Account, Bench.Home, "fsx", "bench"), "CreateFileSystem", new JsonObject
        {
            ["FileSystemType"] = "OPENZFS",
            ["StorageCapacity"] = 1200,
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Name", ["Value"] = $"fs-{number:0000}" }),
        }, TimeProvider.System.GetUtcNow()).Answer)["FileSystem"]!["FileSystemId"]!;

    private static async Task<WebApplication> StartAsync(EmulatorApp aws, PostgresServer server, string folder)
    {
        var portal = await Portal.BuildAsync(new PortalArguments
        {
            Demo = true,
            Empty = true,
            Urls = "http://127.0.0.1:0",
            Data = folder,
            Settings = [$"--Aws:Endpoint={aws.Url}", "--Aws:RateFactor=1000000", "--Logging:LogLevel:Default=Error",
                "--Database:Provider=PostgreSql", $"--Database:ConnectionString={server.ConnectionTo("portal")}",
                $"--Audit:Key={TrailKey.Text}"],
        }, CancellationToken.None);
        await portal.StartAsync();
        return portal;
    }

    private static async Task AddPoliciesAsync(WebApplication portal, List<string> ids)
    {
        await portal.Services.GetRequiredService<InventorySync>().SyncAsync(CancellationToken.None);
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var now = portal.Services.GetRequiredService<Core.Clocks>().Now;
        db.AddRange(ids.Select((id, n) => new Policy(Guid.CreateVersion7(), Document(id, n), n + 1, now)));
        await db.SaveChangesAsync();
    }

    private static PolicyDocument Document(string id, int number) => new()
    {
        Name = $"Policy {number}",
        Enabled = true,
        TimeZone = "UTC",
        Account = Bench.Account,
        Regions = [Bench.Home],
        Selection = new Selection { Mode = SelectionMode.Selected, Include = [new SelectionRule { AwsFileSystemId = id }] },
        Vaults = new Dictionary<string, string> { [Bench.Home] = "portal-vault" },
        Schedule = new Schedule { Daily = new DailyRule { Hours = [11], Retention = new Period(14, PeriodUnit.Days) } },
    };

    private async Task<List<double>> LatenessAsync(EmulatorApp aws, DateTimeOffset slot)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var started = aws.Aws.Journal.Read(0, int.MaxValue)
                .Where(entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal)).ToList();
            if (started.Count == policies)
            {
                return [.. started.Select(entry => (entry.Time - slot).TotalSeconds).Order()];
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }
    }
}
