using System.Diagnostics;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Benchmarks.Fleets;

/// <summary>How long the daily retention judges a whole fleet with a year of daily backups
/// and copies, none of which ends this night, on PostgreSQL.</summary>
internal sealed class FleetNight(int fileSystems)
{
    private const int Days = 365;

    // The oldest of them ends at noon.
    private static readonly DateTimeOffset Night = SampleFleet.End.AddHours(-7);

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        await using var fleet = await FleetDatabase.StartAsync(fileSystems);
        await FleetPolicy.AddAsync(fleet, Days);
        await SampleFleet.AddPointsAsync(fleet.Source, fileSystems, Days, FleetPolicy.Id);
        await using (var db = fleet.CreateDbContext())
        {
            await ProtectionBook.VerifyAsync(db, CancellationToken.None);
        }

        await using var bench = await Bench.StartAsync(Night, fleet);
        var floor = await SecondsAsync(() => ReadAsync(fleet));
        return [new Figure(name, "s", await SecondsAsync(() => JudgeAsync(bench)), floor, double.NaN)];
    }

    private async Task JudgeAsync(Bench bench)
    {
        await using var db = await bench.OpenDatabaseAsync();
        await bench.Get<DailyRetention>().PlanIfDueAsync(CancellationToken.None);
        while (await db.RetentionRequests.AnyAsync(request => request.DoneAt == null))
        {
            await bench.StepAsync();
        }

        var judged = await db.RetentionRequests.Where(request => request.Problem == null).ExecuteDeleteAsync();
        if (judged != fileSystems * 2 || await db.RestorePoints.AnyAsync(point => point.State != RestorePointState.Available))
        {
            throw new InvalidOperationException($"{judged} chains were judged and left as they are, not {fileSystems * 2}.");
        }
    }

    // Whoever judges points has to read what they are and when they end.
    private async Task ReadAsync(FleetDatabase fleet)
    {
        await using var command = fleet.Source.CreateCommand("""
            SELECT "Id", "FileSystemId", "Kind", "VaultArn", "State", "Slot", "Flags", "EndsAt" FROM restore_point ORDER BY "FileSystemId", "Kind"
            """);
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync();
        var read = 0;
        while (await rows.ReadAsync())
        {
            read++;
        }

        if (read != fileSystems * 2 * Days)
        {
            throw new InvalidOperationException($"{read} points were read, not {fileSystems * 2 * Days}.");
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalSeconds;
    }
}
