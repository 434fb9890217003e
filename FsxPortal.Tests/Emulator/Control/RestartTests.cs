using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Control;

/// <summary>An emulator on the file of another that was never closed is the same AWS.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-emulator-").FullName;

    [Theory]
    [InlineData(EmulatorSeed.Empty)]
    [InlineData(EmulatorSeed.Demo)]
    public async Task It_has_the_same_jobs_and_points_and_the_same_future(EmulatorSeed seed)
    {
        await using var first = await RunningEmulator.StartAsync(seed, Path.Combine(_folder, "first"));
        var fileSystem = await first.AddFileSystemAsync();
        await first.Aws.BackupAsync("PUT", "/backup-jobs", RunningEmulator.BackupOf(fileSystem, "no-such-vault"));
        var point = await first.BackUpAsync(fileSystem);
        var refused = RunningEmulator.BackupOf(fileSystem);
        refused["IamRoleArn"] = "arn:aws:iam::111122223333:role/nobody";
        await first.Aws.BackupAsync("PUT", "/backup-jobs", refused);
        await first.BackUpAsync(fileSystem);
        (await first.Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Accepted();
        await first.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await first.AdvanceAsync(TimeSpan.FromMinutes(3));

        await using var second = await AbandonAsync(seed);

        Assert.Equal(await first.NowAsync(), await second.NowAsync());
        Assert.Equal(await StateAsync(first), await StateAsync(second));
        await first.AdvanceAsync(TimeSpan.FromHours(1));
        await second.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(await StateAsync(first), await StateAsync(second));
    }

    [Fact]
    public async Task It_has_the_same_keys_roles_locks_restores_and_decided_ends()
    {
        await using var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, Path.Combine(_folder, "first"));
        var fileSystem = await first.AddFileSystemAsync("share", new() { ["FileSystemType"] = "LUSTRE" });
        var point = await first.BackUpAsync(fileSystem);
        (await first.Aws.FsxAsync("CreateBackup", new() { ["FileSystemId"] = fileSystem.Split('/')[1] })).Accepted();
        var restore = new JsonObject
        {
            ["RecoveryPointArn"] = point,
            ["Metadata"] = new JsonObject { ["SubnetIds"] = "subnet-1" },
            ["IamRoleArn"] = RunningEmulator.Role
        };
        (await first.Aws.BackupAsync("PUT", "/restore-jobs", restore)).Accepted();
        (await first.Aws.KmsAsync("CreateKey", new() { ["MultiRegion"] = true })).Accepted();
        (await first.Aws.BackupAsync("PUT", "/backup-vaults/Default/vault-lock", new() { ["MinRetentionDays"] = 5 })).Accepted();
        await first.ControlAsync("POST", "faults", JsonNode.Parse("""
            { "service": "backup", "operation": "StartBackupJob", "action": "state", "parameters": { "state": "ABORTED" } }
            """)!.AsObject());
        var aborted = await first.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await first.ControlAsync("PUT", "quotas", new() { ["WINDOWS"] = 3 });
        await first.AdvanceAsync(TimeSpan.FromHours(2));
        await first.DenyRoleAsync("fsx:DeleteBackup");
        (await first.Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Accepted();
        await first.AdvanceAsync(TimeSpan.FromMinutes(10));

        await using var second = await AbandonAsync();

        Assert.Equal(await StateAsync(first), await StateAsync(second));
        Assert.Equal("ABORTED", (string?)(await second.JobAsync(aborted))["State"]);
        Assert.Contains("\"EXPIRED\"", await StateAsync(second), StringComparison.Ordinal);
        Assert.Equal("""{"WINDOWS":3}""", (await second.ControlAsync("GET", "quotas")).Text);
        Assert.Equal("[]", (await second.ControlAsync("GET", "faults")).Text);
    }

    [Fact]
    public async Task Time_does_not_go_back_to_before_an_advance_that_was_answered()
    {
        await using var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, Path.Combine(_folder, "first"));
        await first.AdvanceAsync(TimeSpan.FromHours(1));
        await first.AdvanceAsync(TimeSpan.FromHours(1));

        await using var second = await AbandonAsync();

        Assert.Equal(RunningEmulator.Begin + TimeSpan.FromHours(2), await second.NowAsync());
    }

    [Fact]
    public async Task Time_does_not_go_back_while_it_runs_fast()
    {
        await using var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, Path.Combine(_folder, "first"), frozen: false);
        await first.ControlAsync("PUT", "clock", new() { ["speed"] = 50_000 });
        var seen = await first.NowAsync();

        await using var second = await AbandonAsync();

        Assert.True(await second.NowAsync() >= seen);
    }

    [Fact]
    public async Task Assumed_credentials_stay_valid()
    {
        await using var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, Path.Combine(_folder, "first"));
        var answer = await first.Aws.StsAsync(
            "AssumeRole", ("RoleArn", "arn:aws:iam::111122223333:role/FsxPortal"), ("RoleSessionName", "portal"));

        await using var second = await AbandonAsync();

        var caller = second.Aws with
        {
            AccessKey = answer.XmlText("AccessKeyId")!,
            Secret = answer.XmlText("SecretAccessKey")!,
            Token = answer.XmlText("SessionToken")
        };
        Assert.Equal(200, (await caller.StsAsync("GetCallerIdentity")).Status);
    }

    [Fact]
    public async Task A_reset_is_kept_too()
    {
        await using var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, Path.Combine(_folder, "first"));
        await first.AddFileSystemAsync();
        await first.AdvanceAsync(TimeSpan.FromHours(5));
        await first.ControlAsync("POST", "reset");

        await using var second = await AbandonAsync();

        Assert.Equal(await StateAsync(first), await StateAsync(second));
        Assert.Equal(RunningEmulator.Begin + TimeSpan.FromHours(5), await second.NowAsync());
    }

    [Theory]
    [InlineData("{\"at\":\"2026-03-10T1")]
    [InlineData("{")]
    public async Task A_last_line_that_was_half_written_is_dropped(string half)
    {
        var file = Path.Combine(_folder, "first");
        await using (var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, file))
        {
            await first.AddFileSystemAsync("one");
        }

        await File.AppendAllTextAsync(file, half, TestContext.Current.CancellationToken);
        await using (var second = await RunningEmulator.StartAsync(EmulatorSeed.Empty, file))
        {
            Assert.Single((await second.Aws.FsxAsync("DescribeFileSystems")).List("FileSystems"));
            await second.AddFileSystemAsync("two");
        }

        await using var third = await RunningEmulator.StartAsync(EmulatorSeed.Empty, file);
        Assert.Equal(2, (await third.Aws.FsxAsync("DescribeFileSystems")).List("FileSystems").Count);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // As if the first had been killed at this instant: its files are as they are, and it gets no chance to write more.
    private async Task<RunningEmulator> AbandonAsync(EmulatorSeed seed = EmulatorSeed.Empty)
    {
        foreach (var end in new[] { "", ".clock" })
        {
            await using var from = new FileStream(
                Path.Combine(_folder, "first" + end), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var to = File.Create(Path.Combine(_folder, "second" + end));
            await from.CopyToAsync(to, TestContext.Current.CancellationToken);
        }

        return await RunningEmulator.StartAsync(seed, Path.Combine(_folder, "second"));
    }

    private static async Task<string> StateAsync(RunningEmulator emulator) => (await emulator.ControlAsync("GET", "state")).Accepted().Text;
}
