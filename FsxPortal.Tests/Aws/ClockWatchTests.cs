using FsxPortal.Core;
using FsxPortal.Tests.Support.Time;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Aws;

/// <summary>By how much this machine's clock differs from others, as far as anybody knows.</summary>
public sealed class ClockWatchTests
{
    private readonly FakeTimeProvider _true = new(new DateTimeOffset(2026, 3, 10, 10, 0, 0, TimeSpan.Zero));
    private readonly ShiftedClock _machine;
    private readonly ClockWatch _watch;

    public ClockWatchTests()
    {
        _machine = new ShiftedClock(_true);
        _watch = new ClockWatch(_machine);
    }

    [Fact]
    public void What_nobody_has_read_is_not_known_and_no_doubt()
    {
        Assert.Null(_watch.Of(OtherClock.Aws));
        Assert.Null(_watch.Doubt);
    }

    [Theory]
    [InlineData(0.5, false, false)]
    [InlineData(2, true, false)]
    [InlineData(6, true, true)]
    [InlineData(-600, true, false)]
    public void A_minute_is_worth_a_word_and_five_ahead_are_a_doubt(double minutes, bool isLarge, bool isDoubt)
    {
        _machine.By = TimeSpan.FromMinutes(minutes);
        Read();

        var difference = _watch.Of(OtherClock.Aws)!;

        Assert.Equal(TimeSpan.FromMinutes(minutes), difference.Ahead);
        Assert.Equal((isLarge, isDoubt), (difference.IsLarge, difference.IsDoubt));
        Assert.Equal(isDoubt, _watch.Doubt is not null);
    }

    [Fact]
    public void A_step_shows_at_once_and_is_over_at_once_without_another_reading()
    {
        Read();
        _true.Advance(TimeSpan.FromMinutes(3));

        _machine.By = TimeSpan.FromDays(3);
        Assert.Equal(TimeSpan.FromDays(3), _watch.Doubt?.Ahead);

        _machine.By = TimeSpan.Zero;
        Assert.Null(_watch.Doubt);
    }

    [Fact]
    public void What_was_read_long_ago_is_not_known_any_more()
    {
        Read();

        _true.Advance(TimeSpan.FromMinutes(11));

        Assert.Empty(_watch.Differences);
    }

    [Fact]
    public void One_odd_answer_among_several_makes_no_difference()
    {
        Read();
        Read();
        _watch.Note(OtherClock.Aws, _true.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.Null(_watch.Doubt);
    }

    [Theory]
    [InlineData(OtherClock.Aws, 6.5, "6.5 minutes ahead of that of AWS")]
    [InlineData(OtherClock.Database, -180, "3 hours behind that of the database")]
    [InlineData(OtherClock.Database, 4320, "3 days ahead of that of the database")]
    public void It_is_said_in_words(OtherClock other, double minutes, string words) => Assert.Equal(
        $"The clock of this machine is {words}. Set it right.", new ClockDifference(other, TimeSpan.FromMinutes(minutes)).Text);

    private void Read() => _watch.Note(OtherClock.Aws, _true.GetUtcNow());
}
