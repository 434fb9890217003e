namespace FsxPortal.Core.Aws;

/// <summary>Groups of operations for which AWS publishes one rate each.</summary>
public enum CallGroup
{
    Start,
    Delete,
    Describe,
    List,
}

/// <summary>Keeps the calls of one lane under the rates AWS publishes for an account and Region.</summary>
/// <remarks>
/// AWS: 5, 10, 15 and 20 calls a second in the four groups, 50 in all. Source: "AWS Backup quotas". They count in a time that only goes
/// on: a clock that is set back keeps no call waiting.
/// </remarks>
public sealed class CallRates(TimeProvider clock, double factor)
{
    private readonly Bucket[] _groups = [new(4 * factor), new(8 * factor), new(12 * factor), new(16 * factor)];
    private readonly Bucket _all = new(40 * factor);
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>Waits until one more call of the group is allowed.</summary>
    public async Task TakeAsync(CallGroup group, CancellationToken cancel)
    {
        var now = clock.GetElapsedTime(_begin);
        var until = new[] { _groups[(int)group].Take(now), _all.Take(now) }.Max();
        if (until > now)
        {
            await Task.Delay(until - now, clock, cancel);
        }
    }

    /// <summary>A token bucket that holds one second's worth of calls.</summary>
    private sealed class Bucket(double perSecond)
    {
        private readonly TimeSpan _gap = TimeSpan.FromSeconds(1 / perSecond);
        private readonly Lock _lock = new();
        private TimeSpan _spent = -TimeSpan.FromSeconds(1);

        /// <summary>Takes a token; the result says from when on it may be used.</summary>
        public TimeSpan Take(TimeSpan now)
        {
            lock (_lock)
            {
                var full = now - TimeSpan.FromSeconds(1);
                _spent = (_spent < full ? full : _spent) + _gap;
                return _spent;
            }
        }
    }
}
