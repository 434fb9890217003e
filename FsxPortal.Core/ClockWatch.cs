using System.Globalization;

namespace FsxPortal.Core;

/// <summary>A clock that this machine's clock is compared with.</summary>
public enum OtherClock
{
    Aws,
    Database,
}

/// <summary>By how much this machine's clock differs from another one.</summary>
/// <param name="Other">The other one.</param>
/// <param name="Ahead">By how much this machine is ahead; negative if it is behind.</param>
public sealed record ClockDifference(OtherClock Other, TimeSpan Ahead)
{
    private static readonly TimeSpan Worth = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is worth a word: dates of AWS and of the portal no longer fit together.</summary>
    public bool IsLarge => Ahead.Duration() > Worth;

    /// <summary>Whether nothing is planned by this machine's clock.</summary>
    public bool IsDoubt => Ahead > MostAhead;

    /// <summary>It in words, with what to do.</summary>
    public string Text => $"The clock of this machine is {Amount} {(Ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of "
        + $"{(Other == OtherClock.Aws ? "AWS" : "the database")}. Set it right.";

    private string Amount => Ahead.Duration() switch
    {
        { TotalHours: >= 48 } far => string.Create(CultureInfo.InvariantCulture, $"{far.TotalDays:0.#} days"),
        { TotalHours: >= 2 } far => string.Create(CultureInfo.InvariantCulture, $"{far.TotalHours:0.#} hours"),
        var near => string.Create(CultureInfo.InvariantCulture, $"{near.TotalMinutes:0.#} minutes"),
    };
}

/// <summary>Knows by how much this machine's clock differs from those of AWS and of the database.</summary>
/// <remarks>
/// Each reading of another clock goes on by a time that nobody can set: a step of this machine's clock shows at once, without another
/// reading. One wrong answer among several makes no difference.
/// </remarks>
/// <param name="machine">This machine's clock, whatever clock the portal goes by.</param>
public sealed class ClockWatch(TimeProvider machine)
{
    private const int MostReadings = 5;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<OtherClock, Queue<(DateTimeOffset Time, long Stamp)>> _readings = [];

    /// <summary>What is known of the last ten minutes.</summary>
    public IReadOnlyList<ClockDifference> Differences => [.. Enum.GetValues<OtherClock>().Select(Of).OfType<ClockDifference>()];

    /// <summary>Why nothing is planned by this machine's clock: it is known to be minutes ahead. None if it is believed.</summary>
    public ClockDifference? Doubt => Differences.Where(difference => difference.IsDoubt).MaxBy(difference => difference.Ahead);

    /// <summary>Takes a reading of another clock.</summary>
    /// <returns>By how much this machine is ahead of it.</returns>
    public TimeSpan Note(OtherClock other, DateTimeOffset time)
    {
        lock (_lock)
        {
            if (!_readings.TryGetValue(other, out var readings))
            {
                _readings[other] = readings = [];
            }

            readings.Enqueue((time, machine.GetTimestamp()));
            if (readings.Count > MostReadings)
            {
                readings.Dequeue();
            }
        }

        return machine.GetUtcNow() - time;
    }

    /// <summary>By how much this machine differs from another clock; none if nobody has read it for ten minutes.</summary>
    public ClockDifference? Of(OtherClock other)
    {
        lock (_lock)
        {
            var now = machine.GetUtcNow();
            List<TimeSpan> ahead = [.. _readings.GetValueOrDefault(other, [])
                .Select(reading => (reading.Time, Age: machine.GetElapsedTime(reading.Stamp)))
                .Where(reading => reading.Age <= Fresh).Select(reading => now - (reading.Time + reading.Age)).Order()];
            return ahead.Count == 0 ? null : new ClockDifference(other, ahead[(ahead.Count - 1) / 2]);
        }
    }
}
