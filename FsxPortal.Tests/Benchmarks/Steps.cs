using System.Diagnostics;
using FsxPortal.Benchmarks.Fleets;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Progress;
using FsxPortal.Tests.Support.Databases;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FsxPortal.Benchmarks;

/// <summary>How many steps of tasks a second are noted under a lane's lease, in the batches of the engine.</summary>
internal sealed class Steps
{
    private const int Tasks = 1000;
    private const int Rounds = 5;
    private const string Lane = "111122223333/eu-central-1";

    public static async Task<Figure> RunAsync(string name)
    {
        await using var fleet = await FleetDatabase.StartAsync(Tasks);
        await PlanAsync(fleet);
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await OursAsync(fleet));
            plain.Add(await PlainAsync(fleet));
        }

        return new Figure(name, "steps/s", Median(ours), Median(plain), await HangfireAsync(fleet)) { IsMoreBetter = true };
    }

    private static async Task PlanAsync(FleetDatabase fleet)
    {
        await using var db = fleet.CreateDbContext();
        var session = new Session(
            Guid.CreateVersion7(), SessionType.Policy, SessionTrigger.Manual, SampleFleet.End, "bench", SampleFleet.End);
        db.Add(session);
        db.Add(new LaneRecord(Lane));
        for (var i = 0; i < Tasks; i++)
        {
            db.Add(new WorkItem(
                Guid.CreateVersion7(), session.Id, SampleFleet.IdOf(i), $"arn:aws:fsx:eu-central-1:111122223333:file-system/fs-{i:x17}",
                Lane, "arn:aws:backup:eu-central-1:111122223333:backup-vault:portal-vault"));
        }

        await db.SaveChangesAsync();
        await db.Lanes.ExecuteUpdateAsync(lane => lane.SetProperty(row => row.LookAt, (DateTimeOffset?)SampleFleet.End));
    }

    // Each step is noted the way a pass notes it: the lease renewed and the tasks saved in one transaction, then told.
    private static async Task<double> OursAsync(FleetDatabase fleet)
    {
        var clocks = new Clocks(TimeProvider.System, TimeProvider.System);
        var leases = new LaneLeases(fleet, clocks, Options.Create(new EngineOptions()));
        await using (var wake = fleet.CreateDbContext())
        {
            await LaneLeases.WakeAsync(wake, [Lane], clocks.RealNow, CancellationToken.None);
        }

        var lease = await leases.TryTakeAsync(Lane, CancellationToken.None) ?? throw new InvalidOperationException("The lane is held.");
        await using var db = fleet.CreateDbContext();
        var pass = new LanePass(
            db, lease, leases, new AuditTrail(TrailKey.Keys, clocks), new ProgressFeed(NullLogger<ProgressFeed>.Instance), clocks)
        {
            Account = new AwsAccount(Guid.CreateVersion7(), "Bench", "111122223333", null, ["eu-central-1"]),
            Region = "eu-central-1",
        };
        await pass.LoadAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        foreach (var batch in pass.Tasks.Chunk(JobStarter.Batch))
        {
            Array.ForEach(
                batch, task => task.Apply(new IntendRun(task.Backup, new JobRequest { SourceArn = task.ResourceArn }), clocks.Now));
            await pass.SaveAsync(CancellationToken.None);
        }

        var perSecond = Tasks / watch.Elapsed.TotalSeconds;
        await leases.ReleaseAsync(lease, TimeSpan.Zero, null, CancellationToken.None);
        return perSecond;
    }

    private static NpgsqlBatchCommand Step(string statement, Guid id) => new(statement) { Parameters = { new() { Value = id } } };

    private static async Task<double> PlainAsync(FleetDatabase fleet)
    {
        await using var connection = await fleet.Source.OpenConnectionAsync();
        var ids = new List<Guid>();
        await using (var read = new NpgsqlCommand("SELECT \"Id\" FROM task", connection))
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                ids.Add(reader.GetGuid(0));
            }
        }

        var watch = Stopwatch.StartNew();
        foreach (var batch in ids.Chunk(JobStarter.Batch))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var steps = new NpgsqlBatch(connection, transaction);
            steps.BatchCommands.Add(
                new NpgsqlBatchCommand($"UPDATE lane SET \"LeaseUntil\" = \"LeaseUntil\" + 1 WHERE \"Key\" = '{Lane}'"));
            foreach (var id in batch)
            {
                steps.BatchCommands.Add(Step("UPDATE aws_job_run SET \"IntentAt\" = 1 WHERE \"ItemId\" = $1", id));
                steps.BatchCommands.Add(Step("UPDATE task SET \"Version\" = \"Version\" + 1 WHERE \"Id\" = $1", id));
            }

            await steps.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return Tasks / watch.Elapsed.TotalSeconds;
    }

    // What a job of Hangfire for each step would give.
    private static async Task<double> HangfireAsync(FleetDatabase fleet)
    {
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(50),
            UseSlidingInvisibilityTimeout = true };
        var storage = new PostgreSqlStorage(new NpgsqlConnectionFactory(fleet.ConnectionString, options), options);
        var client = new BackgroundJobClient(storage);
        for (var i = 0; i < Tasks; i++)
        {
            client.Enqueue(() => Nothing());
        }

        var watch = Stopwatch.StartNew();
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = 8 }, storage);
        while (storage.GetMonitoringApi().SucceededListCount() < Tasks)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return Tasks / watch.Elapsed.TotalSeconds;
    }

    /// <summary>A job that does nothing.</summary>
    public static void Nothing()
    {
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);
}
