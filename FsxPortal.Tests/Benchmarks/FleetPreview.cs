using System.Diagnostics;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Inspections;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Options;

namespace FsxPortal.Benchmarks;

/// <summary>How long the preview of a policy takes that protects a whole fleet with a year of daily backups and copies, on PostgreSQL.</summary>
internal sealed class FleetPreview(int fileSystems)
{
    private const int Days = 365;
    private const int Runs = 5;
    private static readonly Guid Policy = new("00000000-0000-7000-8000-ffffffffffff");

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        await using var fleet = await FleetDatabase.StartAsync(fileSystems);
        await AddPolicyAsync(fleet);
        await SampleFleet.AddPointsAsync(fleet.Source, fileSystems, Days, Policy);
        var time = new SteppedTime(SampleFleet.End);
        var clocks = new Clocks(time, time);
        var options = Options.Create(new EngineOptions());
        var previews = new PolicyPreviews(fleet, options, clocks);
        var doomed = fileSystems * 2;

        // The floor reads the ids of what goes and nothing else; without thinking, one reads all that might.
        var tomorrow = DailyRetention.After(SampleFleet.End, options.Value.TimeZone).UtcTicks;
        var floor = await MedianAsync(() => ReadAsync(fleet, $"""SELECT "Id" FROM restore_point WHERE "PolicyId" = '{Policy}' AND "State" = 'Available' AND "EndsAt" <= {tomorrow}""", doomed));
        var naive = await MedianAsync(() => ReadAsync(fleet, """SELECT "Id", "FileSystemId", "Kind", "Slot", "Flags", "Rules" FROM restore_point""", fileSystems * Days * 2), 1);
        return
        [
            new Figure($"{name}-saved", "s", await MedianAsync(() => PreviewAsync(previews, Days, doomed)), floor, naive),
            new Figure($"{name}-edited", "s", await MedianAsync(() => PreviewAsync(previews, Days - 1, doomed * 2)), floor, naive),
        ];
    }

    private static PolicyDocument Document(int days) => new()
    {
        Name = "Whole fleet",
        Enabled = true,
        TimeZone = "UTC",
        Account = Bench.Account,
        Regions = [Bench.Home],
        Selection = new Selection(),
        Vaults = new Dictionary<string, string> { [Bench.Home] = "portal-vault" },
        Copies = new Dictionary<string, CopyTarget> { [Bench.Home] = new() { Region = "eu-west-1", Vault = "portal-copies" } },
        Schedule = new Schedule
        {
            Daily = new DailyRule { Hours = [12], Retention = new Period(days, PeriodUnit.Days), Copy = new DailyCopy { Hours = [12], Retention = new Period(days, PeriodUnit.Days) } },
        },
    };

    private static async Task AddPolicyAsync(FleetDatabase fleet)
    {
        await using var db = fleet.CreateDbContext();
        db.Add(new AwsAccount(Guid.CreateVersion7(), "Bench", Bench.Account, null, [Bench.Home, "eu-west-1"]));
        foreach (var (region, vault) in new[] { (Bench.Home, "portal-vault"), ("eu-west-1", "portal-copies") })
        {
            db.Add(new Vault(Guid.CreateVersion7(), new VaultFacts($"arn:aws:backup:{region}:{Bench.Account}:backup-vault:{vault}", vault, false, null, 0), SampleFleet.End));
        }

        db.Add(new Policy(Policy, Document(Days), 1, SampleFleet.End.AddDays(-Days)));
        await db.SaveChangesAsync();
    }

    private static async Task PreviewAsync(PolicyPreviews previews, int days, int expected)
    {
        var preview = await previews.ReadAsync(Document(days), Policy, RetentionChange.Approved, CancellationToken.None);
        if (preview.Deletions.Count != expected)
        {
            throw new InvalidOperationException($"{preview.Deletions.Count} deletions were foretold, not {expected}.");
        }
    }

    private static async Task ReadAsync(FleetDatabase fleet, string statement, int expected)
    {
        await using var command = fleet.Source.CreateCommand(statement);
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync();
        var count = 0;
        while (await rows.ReadAsync())
        {
            count++;
        }

        if (count != expected)
        {
            throw new InvalidOperationException($"{count} points were read, not {expected}.");
        }
    }

    private static async Task<double> MedianAsync(Func<Task> run, int runs = Runs)
    {
        var seconds = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        return seconds.Order().ElementAt(runs / 2);
    }
}
