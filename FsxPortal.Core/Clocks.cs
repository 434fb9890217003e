namespace FsxPortal.Core;

/// <summary>The two clocks of the portal.</summary>
/// <param name="Business">Slots, retention, ages, the timeline. In the demo it follows the emulator's accelerated clock.</param>
/// <param name="Technical">Leases, polling, token buckets, request signatures: always real time.</param>
public sealed record Clocks(TimeProvider Business, TimeProvider Technical)
{
    /// <summary>The business time.</summary>
    public DateTimeOffset Now => Business.GetUtcNow();

    /// <summary>The real time.</summary>
    public DateTimeOffset RealNow => Technical.GetUtcNow();

    /// <summary>A moment of a time that only goes on, whatever is done to the clock; for <see cref="Since"/>.</summary>
    public long Stamp() => Technical.GetTimestamp();

    /// <summary>How long ago a moment was.</summary>
    public TimeSpan Since(long stamp) => Technical.GetElapsedTime(stamp);

    /// <summary>A new id. Ids sort by real time, which keeps indexes dense.</summary>
    public Guid NewId() => Guid.CreateVersion7(RealNow);
}
