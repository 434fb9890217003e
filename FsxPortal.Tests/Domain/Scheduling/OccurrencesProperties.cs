using FsCheck.Xunit;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Domain.Scheduling;

[Properties(Arbitrary = [typeof(RunWindows)])]
public sealed class OccurrencesProperties
{
    [Property]
    public void Runs_strictly_increase_and_lie_in_the_window(RunWindow window)
    {
        var slots = window.Runs.Select(run => run.Slot).ToList();

        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.All(slots, slot => Assert.True(slot > window.From && slot <= window.Until));
    }

    [Property]
    public void Each_civil_time_asked_for_is_run_once_when_clocks_first_show_it(RunWindow window)
    {
        var clock = new WallClock(window.Zone, window.From.AddDays(-4), window.Until.AddDays(4));

        var expected = AskedFor(window)
            .GroupBy(asked => clock.FirstShown(asked.Local), asked => asked.Copied)
            .Where(run => run.Key > window.From && run.Key <= window.Until)
            .OrderBy(run => run.Key)
            .Select(run => new Occurrence(run.Key, GfsFlags.Daily, run.Any(copied => copied) ? GfsFlags.Daily : GfsFlags.None));

        Assert.Equal(expected, window.Runs);
    }

    [Property]
    public void Two_windows_that_meet_hold_what_the_whole_holds(RunWindow window, byte share)
    {
        var middle = window.From + ((window.Until - window.From) * (share / 255.0));

        Assert.Equal(window.Runs, [.. (window with { Until = middle }).Runs, .. (window with { From = middle }).Runs]);
    }

    [Property]
    public void Next_is_the_first_of_what_follows(RunWindow window) =>
        Assert.Equal(
            Occurrences.Between(window.Schedule, window.Zone, window.From, window.From.AddDays(62)).FirstOrDefault(),
            Occurrences.Next(window.Schedule, window.Zone, window.From));

    // Far enough around the window for any offset, and for a day that a zone skips.
    private static IEnumerable<(DateTime Local, bool Copied)> AskedFor(RunWindow window) =>
        from day in Enumerable.Range(-2, (window.Until - window.From).Days + 6).Select(day => DateOnly.FromDateTime(window.From.UtcDateTime).AddDays(day))
        where window.Rule.Days.Contains(day.DayOfWeek)
        from hour in window.Rule.Hours
        from run in Enumerable.Range(0, window.Rule.RunsPerHour)
        select (day.ToDateTime(new TimeOnly(hour, 60 / window.Rule.RunsPerHour * run)), run == 0 && window.Rule.Copy!.Hours.Contains(hour));
}
