using FsxPortal.Core.Domain.Sessions.Turns;

namespace FsxPortal.Tests.Domain.Sessions.Turns;

public sealed class CopyEndsTests
{
    private static readonly TimeSpan[] Hour = [TimeSpan.FromMinutes(60)];
    private static readonly TimeSpan[] Several = [.. Enumerable.Range(8, 8).Select(minutes => TimeSpan.FromMinutes(minutes))];

    [Fact]
    public void Where_nothing_tells_how_long_copies_take_the_oldest_is_looked_at_by_its_age() =>
        Assert.Equal(4, Minutes([3, 12], []));

    [Fact]
    public void Nobody_looks_before_a_copy_is_likely_to_have_ended() => Assert.InRange(Minutes([0], Several), 8, 15);

    [Fact]
    public void A_look_is_due_when_a_quarter_of_a_copy_may_be_lost() => Assert.Equal(60 + 15, Minutes([0], Hour));

    [Fact]
    public void What_may_be_lost_is_that_of_all_copies_together() => Assert.Equal(60 + 3, Minutes([0, 0, 0, 0, 0], Hour));

    [Fact]
    public void Copies_that_end_one_after_the_other_are_seen_together() => Assert.Equal(10 + 12.5, Minutes([50, 40, 0], Hour), 0.01);

    [Fact]
    public void A_copy_that_takes_longer_than_all_before_it_still_takes_a_while() => Assert.Equal(10 + 15, Minutes([100], Hour), 0.01);

    [Fact]
    public void Looks_do_not_grow_with_the_time_that_copies_take() =>
        Assert.Equal(10 * Minutes([1, 3, 5], Several), Minutes([10, 30, 50], [.. Several.Select(duration => duration * 10)]), 0.01);

    [Fact]
    public void Where_nothing_runs_there_is_nothing_to_wait_for() => Assert.Equal(0, Minutes([], Hour));

    private static double Minutes(double[] ages, TimeSpan[] durations) =>
        CopyEnds.NextLook([.. ages.Select(TimeSpan.FromMinutes)], durations).TotalMinutes;
}
