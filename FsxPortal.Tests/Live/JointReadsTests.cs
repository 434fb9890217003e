using FsxPortal.Core;
using FsxPortal.Core.Progress;
using FsxPortal.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Live;

public sealed class JointReadsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ProgressFeed _feed = new(NullLogger<ProgressFeed>.Instance);
    private readonly JointReads _reads;
    private TaskCompletionSource _open = new();
    private int _begun;

    public JointReadsTests()
    {
        _reads = new JointReads(_feed, new Clocks(_time, _time));
        _feed.Subscribe("sessions", _ => { });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_the_same_at_once_shares_one_read()
    {
        var (one, two, other) = (AskAsync("a"), AskAsync("a"), AskAsync("b"));
        _open.SetResult();

        Assert.Equal(await one, await two);
        Assert.NotEqual(await one, await other);
        Assert.Equal(2, _begun);
    }

    [Fact]
    public async Task Who_asks_after_a_change_never_gets_what_was_read_before_it()
    {
        var before = AskAsync("a");
        _feed.Publish(["sessions"]);
        var after = AskAsync("a");
        _open.SetResult();

        Assert.NotEqual(await before, await after);
        Assert.Equal(await after, await AskAsync("a"));
    }

    [Fact]
    public async Task A_read_that_failed_is_not_handed_on()
    {
        _open.SetException(new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync("a"));

        _open = new TaskCompletionSource();
        _open.SetResult();

        Assert.Equal(2, await AskAsync("a"));
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_others_their_answer()
    {
        using var gone = new CancellationTokenSource();
        var (leaving, staying) = (AskAsync("a", gone.Token), AskAsync("a"));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        _open.SetResult();

        Assert.Equal(1, await staying);
    }

    [Fact]
    public async Task A_change_that_nobody_heard_of_is_read_a_moment_later()
    {
        _open.SetResult();
        var first = await AskAsync("a");
        Assert.Equal(first, await AskAsync("a"));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEqual(first, await AskAsync("a"));
    }

    private Task<int> AskAsync(string key, CancellationToken? gone = null) => _reads.ReadAsync(["sessions", "policies"], key, async () =>
    {
        var number = Interlocked.Increment(ref _begun);
        await _open.Task;
        return number;
    }, gone ?? Cancel);
}
