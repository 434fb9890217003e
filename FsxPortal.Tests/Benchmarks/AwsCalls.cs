using System.Text.Json.Nodes;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Emulator.Wire;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Benchmarks;

/// <summary>How many calls to AWS a session makes for each file system, read from AWS's own journal.</summary>
internal sealed class AwsCalls(int fileSystems, bool copies)
{
    private const int PageSize = 1000;

    public async Task<Figure> RunAsync(string name)
    {
        await using var bench = await Bench.StartAsync();
        AddFileSystems(bench);
        await bench.Get<InventorySync>().SyncAsync(CancellationToken.None);
        var policy = await bench.Get<PolicyCommands>().CreateAsync(Actor.Portal, Document(), null, CancellationToken.None);
        var begin = bench.Aws.Aws.Clock.Now;
        var before = bench.Aws.Aws.Journal.Read(0, int.MaxValue).Count;
        var session = await bench.Get<SessionCommands>().StartAsync(Actor.Portal, policy.Id, CancellationToken.None);

        var describes = 0;
        while (await IsOpenAsync(bench, session))
        {
            describes += await RunningJobsAsync(bench);
            await bench.StepAsync();
        }

        var calls = bench.Aws.Aws.Journal.Read(before, int.MaxValue);
        Print(calls.GroupBy(call => call.Operation).Select(group => $"{group.Key} {group.Count()}")
            .Append($"{(bench.Aws.Aws.Clock.Now - begin).TotalHours:0.0} hours"));
        var stages = copies ? 2 : 1;

        // Each stage: one start for each file system, one last page of jobs and one of points for each thousand.
        var floor = stages * (fileSystems + (2 * Math.Ceiling((double)fileSystems / PageSize)));
        var naive = (stages * 2 * fileSystems) + describes;
        return new Figure(name, "calls/FS", (double)calls.Count / fileSystems, floor / fileSystems, (double)naive / fileSystems);
    }

    private void AddFileSystems(Bench bench)
    {
        for (var i = 0; i < fileSystems; i++)
        {
            bench.Aws.Aws.Answer(new Caller(Bench.Account, Bench.Home, "fsx", "bench"), "CreateFileSystem", new JsonObject
            {
                ["FileSystemType"] = "OPENZFS",
                ["StorageCapacity"] = 1200,
                ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Name", ["Value"] = $"fs-{i:0000}" }),
            }, TimeProvider.System.GetUtcNow());
        }
    }

    private PolicyDocument Document() => new()
    {
        Name = "Bench",
        Enabled = false,
        TimeZone = "UTC",
        Account = Bench.Account,
        Regions = [Bench.Home],
        Selection = new Selection(),
        Vaults = new Dictionary<string, string> { [Bench.Home] = "portal-vault" },
        Copies = copies ? new Dictionary<string, CopyTarget> { [Bench.Home] = new() { Region = Bench.Abroad, Vault = "portal-copies" } }
            : null,
        Schedule = new Schedule
        {
            Daily = new DailyRule
            {
                Hours = [1],
                Retention = new Period(14, PeriodUnit.Days),
                Copy = copies ? new DailyCopy { Hours = [1], Retention = new Period(14, PeriodUnit.Days) } : null,
            },
        },
    };

    private static async Task<bool> IsOpenAsync(Bench bench, Guid id)
    {
        await using var db = await bench.OpenDatabaseAsync();
        var session = await db.Sessions.AsNoTracking().SingleAsync(session => session.Id == id);
        return session.IsOpen
            || (session.State == SessionState.Succeeded ? false
                : throw new InvalidOperationException($"The session ended {session.State}: {session.Reason}"));
    }

    // What a portal that describes each job at each poll would ask now.
    private static async Task<int> RunningJobsAsync(Bench bench)
    {
        await using var db = await bench.OpenDatabaseAsync();
        return await db.Runs.CountAsync(run => run.State == TaskState.Running && !run.AwaitsPoint && run.JobId != null);
    }

    private static void Print(IEnumerable<string> operations) => Console.WriteLine($"  {string.Join(", ", operations)}");
}
