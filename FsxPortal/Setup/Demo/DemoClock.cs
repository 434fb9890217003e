using System.Text.Json;
using FsxPortal.Setup.Start;

namespace FsxPortal.Setup.Demo;

/// <summary>The demo's business time: the emulator's clock, read over the wire and continued between two readings.</summary>
/// <remarks>It never goes back, not even across a restart: the latest instant it has shown is kept in a file.</remarks>
public sealed class DemoClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HttpClient _emulator;
    private readonly string _file;
    private readonly ITimer _timer;
    private Reading _reading;
    private DateTimeOffset _shown;

    private DemoClock(HttpClient emulator, string file, Reading first, DateTimeOffset shown)
    {
        _emulator = emulator;
        _file = file;
        _reading = first;
        _shown = shown;
        _timer = System.CreateTimer(_ => _ = ReadAgainAsync(), null, ReadEvery, ReadEvery);
    }

    /// <summary>Reads the emulator's clock for the first time.</summary>
    /// <exception cref="StartException">The emulator does not answer.</exception>
    public static async Task<DemoClock> StartAsync(HttpClient emulator, string file, CancellationToken cancel)
    {
        try
        {
            var first = await ReadAsync(emulator, cancel);
            var shown = File.Exists(file) && long.TryParse(await File.ReadAllTextAsync(file, cancel), out var ticks)
                ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.MinValue;
            return new DemoClock(emulator, file, first, shown);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException or TaskCanceledException)
        {
            throw new StartException(
                $"The emulator at {emulator.BaseAddress} does not answer: {unreachable.Message} Start it with the command 'emulator', "
                    + $"or leave Aws:Endpoint empty.");
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var passed = System.GetElapsedTime(_reading.At);
            var now = _reading.Now + (passed * _reading.Speed);
            return _shown = now > _shown ? now : _shown;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _emulator.Dispose();
    }

    private async Task ReadAgainAsync()
    {
        try
        {
            var reading = await ReadAsync(_emulator, CancellationToken.None);
            lock (_lock)
            {
                _reading = reading;
            }

            var text = GetUtcNow().UtcTicks.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync(_file + ".new", text);
            File.Move(_file + ".new", _file, overwrite: true);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException or TaskCanceledException or IOException)
        {
            // The clock goes on at its last speed until the emulator answers again.
        }
    }

    private static async Task<Reading> ReadAsync(HttpClient emulator, CancellationToken cancel)
    {
        var clock = await emulator.GetFromJsonAsync<EmulatorClock>("_emulator/clock", cancel)
            ?? throw new JsonException("The clock is empty.");
        return new Reading(clock.Now, clock.Frozen ? 0 : clock.Speed, System.GetTimestamp());
    }

    private sealed record Reading(DateTimeOffset Now, double Speed, long At);

    private sealed record EmulatorClock(DateTimeOffset Now, double Speed, bool Frozen);
}
