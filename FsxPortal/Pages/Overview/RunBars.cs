using FsxPortal.Components.Texts;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Pages.Overview;

/// <summary>Runs by the hours and days of the visitor's clock.</summary>
public static class RunBars
{
    private const int HoursShown = 24;
    private const int DaysShown = 30;

    /// <summary>The last 24 hours, the oldest first; the last one is not over.</summary>
    public static IReadOnlyList<RunBar> ByHour(IReadOnlyList<RunBar> runs, DateTimeOffset now, LocalTime local)
    {
        var here = TimeZoneInfo.ConvertTime(now, local.Zone);
        var last = here.AddTicks(-(here.TimeOfDay.Ticks % TimeSpan.TicksPerHour));
        return Between(runs, [.. Enumerable.Range(1 - HoursShown, HoursShown + 1).Select(hour => last.AddHours(hour))]);
    }

    /// <summary>The last 30 days, the oldest first; the last one is not over. Some have 23 or 25 hours.</summary>
    public static IReadOnlyList<RunBar> ByDay(IReadOnlyList<RunBar> runs, DateTimeOffset now, LocalTime local)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, local.Zone).DateTime);
        return Between(runs, [.. Enumerable.Range(1 - DaysShown, DaysShown + 1).Select(day => local.StartOf(today.AddDays(day)))]);
    }

    private static IReadOnlyList<RunBar> Between(IReadOnlyList<RunBar> runs, DateTimeOffset[] borders) =>
    [
        .. borders.Zip(borders.Skip(1), (from, to) => runs.Where(run => run.From >= from && run.From < to).Aggregate(
            new RunBar(from, 0, 0, 0, 0),
            (sum, run) =>
                new RunBar(
                    from, sum.Succeeded + run.Succeeded, sum.Warning + run.Warning, sum.Failed + run.Failed, sum.Missed + run.Missed))),
    ];
}
