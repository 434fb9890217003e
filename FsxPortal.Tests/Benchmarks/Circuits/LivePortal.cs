using System.Diagnostics;
using FsxPortal.Core;
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

/// <summary>The portal with running sessions that no engine drives: the benchmark moves their tasks.</summary>
internal sealed class LivePortal : IAsyncDisposable
{
    private readonly EmulatorApp _aws;
    private readonly WebApplication _portal;
    private readonly string _folder;
    private readonly int _tasks;
    private readonly DateTimeOffset _begin;

    private LivePortal(EmulatorApp aws, WebApplication portal, string folder, int tasks) =>
        (_aws, _portal, _folder, _tasks, _begin) = (aws, portal, folder, tasks, portal.Services.GetRequiredService<Clocks>().Now);

    /// <summary>Starts it.</summary>
    /// <param name="sessions">How many sessions run.</param>
    /// <param name="tasks">How many tasks each of them has.</param>
    public static async Task<LivePortal> StartAsync(int sessions, int tasks)
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-bench-").FullName;
        var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, Speed = 1 }, CancellationToken.None);
        string[] arguments =
        [
            "--demo", "--empty", "--urls", "http://127.0.0.1:0", "--data", folder, $"--Aws:Endpoint={aws.Url}",
            "--Logging:LogLevel:Default=Warning",
        ];
        var portal = new LivePortal(aws, await Portal.BuildAsync(PortalArguments.Parse(arguments), CancellationToken.None), folder, tasks);
        await portal._portal.StartAsync();
        await using var db = await portal.OpenAsync();
        var fileSystems = SampleFleet.FileSystems(tasks).ToList();
        db.AddRange(fileSystems);
        foreach (var session in Enumerable.Range(0, sessions))
        {
            portal.Fill(db, session, fileSystems);
        }

        await db.SaveChangesAsync();
        return portal;
    }

    /// <summary>The address of a page.</summary>
    public Uri Page(string path) => new(new Uri(_portal.Urls.First()), path);

    /// <summary>The address of a session's page.</summary>
    public Uri PageOf(int session) => Page($"/sessions/{SessionOf(session)}");

    /// <summary>Moves a task of a session a step forward.</summary>
    /// <returns>When the pages began to be told, in ticks of the stopwatch.</returns>
    public async Task<long> AdvanceAsync(int session, int change)
    {
        await using var db = await OpenAsync();
        var id = TaskOf(session, change % _tasks);
        var task = await db.Tasks.SingleAsync(task => task.Id == id);
        task.Apply(new FollowRun(task.Backup, RunningAt(task, (task.Backup.Percent + 7) % 100)), _begin);
        await db.SaveChangesAsync();
        var began = Stopwatch.GetTimestamp();
        _portal.Services.GetRequiredService<IProgressRelay>().Publish([ProgressTopic.Session(SessionOf(session)), ProgressTopic.Sessions]);
        return began;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _portal.StopAsync();
        await _portal.DisposeAsync();
        await _aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Fill(PortalDb db, int number, List<Core.Domain.Inventory.FileSystem> fileSystems)
    {
        var (now, id) = (_begin, SessionOf(number));
        var session = new Session(id, SessionType.Policy, SessionTrigger.Schedule, now, "FsxPortal", now);
        var rules = new RetentionRules(new Dictionary<GfsFlags, Period>(), "UTC");
        session.RunFor(new RunOrder { PolicyId = id, PolicyVersion = 1, Title = "Nightly", BackupRules = rules, CopyRules = rules });
        session.Start(now);
        db.Add(session);
        foreach (var (place, fileSystem) in fileSystems.Index())
        {
            var task = new WorkItem(
                TaskOf(number, place), id, fileSystem.Id, fileSystem.Arn, "nobody/nowhere",
                "arn:aws:backup:eu-central-1:111122223333:backup-vault:portal-vault");
            task.Apply(new IntendRun(task.Backup, new JobRequest { SourceArn = task.ResourceArn }), now);
            db.AddRange(
                task, new LogEntry(id, task.Id, now, LogLevel.Information, $"The backup of {fileSystem.Name} was asked for."));
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

    private static Guid SessionOf(int number) => SampleFleet.IdOf(1_000_000 + number);

    private static Guid TaskOf(int session, int number) => SampleFleet.IdOf(2_000_000 + (session * 1000) + number);

    private Task<PortalDb> OpenAsync() => _portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
}
