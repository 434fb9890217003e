using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Jobs;

public sealed class TokenTests : EmulatorTest
{
    [Fact]
    public async Task The_same_request_with_the_same_token_starts_nothing_new()
    {
        var body = With("token-1", await Emulator.AddFileSystemAsync());

        var (first, second) = (await Emulator.StartBackupAsync(body), await Emulator.StartBackupAsync(body));
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var third = await Emulator.StartBackupAsync(body);

        Assert.Equal([first, first], [second, third]);
        Assert.Single((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"));
    }

    [Fact]
    public async Task The_order_of_members_makes_no_other_request()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var (one, other) = (With("token-1", fileSystem), With("token-1", fileSystem));
        one["RecoveryPointTags"] = new JsonObject { ["a"] = "1", ["b"] = "2" };
        other["RecoveryPointTags"] = new JsonObject { ["b"] = "2", ["a"] = "1" };

        Assert.Equal(await Emulator.StartBackupAsync(one), await Emulator.StartBackupAsync(other));
    }

    [Fact]
    public async Task Another_request_with_the_same_token_is_refused()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        await Emulator.StartBackupAsync(With("token-1", fileSystem));

        var other = await Aws.BackupAsync("PUT", "/backup-jobs", With("token-1", fileSystem, "Default"));

        Assert.Equal("400 InvalidParameterValueException", other.Refusal);
        Assert.Single((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"));
    }

    [Fact]
    public async Task Without_a_token_each_request_starts_a_job()
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());

        Assert.NotEqual(await Emulator.StartBackupAsync(body), await Emulator.StartBackupAsync(body));
    }

    [Fact]
    public async Task A_refused_request_uses_no_token_up()
    {
        var body = With("token-1", await Emulator.AddFileSystemAsync());
        body["StartWindowMinutes"] = 1;
        Assert.Equal(400, (await Aws.BackupAsync("PUT", "/backup-jobs", body)).Status);

        body["StartWindowMinutes"] = 60;

        Assert.NotEmpty(await Emulator.StartBackupAsync(body));
    }

    [Fact]
    public async Task A_token_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-emulator-");
        var file = Path.Combine(folder.FullName, "state");
        string job;
        JsonObject body;
        await using (var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Empty, file))
        {
            body = With("token-1", await emulator.AddFileSystemAsync());
            job = await emulator.StartBackupAsync(body);
        }

        await using (var again = await RunningEmulator.StartAsync(EmulatorSeed.Empty, file))
        {
            Assert.Equal(job, await again.StartBackupAsync(body));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_system_is_created_once_for_a_token()
    {
        var members = new JsonObject { ["FileSystemType"] = "OPENZFS", ["ClientRequestToken"] = "token-1", ["StorageCapacity"] = 64 };

        var (first, second) = (await Aws.FsxAsync("CreateFileSystem", members), await Aws.FsxAsync("CreateFileSystem", members));
        members["StorageCapacity"] = 128;

        Assert.Equal(first.Text, second.Text);
        Assert.Equal("400 IncompatibleParameterError", (await Aws.FsxAsync("CreateFileSystem", members)).Refusal);
        Assert.Single((await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems"));
    }

    private static JsonObject With(string token, string resource, string vault = RunningEmulator.Vault)
    {
        var body = RunningEmulator.BackupOf(resource, vault);
        body["IdempotencyToken"] = token;
        return body;
    }
}
