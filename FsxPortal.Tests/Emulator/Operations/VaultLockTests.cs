using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Operations;

public sealed class VaultLockTests : EmulatorTest
{
    private const string LockPath = $"/backup-vaults/{RunningEmulator.Vault}/vault-lock";

    [Fact]
    public async Task A_locked_vault_says_so_and_gives_nothing_away()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));
        await LockAsync(7, 30);

        var vault = await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}");
        Assert.Equal((true, 7, 30), ((bool)vault["Locked"]!, (int)vault["MinRetentionDays"]!, (int)vault["MaxRetentionDays"]!));
        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("DELETE", path)).Refusal);
        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("POST", path, Days(10))).Refusal);

        (await Aws.BackupAsync("DELETE", LockPath)).Accepted();
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", path)).Status);
    }

    [Theory]
    [InlineData(6, "FAILED")]
    [InlineData(7, "COMPLETED")]
    [InlineData(30, "COMPLETED")]
    [InlineData(31, "FAILED")]
    [InlineData(null, "FAILED")]
    public async Task A_job_has_to_fit_the_lock(int? days, string state)
    {
        await LockAsync(7, 30);
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        body["Lifecycle"] = days is { } given ? Days(given)["Lifecycle"]!.DeepClone() : null;
        var id = await Emulator.StartBackupAsync(body);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(state, (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Fact]
    public async Task A_lock_can_be_changed_until_its_date_and_never_after()
    {
        await LockAsync(7, null, 3);
        await LockAsync(8, null, 3);

        await Emulator.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("PUT", LockPath, new() { ["MinRetentionDays"] = 1 })).Refusal);
        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("DELETE", LockPath)).Refusal);
        Assert.Equal(8, (int)(await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}"))["MinRetentionDays"]!);
    }

    [Theory]
    [InlineData("""{ "MinRetentionDays": 0 }""")]
    [InlineData("""{ "MinRetentionDays": 9, "MaxRetentionDays": 8 }""")]
    [InlineData("""{ "ChangeableForDays": 2 }""")]
    public async Task A_lock_that_makes_no_sense_is_refused(string body) =>
        Assert.Equal(
            "400 InvalidParameterValueException", (await Aws.BackupAsync("PUT", LockPath, JsonNode.Parse(body)!.AsObject())).Refusal);

    private static JsonObject Days(int days) => new() { ["Lifecycle"] = new JsonObject { ["DeleteAfterDays"] = days } };

    private async Task LockAsync(int least, int? most, int? grace = null) => (await Aws.BackupAsync("PUT", LockPath, new()
    {
        ["MinRetentionDays"] = least,
        ["MaxRetentionDays"] = most,
        ["ChangeableForDays"] = grace,
    })).Accepted();
}
