using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Operations;

public sealed class FsxTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Fact]
    public async Task File_systems_and_volumes_are_described_by_their_ids()
    {
        var id = (string)(await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems")[3]["FileSystemId"]!;
        var volume = (string)(await Aws.FsxAsync("DescribeVolumes")).List("Volumes")[1]["VolumeId"]!;

        Assert.Equal(
            [id], (await Aws.FsxAsync("DescribeFileSystems", Ids("FileSystemIds", id))).List("FileSystems")
                .Select(one => (string)one["FileSystemId"]!));
        Assert.Equal(
            [volume], (await Aws.FsxAsync("DescribeVolumes", Ids("VolumeIds", volume))).List("Volumes")
                .Select(one => (string)one["VolumeId"]!));
    }

    [Theory]
    [InlineData("DescribeFileSystems", "FileSystemIds", "fs-00000000", "400 FileSystemNotFound")]
    [InlineData("DescribeVolumes", "VolumeIds", "fsvol-00000000", "400 VolumeNotFound")]
    [InlineData("DescribeBackups", "BackupIds", "backup-00000000", "400 BackupNotFound")]
    public async Task What_does_not_exist_has_an_error_of_its_own(string operation, string member, string id, string refusal) =>
        Assert.Equal(refusal, (await Aws.FsxAsync(operation, Ids(member, id))).Refusal);

    [Fact]
    public async Task More_than_fifty_ids_are_refused() =>
        Assert.Equal(
            "400 BadRequest",
            (await Aws.FsxAsync("DescribeBackups", Ids("BackupIds", [.. Enumerable.Repeat("backup-00000000", 51)]))).Refusal);

    [Theory]
    [InlineData("backup-type", "AWS_BACKUP", true)]
    [InlineData("backup-type", "AUTOMATIC", true)]
    [InlineData("file-system-type", "WINDOWS", true)]
    [InlineData("file-system-type", "ONTAP", true)]
    [InlineData("file-system-id", "fs-00000000", false)]
    [InlineData("volume-id", "fsvol-00000000", false)]
    public async Task Backups_are_found_by_filters(string name, string value, bool found)
    {
        var backups = (await Aws.FsxAsync("DescribeBackups", Filter(name, value))).Accepted().List("Backups");

        Assert.Equal(found, backups.Count > 0);
        Assert.All(backups, backup => Assert.Contains(value, backup.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_backups_of_one_file_system_are_found()
    {
        var resource = Emulator.App.Aws.World.Resources.Values.First(resource => resource.Backups > 0);

        var backups = (await Aws.FsxAsync("DescribeBackups", Filter("file-system-id", resource.Id))).List("Backups");

        Assert.Equal(Math.Min(resource.Backups, 100), backups.Count);
        Assert.All(backups, backup => Assert.Equal(resource.Id, (string?)backup["FileSystem"]!["FileSystemId"]));
    }

    [Fact]
    public async Task An_unknown_filter_is_refused() =>
        Assert.Equal("400 BadRequest", (await Aws.FsxAsync("DescribeBackups", Filter("colour", "red"))).Refusal);

    [Fact]
    public async Task A_backup_tells_of_its_file_system_when_that_is_gone()
    {
        var fileSystem = await Emulator.AddFileSystemAsync("short-lived");
        var point = await Emulator.BackUpAsync(fileSystem);
        (await Aws.FsxAsync("DeleteFileSystem", new() { ["FileSystemId"] = fileSystem.Split('/')[1] })).Accepted();

        var backup = (await Aws.FsxAsync("DescribeBackups", Ids("BackupIds", point.Split('/')[1]))).List("Backups").Single();

        Assert.Equal(fileSystem, (string?)backup["FileSystem"]!["ResourceARN"]);
        Assert.Equal(
            ("AVAILABLE", "AWS_BACKUP", 100), ((string?)backup["Lifecycle"], (string?)backup["Type"], (int)backup["ProgressPercent"]!));
        Assert.Equal(
            "400 FileSystemNotFound", (await Aws.FsxAsync("DescribeFileSystems", Ids("FileSystemIds", fileSystem.Split('/')[1]))).Refusal);
    }

    [Fact]
    public async Task A_type_that_does_not_exist_cannot_be_created() =>
        Assert.Equal("400 BadRequest", (await Aws.FsxAsync("CreateFileSystem", new() { ["FileSystemType"] = "FLOPPY" })).Refusal);

    private static JsonObject Ids(string member, params string[] ids) =>
        new() { [member] = new JsonArray([.. ids.Select(id => (JsonNode?)id)]) };

    private static JsonObject Filter(string name, string value) =>
        new() { ["Filters"] = new JsonArray(new JsonObject { ["Name"] = name, ["Values"] = new JsonArray(value) }) };
}
