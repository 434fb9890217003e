using FsxPortal.Core.Persistence;
using FsxPortal.Core.Domain;
using FsxPortal.Core;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Benchmarks.Fleets;

/// <summary>How many pages of 8 KiB PostgreSQL touches for what people look at,
/// over a fleet with a year of daily backups and copies.</summary>
internal sealed class FleetPages(int fileSystems)
{
    private const int Days = 365;

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        await using var fleet = await FleetDatabase.StartAsync(fileSystems);
        await SampleFleet.AddPointsAsync(fleet.Source, fileSystems, Days);
        return [await TimelineAsync(fleet, $"{name}-timeline"), .. await OverviewAsync(fleet, name)];
    }

    // The floor reads nothing but the times, from the same index; without thinking, one reads the rows.
    private async Task<Figure> TimelineAsync(FleetDatabase fleet, string name)
    {
        var id = SampleFleet.IdOf(fileSystems / 2);
        fleet.Counter.Clear();
        var marks = await new TimelineQuery(new ScopedReads(fleet))
            .ReadAsync(Scope.Everything, id, SampleFleet.End.AddDays(-Days), SampleFleet.End.AddDays(1), CancellationToken.None);
        if (marks?.Count != 2 * Days)
        {
            throw new InvalidOperationException($"{marks?.Count} points were read, not {2 * Days}.");
        }

        var pages = (await fleet.Counter.CountAsync(fleet.Source))[^1];
        var where = $"""FROM restore_point WHERE "FileSystemId" = '{id}'""";
        return new Figure(
            name, "pages", pages, await fleet.PagesOfAsync($"""SELECT "CreatedAt" {where}"""),
            await fleet.PagesOfAsync($"SELECT * {where}"));
    }

    // The floor counts the rows, or reads one index; without thinking, one asks the history for the newest point of each chain.
    private static async Task<IReadOnlyList<Figure>> OverviewAsync(FleetDatabase fleet, string name)
    {
        fleet.Counter.Clear();
        var clocks = new Clocks(TimeProvider.System, TimeProvider.System);
        await new OverviewQuery(new ScopedReads(fleet), clocks).ReadAsync(Scope.Everything, CancellationToken.None);
        var all = fleet.Counter.Statements.Zip(await fleet.Counter.CountAsync(fleet.Source)).ToList();
        var counts = all.Where(pair => pair.First.Contains("GROUP BY", StringComparison.Ordinal)).Select(pair => pair.Second)
            .DefaultIfEmpty().Max();
        var list = all.Where(pair =>
            pair.First.Contains("protection", StringComparison.Ordinal) && !pair.First.Contains("GROUP BY", StringComparison.Ordinal))
            .Sum(pair => pair.Second);
        var naive = await fleet.PagesOfAsync(
            """SELECT DISTINCT ON ("FileSystemId", "Kind") "FileSystemId", "Kind", "CreatedAt", "State" FROM restore_point ORDER BY "FileSystemId", "Kind", "CreatedAt" DESC""");
        var floor = await fleet.PagesOfAsync("SELECT count(*) FROM protection");
        return
        [
            new Figure($"{name}-counts", "pages", counts, floor, naive),
            new Figure($"{name}-attention", "pages", list, await fleet.PagesOfAsync("SELECT * FROM protection LIMIT 50"), naive),
            new Figure($"{name}-overview", "pages", all.Sum(pair => pair.Second), floor, naive),
        ];
    }
}
