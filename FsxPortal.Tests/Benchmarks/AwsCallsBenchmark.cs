using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Queries;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Services;
using FsxPortal.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Benchmarks;

/// <summary>Counts, in the emulator's journal, what one session over a thousand file systems asks of AWS.</summary>
public sealed class AwsCallsBenchmark : IBenchmark
{
    private const int FileSystems = 1000;
    private const int PageSize = 1000;
    private const string Account = "111122223333";
    private const string Region = "eu-central-1";

    public string Name => "aws-calls";

    public string Question => $"How many AWS calls does a session with {FileSystems} file systems make, with and without copies?";

    public async IAsyncEnumerable<Figure> RunAsync()
    {
        yield return await MeasureAsync(copies: false);
        yield return await MeasureAsync(copies: true);
    }

    private static async Task<Figure> MeasureAsync(bool copies)
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-benchmark").FullName;
        await using var emulator = await EmulatorApp.StartAsync(new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, Speed = 1500 }, default);
        emulator.Aws.Read(AddFleet);
        await using var app = await Portal.BuildAsync(new PortalArguments
        {
            Demo = true,
            Empty = true,
            Data = folder,
            Urls = "http://127.0.0.1:0",
            Settings = [$"--Aws:Endpoint={emulator.Url}", "--Aws:RateFactor=1000", "--Logging:LogLevel:Default=Error"],
        }, default);
        await app.StartAsync();
        var policy = await app.Services.GetRequiredService<PolicyCommands>().CreateAsync(Actor.Portal, Document(copies), null, default);
        var before = Calls(emulator).Count;
        var session = await app.Services.GetRequiredService<SessionCommands>().StartAsync(Actor.Portal, policy.Id, default);
        var view = await WaitAsync(app.Services.GetRequiredService<SessionQuery>(), session);
        var calls = Calls(emulator)[before..];
        await app.StopAsync();
        Report(calls, view);

        var stages = copies ? 2 : 1;
        var floor = (stages * FileSystems) + (stages * 2 * (FileSystems / PageSize));
        return new Figure($"{(copies ? "backups and copies" : "backups")}: calls per file system", (double)calls.Count / FileSystems, "calls", (double)floor / FileSystems, 1.05);
    }

    private static bool AddFleet(FsxPortal.Emulator.World.AwsWorld world)
    {
        for (var i = 0; i < FileSystems; i++)
        {
            var resource = FileSystemShapes.FileSystem($"fs-{i:x17}", Account, Region, "OPENZFS", new FileSystemSpec { Tags = { ["Name"] = $"fleet-{i:0000}" } });
            world.Resources.Add(resource.Arn, resource);
        }

        return true;
    }

    private static PolicyDocument Document(bool copies) => new()
    {
        Name = "Fleet",
        TimeZone = "UTC",
        Account = Account,
        Regions = [Region],
        Selection = new Selection { Mode = SelectionMode.All },
        Vaults = new Dictionary<string, string> { [Region] = "portal-vault" },
        Copies = copies ? new Dictionary<string, CopyTarget> { [Region] = new() { Region = "eu-west-1", Vault = "portal-copies" } } : null,
        Enabled = false,
        Schedule = new Schedule
        {
            Daily = new DailyRule
            {
                Hours = [1],
                Retention = new Period(7, PeriodUnit.Days),
                Copy = copies ? new DailyCopy { Hours = [1], Retention = new Period(7, PeriodUnit.Days) } : null,
            },
        },
    };

    // The inventory is read now and then whether a session runs or not.
    private static List<JournalEntry> Calls(EmulatorApp emulator) =>
        [.. emulator.Aws.Journal.Read(0, int.MaxValue).Where(entry => entry.Service is "backup" or "fsx" && entry.Operation is not ("DescribeFileSystems" or "DescribeVolumes" or "ListBackupVaults"))];

    private static async Task<SessionView> WaitAsync(SessionQuery sessions, Guid id)
    {
        while (true)
        {
            var view = await sessions.FindAsync(id, default);
            if (view is { IsOpen: false })
            {
                return view;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    // Naive: one start, and one Describe for each job at each look at the lane.
    private static void Report(List<JournalEntry> calls, SessionView view)
    {
        var sweeps = calls.Count(call => call.Operation is "ListBackupJobs" or "ListCopyJobs");
        Console.WriteLine($"  session {view.State}, {view.Counts.Succeeded} of {view.Counts.Total} file systems; naive count {calls.Count(call => call.Operation.StartsWith("Start", StringComparison.Ordinal)) + (sweeps * FileSystems):N0} calls");
        foreach (var group in calls.GroupBy(call => call.Operation).OrderByDescending(group => group.Count()))
        {
            Console.WriteLine($"    {group.Key,-36} {group.Count(),6}");
        }
    }
}
