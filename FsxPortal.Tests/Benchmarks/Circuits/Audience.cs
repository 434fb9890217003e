using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace FsxPortal.Benchmarks.Circuits;

/// <summary>A swarm as seen from the server: what its listeners hear, and when.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _swarm;
    private readonly int _count;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Heard> _heard = new();

    private Audience(Process swarm, int count) => (_swarm, _count) = (swarm, count);

    /// <summary>Starts a swarm and waits until it listens and has become quiet.</summary>
    public static async Task<Audience> GatherAsync(string[] wanted, int count)
    {
        var swarm = Process.Start(
            new ProcessStartInfo(
                "dotnet", [typeof(Audience).Assembly.Location, .. wanted]) { RedirectStandardOutput = true,
                RedirectStandardInput = true })!;
        var audience = new Audience(swarm, count);
        _ = audience.ListenAsync();
        await audience._ready.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await audience.SettleAsync();
        return audience;
    }

    /// <summary>Makes changes one after the other, each once all have heard of the one before.</summary>
    /// <param name="change">Makes a change, and says when it began to be told.</param>
    /// <param name="times">How many changes.</param>
    /// <returns>How long each listener waited for each change, in milliseconds, and
    /// the bytes that each change brought a listener.</returns>
    public async Task<(List<double> Waits, List<double> Bytes)> HearAsync(Func<int, Task<long>> change, int times)
    {
        var (waits, bytes) = (new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            _heard.Clear();
            var began = await change(i);
            await HeardByAllAsync();
            await SettleAsync();
            foreach (var listener in _heard.GroupBy(heard => heard.Who))
            {
                waits.Add(Stopwatch.GetElapsedTime(began, listener.Min(heard => heard.At)).TotalMilliseconds);
                bytes.Add(listener.Sum(heard => heard.Bytes));
            }
        }

        return (waits, bytes);
    }

    /// <summary>Makes changes in a rhythm, whatever has been heard of those before.</summary>
    /// <returns>All that was heard until it was quiet again.</returns>
    public async Task<IReadOnlyList<Heard>> OverhearAsync(Func<int, Task> change, int times, TimeSpan every)
    {
        _heard.Clear();
        using var rhythm = new PeriodicTimer(every, TimeProvider.System);
        for (var i = 0; i < times && await rhythm.WaitForNextTickAsync(); i++)
        {
            await change(i);
        }

        await SettleAsync();
        return [.. _heard];
    }

    /// <summary>The time between two readings of the stopwatch.</summary>
    public static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _swarm.StandardInput.Close();
        await _swarm.WaitForExitAsync();
        _swarm.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _swarm.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == Swarm.Ready)
            {
                _ready.SetResult();
                continue;
            }

            var parts = line.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            _heard.Enqueue(new Heard(parts[0], parts[1], parts[2]));
        }

        _ready.TrySetException(new InvalidOperationException("The listeners ended before they listened."));
    }

    private async Task HeardByAllAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (_heard.DistinctBy(heard => heard.Who).Count() < _count)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new InvalidOperationException(
                    $"Only {_heard.DistinctBy(heard => heard.Who).Count()} of {_count} listeners heard of a change.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task SettleAsync()
    {
        var before = -1;
        while (before != _heard.Count)
        {
            before = _heard.Count;
            await Task.Delay(Quiet, TimeProvider.System);
        }
    }

    /// <summary>A message: who heard it, when, and how long it was.</summary>
    internal sealed record Heard(long Who, long At, long Bytes);
}
