namespace FsxPortal.Core.Domain.Sessions.Turns;

/// <summary>Foretells when copies get one of the few slots that AWS gives to a destination.</summary>
public static class CopyTurns
{
    // A copy that takes longer than most is not over in this very moment.
    private const double LeastLeft = 0.1;

    // A guess to the minute would be wrong, and a new one every few seconds.
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(15);

    /// <summary>When each of the waiting copies is likely to start, the first in line first.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="started">When the copies started that hold the slots.</param>
    /// <param name="typical">How long a copy to the destination takes.</param>
    /// <param name="waiting">How many wait.</param>
    /// <returns>One instant for each, at a full quarter of an hour.</returns>
    public static IReadOnlyList<DateTimeOffset> Of(DateTimeOffset now, IReadOnlyList<DateTimeOffset> started, TimeSpan typical, int waiting)
    {
        var free = new PriorityQueue<DateTimeOffset, DateTimeOffset>(started.Select(start =>
        {
            var end = Later(start + typical, now + (typical * LeastLeft));
            return (end, end);
        }));
        var turns = new List<DateTimeOffset>(waiting);
        while (turns.Count < waiting && free.TryDequeue(out var turn, out _))
        {
            turns.Add(Round(turn));
            free.Enqueue(turn + typical, turn + typical);
        }

        return turns;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Round(DateTimeOffset instant) =>
        new((instant.UtcTicks + Grain.Ticks - 1) / Grain.Ticks * Grain.Ticks, TimeSpan.Zero);
}
