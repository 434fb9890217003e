using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Jobs;

/// <summary>The backups that Amazon FSx makes by itself. It is Tuesday, ten minutes before eleven.</summary>
public sealed class AutomaticBackupTests : EmulatorTest
{
    [Fact]
    public async Task One_is_made_each_day_and_the_oldest_goes_after_its_days()
    {
        await AddAsync(3, "11:00");

        var counts = new List<int>();
        for (var day = 0; day < 5; day++)
        {
            await Emulator.AdvanceAsync(TimeSpan.FromDays(1));
            counts.Add((await ListAsync()).Count);
        }

        Assert.Equal([1, 2, 3, 3, 3], counts);
        var all = await ListAsync();
        Assert.All(all, backup => Assert.Equal(("AUTOMATIC", "AVAILABLE"), ((string?)backup["Type"], (string?)backup["Lifecycle"])));
        Assert.Equal(
            RunningEmulator.Begin.Date.AddDays(4)
                .AddHours(11), DateTimeOffset.FromUnixTimeSeconds((long)all[^1]["CreationTime"]!).UtcDateTime);
        Assert.Empty((await Aws.GetAsync("/resources")).List("Results"));
    }

    [Fact]
    public async Task While_one_is_made_nobody_else_backs_the_file_system_up()
    {
        var fileSystem = await AddAsync(3, "11:00");
        await Emulator.AdvanceAsync(Minutes(11));
        Assert.Equal("CREATING", (string?)(await ListAsync()).Single()["Lifecycle"]);

        Assert.Equal("400 BackupInProgress", (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Refusal);
        var job = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await Emulator.AdvanceAsync(Minutes(30));

        Assert.Equal("FAILED", (string?)(await Emulator.JobAsync(job))["State"]);
        Assert.Equal("AVAILABLE", (string?)(await ListAsync()).Single()["Lifecycle"]);
        Assert.Equal(200, (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Status);
    }

    [Fact]
    public async Task It_waits_for_a_backup_that_runs_when_the_window_opens()
    {
        var fileSystem = await AddAsync(3, "10:55");
        (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Accepted();

        await Emulator.AdvanceAsync(Minutes(6));
        Assert.Empty(await ListAsync());
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.False(Emulator.App.Aws.World.Points[(string)(await ListAsync()).Single()["ResourceARN"]!].Full);
    }

    [Fact]
    public async Task One_that_waits_is_not_made_when_they_are_turned_off_meanwhile()
    {
        var fileSystem = await AddAsync(3, "10:55");
        (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Accepted();
        await Emulator.AdvanceAsync(Minutes(6));
        var change = Of(fileSystem);
        change["WindowsConfiguration"] = new JsonObject { ["AutomaticBackupRetentionDays"] = 0 };
        (await Aws.FsxAsync("UpdateFileSystem", change)).Accepted();

        await Emulator.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData(0, "11:00", 1)]
    [InlineData(3, "11:30", 3)]
    public async Task Another_configuration_holds_from_the_next_window_on(int days, string time, int left)
    {
        var fileSystem = await AddAsync(3, "11:00");
        await Emulator.AdvanceAsync(TimeSpan.FromDays(2));
        var change = Of(fileSystem);
        change["WindowsConfiguration"] = Configuration(days, time);
        (await Aws.FsxAsync("UpdateFileSystem", change)).Accepted();

        await Emulator.AdvanceAsync(TimeSpan.FromDays(1) + TimeSpan.FromHours(2));

        Assert.Equal(left, (await ListAsync()).Count);
    }

    [Fact]
    public async Task They_go_with_the_file_system_and_those_of_users_stay()
    {
        var fileSystem = await AddAsync(3, "11:00");
        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));
        (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Accepted();
        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));

        (await Aws.FsxAsync("DeleteFileSystem", Of(fileSystem))).Accepted();
        await Emulator.AdvanceAsync(TimeSpan.FromDays(5));

        Assert.Equal("USER_INITIATED", (string?)(await Aws.FsxAsync("DescribeBackups")).List("Backups").Single()["Type"]);
    }

    [Fact]
    public async Task They_count_for_no_quota()
    {
        await Emulator.ControlAsync("PUT", "quotas", new() { ["WINDOWS"] = 1 });
        var fileSystem = await AddAsync(3, "11:00");
        await Emulator.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(2, (await ListAsync()).Count);
        Assert.Equal(200, (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Status);
    }

    [Fact]
    public async Task Of_an_ONTAP_file_system_each_volume_gets_one()
    {
        (await Aws.FsxAsync("CreateFileSystem", new() { ["FileSystemType"] = "ONTAP", ["OntapConfiguration"] = Configuration(3, "11:00") }))
            .Accepted();
        var machine = (await Aws.FsxAsync("DescribeStorageVirtualMachines")).List("StorageVirtualMachines").Single();
        foreach (var name in new[] { "one", "two" })
        {
            var configuration = new JsonObject
            {
                ["StorageVirtualMachineId"] = (string)machine["StorageVirtualMachineId"]!,
                ["SizeInMegabytes"] = 2048
            };
            (await Aws.FsxAsync(
                "CreateVolume", new() { ["VolumeType"] = "ONTAP", ["Name"] = name, ["OntapConfiguration"] = configuration })).Accepted();
        }

        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(["one", "two"], (await ListAsync()).Select(backup => (string)backup["Volume"]!["Name"]!).Order());
    }

    [Fact]
    public async Task The_demo_has_a_week_of_them_and_still_no_more_after_two_years()
    {
        await using var demo = await RunningEmulator.StartAsync(EmulatorSeed.Demo);
        Assert.Equal(14, (await ListAsync(demo.Aws)).Count);

        await demo.AdvanceAsync(TimeSpan.FromDays(730));

        var left = await ListAsync(demo.Aws);
        Assert.Equal(14, left.Count);
        var now = await demo.NowAsync();
        Assert.All(
            left, backup =>
                Assert.InRange(
                    now - DateTimeOffset.FromUnixTimeSeconds((long)backup["CreationTime"]!), TimeSpan.Zero, TimeSpan.FromDays(7)));
    }

    private static JsonObject Configuration(int days, string time) =>
        new() { ["AutomaticBackupRetentionDays"] = days, ["DailyAutomaticBackupStartTime"] = time };

    private static JsonObject Of(string fileSystem) => new() { ["FileSystemId"] = fileSystem.Split('/')[1] };

    private Task<string> AddAsync(int days, string time) =>
        Emulator.AddFileSystemAsync("share", new() { ["WindowsConfiguration"] = Configuration(days, time) });

    private Task<List<JsonNode>> ListAsync() => ListAsync(Aws);

    private static async Task<List<JsonNode>> ListAsync(RawAws aws)
    {
        var automatic = new JsonObject
        {
            ["Filters"] = new JsonArray(
            new JsonObject { ["Name"] = "backup-type", ["Values"] = new JsonArray("AUTOMATIC") })
        };
        return [.. (await aws.FsxAsync("DescribeBackups", automatic)).Accepted().List("Backups")];
    }
}
