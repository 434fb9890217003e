using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Control;

public sealed class ResetTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Fact]
    public async Task A_reset_leaves_what_the_seed_holds_and_no_more()
    {
        var before = await CountsAsync();
        await Emulator.AddFileSystemAsync();
        await Emulator.BackUpAsync(Emulator.App.Aws.World.Resources.Values.First().Arn);

        Assert.Equal(204, (await Emulator.ControlAsync("POST", "reset")).Status);

        Assert.Equal(before.FileSystems, (await CountsAsync()).FileSystems);
        Assert.Equal(0, (await CountsAsync()).Jobs);
        Assert.Empty((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"));
    }

    [Fact]
    public async Task A_reset_takes_neither_time_nor_numbers_back()
    {
        await Aws.GetAsync("/backup-vaults");
        await Emulator.AdvanceAsync(TimeSpan.FromDays(2));

        await Emulator.ControlAsync("POST", "reset");
        await Aws.GetAsync("/backup-vaults");

        Assert.Equal(RunningEmulator.Begin + TimeSpan.FromDays(2), await Emulator.NowAsync());
        Assert.Contains("\"number\":2,", (await Emulator.ControlAsync("GET", "journal?after=1")).Text, StringComparison.Ordinal);
        var newest = Emulator.App.Aws.World.Points.Values.Max(point => point.CreatedAt);
        Assert.InRange(await Emulator.NowAsync() - newest, TimeSpan.Zero, TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task The_state_shows_everything_that_exists()
    {
        var state = (await Emulator.ControlAsync("GET", "state")).Accepted();

        var key = state.List("credentials")[0];
        Assert.Equal((RunningEmulator.Account, 2), ((string?)key["account"], state.List("credentials").Count));
        Assert.Equal(
            200, (await (Aws with { AccessKey = (string)key["accessKeyId"]!, Secret = (string)key["secretAccessKey"]! })
                .GetAsync("/backup-vaults")).Status);
        Assert.Contains(RunningEmulator.Role, state["roles"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((28, 18), (state.List("fileSystems").Count, state.List("vaults").Count));
        Assert.Equal(state.List("recoveryPoints").Count, state.List("vaults").Sum(vault => (int)vault["recoveryPoints"]!));
    }

    private async Task<(int FileSystems, int Jobs)> CountsAsync()
    {
        var state = await Emulator.ControlAsync("GET", "state");
        return (state.List("fileSystems").Count, state.List("jobs").Count);
    }
}
