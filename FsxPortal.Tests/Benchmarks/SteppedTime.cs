namespace FsxPortal.Benchmarks;

/// <summary>A clock that moves only when it is told to.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void AdvanceTo(DateTimeOffset instant) => _now = instant;
}
