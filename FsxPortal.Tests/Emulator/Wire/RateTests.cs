using FsxPortal.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Emulator.Wire;

/// <summary>The rates AWS publishes, in a real time that stands still.</summary>
public sealed class RateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task More_than_a_seconds_worth_is_throttled_and_the_next_second_brings_as_much_again()
    {
        await using var emulator = await StartAsync();

        Assert.Equal(5, await AcceptedAsync(emulator.Aws, "/backup-vaults/Default", 8));
        _time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.Equal(2, await AcceptedAsync(emulator.Aws, "/backup-vaults/Default", 8));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(5, await AcceptedAsync(emulator.Aws, "/backup-vaults/Default", 8));
    }

    [Fact]
    public async Task All_operations_together_have_a_limit_too()
    {
        await using var emulator = await StartAsync();

        Assert.Equal(20, await AcceptedAsync(emulator.Aws, "/backup-vaults", 25));
        Assert.Equal(20, await AcceptedAsync(emulator.Aws, "/backup-jobs", 25));
        Assert.Equal(10, await AcceptedAsync(emulator.Aws, "/copy-jobs", 25));
    }

    [Fact]
    public async Task Each_account_and_region_has_its_own()
    {
        await using var emulator = await StartAsync();
        await AcceptedAsync(emulator.Aws, "/backup-vaults/Default", 8);

        Assert.Equal(5, await AcceptedAsync(emulator.As(RunningEmulator.Account, RunningEmulator.Abroad), "/backup-vaults/Default", 8));
        Assert.Equal(5, await AcceptedAsync(emulator.As(RunningEmulator.OtherAccount, RunningEmulator.Home), "/backup-vaults/Default", 8));
    }

    private Task<RunningEmulator> StartAsync() => RunningEmulator.StartAsync(rates: RateLimits.Aws, realTime: _time);

    private static async Task<int> AcceptedAsync(RawAws aws, string path, int count)
    {
        var accepted = 0;
        for (var i = 0; i < count; i++)
        {
            var answer = await aws.BackupAsync("GET", path);
            Assert.True(answer.Status == 200 || answer.Refusal == "400 ThrottlingException", answer.Text);
            accepted += answer.Status == 200 ? 1 : 0;
        }

        return accepted;
    }
}
