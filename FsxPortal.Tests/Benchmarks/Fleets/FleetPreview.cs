using FsxPortal.Core.Persistence;
using FsxPortal.Core.Domain;
using System.Diagnostics;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Inspections;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Options;

namespace FsxPortal.Benchmarks.Fleets;

/// <summary>How long the preview of a policy takes that protects a whole fleet with
/// a year of daily backups and copies, on PostgreSQL.</summary>
internal sealed class FleetPreview(int fileSystems)
{
    private const int Days = 365;
    private const int Runs = 5;
    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        await using var fleet = await FleetDatabase.StartAsync(fileSystems);
        await FleetPolicy.AddAsync(fleet, Days);
        await SampleFleet.AddPointsAsync(fleet.Source, fileSystems, Days, FleetPolicy.Id);
        var time = new SteppedTime(SampleFleet.End.AddHours(-1));
        var clocks = new Clocks(time, time);
        var options = Options.Create(new EngineOptions());
        var previews = new PolicyPreviews(new ScopedReads(fleet), options, clocks);
        var doomed = fileSystems * 2;

        // The floor reads the ids of what goes and nothing else; without thinking, one reads all that might.
        var tomorrow = DailyRetention.After(time.GetUtcNow(), options.Value.TimeZone).UtcTicks;
        var floor = await MedianAsync(() =>
            ReadAsync(
                fleet, $"""SELECT "Id" FROM restore_point WHERE "PolicyId" = '{FleetPolicy.Id}' AND "State" = 'Available' AND "EndsAt" <= {tomorrow}""", doomed));
        var naive = await MedianAsync(() =>
            ReadAsync(
                fleet, """SELECT "Id", "FileSystemId", "Kind", "Slot", "Flags", "Rules" FROM restore_point""", fileSystems * Days * 2), 1);
        return
        [
            new Figure($"{name}-saved", "s", await MedianAsync(() => PreviewAsync(previews, Days, doomed)), floor, naive),
            new Figure($"{name}-edited", "s", await MedianAsync(() => PreviewAsync(previews, Days - 1, doomed * 2)), floor, naive),
        ];
    }

    private static async Task PreviewAsync(PolicyPreviews previews, int days, int expected)
    {
        var preview = await previews.ReadAsync(
            Scope.Everything, FleetPolicy.Document(days), FleetPolicy.Id, RetentionChange.Approved, CancellationToken.None);
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
