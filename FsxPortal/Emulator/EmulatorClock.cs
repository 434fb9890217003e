namespace FsxPortal.Emulator;

/// <summary>The emulated time: it starts where it is told, runs at its own speed, and never goes back.</summary>
public sealed class EmulatorClock(DateTimeOffset start, double speed, bool frozen)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _base = start;
    private long _since = TimeProvider.System.GetTimestamp();

    public double Speed { get; private set; } = speed;

    public bool Frozen { get; private set; } = frozen;

    /// <summary>The emulated instant.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return Read();
            }
        }
    }

    /// <summary>Changes how the time runs, or lets some of it pass at once.</summary>
    public void Set(double? speed, TimeSpan advance, bool? freeze)
    {
        lock (_lock)
        {
            _base = Read() + advance;
            _since = TimeProvider.System.GetTimestamp();
            Speed = speed ?? Speed;
            Frozen = freeze ?? Frozen;
        }
    }

    private DateTimeOffset Read() => Frozen ? _base : _base + (TimeProvider.System.GetElapsedTime(_since) * Speed);
}
