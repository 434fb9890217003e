namespace FsxPortal.Tests.Support.Time;

/// <summary>A clock that somebody has set wrong, or right again: the date steps, the time between two moments does not.</summary>
public sealed class ShiftedClock(TimeProvider clock) : TimeProvider
{
    /// <summary>How far the date is ahead.</summary>
    public TimeSpan By { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + By;

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
