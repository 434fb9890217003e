using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Jobs;

/// <summary>The hours in which Amazon FSx starts no backup. It is Tuesday, ten minutes before eleven.</summary>
public sealed class MaintenanceTests : EmulatorTest
{
    [Theory]
    [InlineData("2:14:00")]
    [InlineData("2:11:00")]
    public async Task Before_the_maintenance_a_job_waits_and_begins_afterwards(string maintenance)
    {
        var id = await StartAsync(Maintenance(maintenance), 480);

        await Emulator.AdvanceAsync(Minutes(5));
        var waiting = await Emulator.JobAsync(id);
        Assert.Equal("CREATED", (string?)waiting["State"]);
        Assert.Contains("weekly maintenance window", (string?)waiting["StatusMessage"], StringComparison.Ordinal);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(4.5));
        Assert.Equal("COMPLETED", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Fact]
    public async Task A_job_that_may_not_wait_so_long_expires()
    {
        var id = await StartAsync(Maintenance("2:14:00"), 60);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal("EXPIRED", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Theory]
    [InlineData("2:10:30", "FAILED")]
    [InlineData("2:10:50", "FAILED")]
    [InlineData("2:10:20", "COMPLETED")]
    [InlineData("2:15:00", "COMPLETED")]
    [InlineData("3:11:00", "COMPLETED")]
    public async Task A_job_that_comes_during_the_maintenance_fails(string maintenance, string state)
    {
        var id = await StartAsync(Maintenance(maintenance), 480);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(state, (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Theory]
    [InlineData(7, "11:00", "CREATED")]
    [InlineData(7, "10:45", "FAILED")]
    [InlineData(0, "11:00", "RUNNING")]
    public async Task The_backups_of_fsx_itself_have_a_window_too(int days, string time, string state)
    {
        var id = await StartAsync(new() { ["AutomaticBackupRetentionDays"] = days, ["DailyAutomaticBackupStartTime"] = time }, 480);

        await Emulator.AdvanceAsync(Minutes(2));

        Assert.Equal(state, (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Fact]
    public async Task A_volume_has_the_windows_of_its_file_system()
    {
        var host = (string)(
            await Aws.FsxAsync(
                "CreateFileSystem",
                new() { ["FileSystemType"] = "ONTAP", ["OntapConfiguration"] = Maintenance("2:10:45") }))["FileSystem"]!["FileSystemId"]!;
        var machine = (await Aws.FsxAsync("DescribeStorageVirtualMachines")).List("StorageVirtualMachines").Single();
        Assert.Equal(host, (string?)machine["FileSystemId"]);
        var volume = (await Aws.FsxAsync("CreateVolume", new()
        {
            ["VolumeType"] = "ONTAP",
            ["Name"] = "home",
            ["OntapConfiguration"] = new JsonObject
            {
                ["StorageVirtualMachineId"] = (string)machine["StorageVirtualMachineId"]!,
                ["SizeInMegabytes"] = 2048
            },
        })).Accepted()["Volume"]!;

        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf((string)volume["ResourceARN"]!));
        await Emulator.AdvanceAsync(Minutes(2));

        Assert.Equal("FAILED", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Fact]
    public async Task A_file_system_that_is_updated_is_backed_up_afterwards()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var update = new JsonObject { ["FileSystemId"] = fileSystem.Split('/')[1], ["StorageCapacity"] = 2400 };
        Assert.Equal("UPDATING", (string?)(await Aws.FsxAsync("UpdateFileSystem", update)).Accepted()["FileSystem"]!["Lifecycle"]);
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));

        await Emulator.AdvanceAsync(Minutes(5));
        Assert.Contains("UPDATING", (string?)(await Emulator.JobAsync(id))["StatusMessage"], StringComparison.Ordinal);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("COMPLETED", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    private static JsonObject Maintenance(string time) => new() { ["WeeklyMaintenanceStartTime"] = time };

    private async Task<string> StartAsync(JsonObject configuration, int window)
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync("share", new() { ["WindowsConfiguration"] = configuration }));
        body["StartWindowMinutes"] = window;
        return await Emulator.StartBackupAsync(body);
    }
}
