namespace FsxPortal.Live;

/// <summary>Turns any number of requests into few runs: one at a time, at most one waiting, a rest between two.</summary>
public sealed class Throttle : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _rest;
    private readonly Func<Task> _run;
    private readonly ITimer _timer;
    private long? _endedAt;
    private bool _asked;
    private bool _running;
    private bool _disposed;

    /// <summary>Makes a throttle.</summary>
    /// <param name="time">Measures the rest.</param>
    /// <param name="rest">How long it is quiet between the end of one run and the start of the next.</param>
    /// <param name="run">What is done. It has to deal with its own failures.</param>
    public Throttle(TimeProvider time, TimeSpan rest, Func<Task> run)
    {
        _time = time;
        _rest = rest;
        _run = run;
        _timer = time.CreateTimer(_ => Begin(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a run is under way.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>Asks for a run. Returns at once, whoever asks.</summary>
    public void Request()
    {
        lock (_gate)
        {
            if (_disposed || _asked)
            {
                return;
            }

            _asked = true;
            if (!_running)
            {
                Arm();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Arm()
    {
        var wait = _endedAt is { } endedAt ? _rest - _time.GetElapsedTime(endedAt) : TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
        else
        {
            Begin();
        }
    }

    // The one who asks may be the engine in the middle of its work: the run gets a thread of its own.
    private void Begin() => _ = Task.Run(RunAsync);

    private async Task RunAsync()
    {
        lock (_gate)
        {
            if (_disposed || _running)
            {
                return;
            }

            _asked = false;
            _running = true;
        }

        try
        {
            await _run();
        }
        finally
        {
            End();
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _running = false;
            _endedAt = _time.GetTimestamp();
            if (_asked && !_disposed)
            {
                Arm();
            }
        }
    }
}
