using FsxPortal.Live;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Live;

public sealed class ThrottleTests : IDisposable
{
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider _time = new();
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);
    private readonly Throttle _throttle;
    private int _runs;

    public ThrottleTests() => _throttle = new Throttle(_time, _rest, RunAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_request_runs_at_once()
    {
        _throttle.Request();

        await _started.WaitAsync(Cancel);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Any_number_of_requests_during_a_run_make_one_more()
    {
        _throttle.Request();
        await _started.WaitAsync(Cancel);
        for (var i = 0; i < 100; i++)
        {
            _throttle.Request();
        }

        await EndRunAsync();
        _time.Advance(_rest);
        await _started.WaitAsync(Cancel);
        await EndRunAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task Between_two_runs_it_rests()
    {
        await RunOnceAsync();

        _throttle.Request();
        _time.Advance(_rest - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _runs);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await _started.WaitAsync(Cancel);
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task After_a_long_rest_a_request_runs_at_once_again()
    {
        await RunOnceAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        _throttle.Request();

        await _started.WaitAsync(Cancel);
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task A_disposed_throttle_runs_no_more()
    {
        await RunOnceAsync();
        _throttle.Request();

        _throttle.Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));
        _throttle.Request();

        Assert.Equal(1, _runs);
    }

    public void Dispose()
    {
        _throttle.Dispose();
        _started.Dispose();
        _mayEnd.Dispose();
    }

    private async Task RunOnceAsync()
    {
        _throttle.Request();
        await _started.WaitAsync(Cancel);
        await EndRunAsync();
    }

    private async Task EndRunAsync()
    {
        _mayEnd.Release();
        while (_throttle.IsRunning)
        {
            await Task.Yield();
        }
    }

    private async Task RunAsync()
    {
        Interlocked.Increment(ref _runs);
        _started.Release();
        await _mayEnd.WaitAsync(Cancel);
    }
}
