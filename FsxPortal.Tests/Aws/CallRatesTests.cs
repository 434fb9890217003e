using FsxPortal.Core.Aws;
using FsxPortal.Tests.Support.Time;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Aws;

/// <summary>The calls of one lane at the rates AWS publishes: 5, 10, 15 and 20 a second in the four groups, 50 in all.</summary>
public sealed class CallRatesTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 10, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CallGroup.Start, 5)]
    [InlineData(CallGroup.Delete, 10)]
    [InlineData(CallGroup.Describe, 15)]
    [InlineData(CallGroup.List, 20)]
    public void In_no_second_there_are_more_calls_than_AWS_allows_once_the_first_is_over(CallGroup group, int published)
    {
        var times = Times(new CallRates(_time, 1), 200, _ => group);

        // What was saved up while nobody called may go at once; AWS has buckets, too.
        Assert.All(
            times.Where(at => at >= times[0] + TimeSpan.FromSeconds(1)), at =>
                Assert.InRange(CallsWithinASecondFrom(times, at), 1, published));
        Assert.InRange(CallsWithinASecondFrom(times, times[0]), published, published * 2);
    }

    [Fact]
    public void All_groups_together_stay_under_the_rate_of_all()
    {
        var groups = Enum.GetValues<CallGroup>();

        var times = Times(new CallRates(_time, 1), 400, number => groups[number % groups.Length]);

        Assert.All(
            times.Where(at => at >= times[0] + TimeSpan.FromSeconds(1)), at => Assert.InRange(CallsWithinASecondFrom(times, at), 1, 50));
    }

    [Fact]
    public void Groups_do_not_wait_for_each_other()
    {
        var rates = new CallRates(_time, 1);
        var starts = Enumerable.Range(0, 50).Select(_ => rates.TakeAsync(CallGroup.Start, Cancel)).ToList();

        Assert.Contains(starts, start => !start.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(rates.TakeAsync(CallGroup.List, Cancel).IsCompleted);
    }

    [Fact]
    public void A_factor_of_two_halves_the_wait()
    {
        var (once, twice) = (
            Times(new CallRates(_time, 1), 100, _ => CallGroup.Start), Times(new CallRates(_time, 2), 100, _ => CallGroup.Start));

        Assert.InRange((twice[^1] - twice[0]) / (once[^1] - once[0]), 0.4, 0.6);
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_no_call_waiting()
    {
        var wall = new ShiftedClock(_time) { By = TimeSpan.FromHours(2) };
        var rates = new CallRates(wall, 1);
        Assert.True(rates.TakeAsync(CallGroup.Start, Cancel).IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));

        wall.By = TimeSpan.Zero;

        Assert.True(rates.TakeAsync(CallGroup.Start, Cancel).IsCompleted);
    }

    // Calls are asked for at once and go when they may.
    private List<DateTimeOffset> Times(CallRates rates, int calls, Func<int, CallGroup> groupOf)
    {
        var waiting = Enumerable.Range(0, calls).Select(number => rates.TakeAsync(groupOf(number), Cancel)).ToList();
        var times = new List<DateTimeOffset>();
        while (times.Count < calls)
        {
            times.AddRange(Enumerable.Repeat(_time.GetUtcNow(), waiting.RemoveAll(call => call.IsCompleted)));
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        return times;
    }

    private static int CallsWithinASecondFrom(List<DateTimeOffset> times, DateTimeOffset from) =>
        times.Count(at => at >= from && at < from + TimeSpan.FromSeconds(1));
}
