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

    [Property(MaxTest = 400)]
    public void Each_civil_time_asked_for_is_run_once_when_clocks_first_show_it_with_the_flags_of_who_asks(RunWindow window)
    {
        var clock = new WallClock(window.Zone, window.From.AddDays(-4), window.Until.AddDays(4));

        var expected = Wishes.Of(window)
            .GroupBy(wish => clock.FirstShown(wish.Local))
            .Where(run => run.Key > window.From && run.Key <= window.Until)
            .OrderBy(run => run.Key)
            .Select(run =>
                new Occurrence(
                    run.Key, All(run.Select(wish => wish.Flag)), All(run.Where(wish => wish.IsCopied).Select(wish => wish.Flag))));

        Assert.Equal(expected, window.Runs);
    }

    [Property]
    public void A_rule_more_takes_no_run_and_no_flag_away(RunWindow window)
    {
        var runs = window.Runs.ToDictionary(run => run.Slot);
        Schedule[] fewer =
        [
            window.Schedule with { Daily = null }, window.Schedule with { Weekly = null },
            window.Schedule with { Monthly = null }, window.Schedule with { Yearly = null },
        ];

        Assert.All(fewer.SelectMany(schedule => (window with { Schedule = schedule }).Runs), run =>
            Assert.True(runs[run.Slot].Flags.HasFlag(run.Flags) && runs[run.Slot].CopyFlags.HasFlag(run.CopyFlags)));
    }

    [Property]
    public void Only_what_is_backed_up_is_copied(RunWindow window) =>
        Assert.All(
            window.Runs, run =>
                Assert.True(run.Flags != GfsFlags.None && run.Flags.HasFlag(run.CopyFlags) && !run.CopyFlags.HasFlag(GfsFlags.Yearly)));

    [Property]
    public void Two_windows_that_meet_hold_what_the_whole_holds(RunWindow window, byte share)
    {
        var middle = window.From + ((window.Until - window.From) * (share / 255.0));

        Assert.Equal(window.Runs, [.. (window with { Until = middle }).Runs, .. (window with { From = middle }).Runs]);
    }

    [Property]
    public void Next_is_the_first_of_what_follows(RunWindow window) =>
        Assert.Equal(
            Occurrences.Between(window.Schedule, window.Zone, window.From, window.From.AddDays(400)).FirstOrDefault(),
            Occurrences.Next(window.Schedule, window.Zone, window.From));

    private static GfsFlags All(IEnumerable<GfsFlags> flags) => flags.Aggregate(GfsFlags.None, (all, flag) => all | flag);
}
