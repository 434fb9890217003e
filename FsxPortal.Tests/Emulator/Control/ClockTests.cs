using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Control;

public sealed class ClockTests : EmulatorTest
{
    [Fact]
    public async Task A_frozen_clock_stands_still_and_advances_when_told()
    {
        Assert.Equal(RunningEmulator.Begin, await Emulator.NowAsync());
        Assert.Equal(RunningEmulator.Begin, await Emulator.NowAsync());

        var answer = await Emulator.ControlAsync("PUT", "clock", new() { ["advance"] = "PT1H30M" });

        Assert.Equal((1, true), ((double)answer["speed"]!, (bool)answer["frozen"]!));
        Assert.Equal(RunningEmulator.Begin + TimeSpan.FromHours(1.5), await Emulator.NowAsync());
    }

    [Fact]
    public async Task A_running_clock_runs_at_its_speed()
    {
        var real = TimeProvider.System;
        var asked = real.GetTimestamp();
        await Emulator.ControlAsync("PUT", "clock", new() { ["freeze"] = false, ["speed"] = 1000 });
        var answered = real.GetTimestamp();

        DateTimeOffset now;
        TimeSpan waited;
        do
        {
            waited = real.GetElapsedTime(answered);
            now = await Emulator.NowAsync();
        }
        while (waited < Seconds(0.02));

        Assert.InRange(now - RunningEmulator.Begin, waited * 1000, real.GetElapsedTime(asked) * 1000);
    }

    [Fact]
    public async Task A_clock_that_is_frozen_keeps_its_time()
    {
        await Emulator.ControlAsync("PUT", "clock", new() { ["freeze"] = false, ["speed"] = 50_000 });
        var running = await Emulator.NowAsync();
        await Emulator.ControlAsync("PUT", "clock", new() { ["freeze"] = true });

        var (first, second) = (await Emulator.NowAsync(), await Emulator.NowAsync());

        Assert.True(first >= running);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("""{"advance": "-PT1S"}""")]
    [InlineData("""{"advance": "an hour"}""")]
    [InlineData("""{"advance": "P9999999Y"}""")]
    [InlineData("""{"advance": "P20Y"}""")]
    [InlineData("""{"speed": 0}""")]
    [InlineData("""{"speed": -60}""")]
    [InlineData("""{"speed": 100001}""")]
    public async Task Time_never_goes_back_and_never_jumps_out_of_reach(string change)
    {
        var answer = await Emulator.ControlAsync("PUT", "clock", JsonNode.Parse(change)!.AsObject());

        Assert.Equal(400, answer.Status);
        Assert.Equal(RunningEmulator.Begin, await Emulator.NowAsync());
    }

    [Fact]
    public async Task What_was_due_happens_at_its_own_instant_however_far_the_clock_jumps()
    {
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));

        await Emulator.AdvanceAsync(TimeSpan.FromDays(20));

        var ended = DateTimeOffset.FromUnixTimeMilliseconds((long)((decimal)(await Emulator.JobAsync(id))["CompletionDate"]! * 1000));
        Assert.InRange(ended - RunningEmulator.Begin, Minutes(12), Minutes(26));
    }
}
