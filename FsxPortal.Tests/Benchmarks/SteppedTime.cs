namespace FsxPortal.Benchmarks;

/// <summary>A clock that moves only when it is told to.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void AdvanceTo(DateTimeOffset instant) => _now = instant;
}
