using FsxPortal.Core.Domain.Sessions.Turns;

namespace FsxPortal.Tests.Domain.Sessions.Turns;

public sealed class CopyTurnsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Turns_come_as_the_running_copies_end_and_then_as_those_before_do()
    {
        var started = new[] { Noon.AddMinutes(-50), Noon.AddMinutes(-20) };

        Assert.Equal(["12:15", "12:45", "13:15", "13:45", "14:15"], Words(CopyTurns.Of(Noon, started, Hour, 5)));
    }

    [Fact]
    public void A_copy_that_takes_longer_than_most_still_takes_a_while() =>
        Assert.Equal(["12:15", "13:15"], Words(CopyTurns.Of(Noon, [Noon.AddHours(-9)], Hour, 2)));

    [Fact]
    public void Where_nothing_runs_nobody_waits() => Assert.Empty(CopyTurns.Of(Noon, [], Hour, 3));

    private static IEnumerable<string> Words(IEnumerable<DateTimeOffset> turns) => turns.Select(turn => $"{turn:HH:mm}");
}
