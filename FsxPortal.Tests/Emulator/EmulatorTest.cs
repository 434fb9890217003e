using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator;

/// <summary>A test with an emulator of its own.</summary>
public abstract class EmulatorTest(EmulatorSeed seed = EmulatorSeed.Empty) : IAsyncLifetime
{
    protected RunningEmulator Emulator { get; private set; } = null!;

    protected RawAws Aws => Emulator.Aws;

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    protected static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Emulator = await RunningEmulator.StartAsync(seed);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
