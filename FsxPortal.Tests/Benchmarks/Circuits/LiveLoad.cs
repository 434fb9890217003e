using System.Diagnostics;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Setup;
using FsxPortal.Setup.Start;
using FsxPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Benchmarks.Circuits;

/// <summary>Many people watch one running session: how soon each sees a change, what
/// it costs on the wire, and what each takes of memory.</summary>
/// <remarks>The portal with its real circuits, and beside it a hub that does nothing but call the same number of listeners.</remarks>
internal sealed class LiveLoad(int viewers, int tasks)
{
    private const int Changes = 30;

    private readonly Guid _session = SampleFleet.IdOf(1_000_000);

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        var hub = await HubAsync();
        var portal = await PortalAsync();
        return
        [
            new Figure($"{name}-p50", "ms", At(portal.Waits, 0.5), At(hub.Waits, 0.5), double.NaN),
            new Figure($"{name}-p95", "ms", At(portal.Waits, 0.95), At(hub.Waits, 0.95), double.NaN),
            new Figure($"{name}-bytes", "B an update", At(portal.Bytes, 0.5), At(hub.Bytes, 0.5), double.NaN),
            new Figure($"{name}-heap", "KiB a viewer", portal.Heap, hub.Heap, double.NaN),
        ];
    }

    private async Task<Observed> HubAsync()
    {
        await using var hub = await BareHub.StartAsync();
        return await WatchAsync(
            Swarm.AtHub(hub.Url, 3), Swarm.AtHub(hub.Url, viewers), change => hub.TellAsync($"task {change % tasks}", change + 1));
    }

    private async Task<Observed> PortalAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-bench-").FullName;
        await using var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, Speed = 1 }, CancellationToken.None);
        await using var portal = await Portal.BuildAsync(PortalArguments.Parse(
            ["--demo", "--empty", "--urls", "http://127.0.0.1:0", "--data", folder, $"--Aws:Endpoint={aws.Url}",
                "--Logging:LogLevel:Default=Warning"]), CancellationToken.None);
        await portal.StartAsync();
        await using (var db = await OpenAsync(portal))
        {
            Fill(db);
            await db.SaveChangesAsync();
        }

        var page = new Uri(new Uri(portal.Urls.First()), $"/sessions/{_session}");
        var observed = await WatchAsync(Swarm.AtPage(page, 3), Swarm.AtPage(page, viewers), change => AdvanceAsync(portal, change));
        await portal.StopAsync();
        Directory.Delete(folder, recursive: true);
        return observed;
    }

    // The first listeners warm up what the server makes once for all.
    private async Task<Observed> WatchAsync(string[] few, string[] all, Func<int, Task<long>> change)
    {
        await using var first = await Audience.GatherAsync(few, 3);
        await first.HearAsync(change, 3);
        var before = Heap();
        await using var audience = await Audience.GatherAsync(all, viewers);
        var heap = (Heap() - before) / viewers / 1024;
        var (waits, bytes) = await audience.HearAsync(number => change(number + 3), Changes);
        return new Observed(waits, bytes, heap);
    }

    private async Task<long> AdvanceAsync(WebApplication portal, int change)
    {
        await using var db = await OpenAsync(portal);
        var id = TaskOf(change % tasks);
        var task = await db.Tasks.SingleAsync(task => task.Id == id);
        task.Apply(new FollowRun(task.Backup, RunningAt(task, task.Backup.Percent + 7)), SampleFleet.End);
        await db.SaveChangesAsync();
        var began = Stopwatch.GetTimestamp();
        portal.Services.GetRequiredService<IProgressRelay>().Publish([ProgressTopic.Session(_session), ProgressTopic.Sessions]);
        return began;
    }

    private void Fill(PortalDb db)
    {
        var now = SampleFleet.End;
        var session = new Session(_session, SessionType.Policy, SessionTrigger.Schedule, now, "FsxPortal", now);
        var rules = new RetentionRules(new Dictionary<GfsFlags, Period>(), "UTC");
        session.RunFor(new RunOrder { PolicyId = _session, PolicyVersion = 1, Title = "Nightly", BackupRules = rules, CopyRules = rules });
        session.Start(now);
        db.Add(session);
        foreach (var (number, fileSystem) in SampleFleet.FileSystems(tasks).Index())
        {
            // A lane that no engine drives: the benchmark moves the tasks.
            var task = new WorkItem(
                TaskOf(number), _session, fileSystem.Id, fileSystem.Arn, "nobody/nowhere",
                "arn:aws:backup:eu-central-1:111122223333:backup-vault:portal-vault");
            task.Apply(new IntendRun(task.Backup, new JobRequest { SourceArn = task.ResourceArn }), now);
            db.AddRange(
                fileSystem, task,
                new LogEntry(_session, task.Id, now, LogLevel.Information, $"The backup of {fileSystem.Name} was asked for."));
        }
    }

    private static AwsJob RunningAt(WorkItem task, int percent) => new()
    {
        Id = "job",
        ResourceArn = task.ResourceArn,
        VaultArn = task.Backup.VaultArn,
        State = AwsJobState.Running,
        Percent = percent,
    };

    private static Guid TaskOf(int number) => SampleFleet.IdOf(2_000_000 + number);

    private static Task<PortalDb> OpenAsync(WebApplication portal) =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    private static double Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private sealed record Observed(List<double> Waits, List<double> Bytes, double Heap);
}
