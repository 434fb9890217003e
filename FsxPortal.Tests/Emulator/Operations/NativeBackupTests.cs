using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>Backups that Amazon FSx makes, copies and deletes without AWS Backup.</summary>
public sealed class NativeBackupTests : EmulatorTest
{
    [Fact]
    public async Task A_backup_is_creating_and_then_available_and_in_no_vault()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var id = await CreateAsync(fileSystem);

        await Emulator.AdvanceAsync(Minutes(6));
        var creating = await BackupAsync(Aws, id);
        Assert.Equal(("CREATING", "USER_INITIATED"), ((string?)creating["Lifecycle"], (string?)creating["Type"]));
        Assert.InRange((int)creating["ProgressPercent"]!, 1, 99);
        Assert.Equal("400 BackupInProgress", (await Aws.FsxAsync("CreateBackup", Of(fileSystem))).Refusal);
        Assert.Equal("400 BackupInProgress", (await Aws.FsxAsync("DeleteBackup", new() { ["BackupId"] = id })).Refusal);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("AVAILABLE", (string?)(await BackupAsync(Aws, id))["Lifecycle"]);
        Assert.Empty((await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}/recovery-points")).List("RecoveryPoints"));
        Assert.Empty((await Aws.GetAsync("/resources")).List("Results"));
    }

    [Fact]
    public async Task Aws_backup_waits_for_it_and_adds_only_what_changed()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        await CreateAsync(fileSystem);
        var job = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await Emulator.AdvanceAsync(Minutes(1));
        Assert.Equal("CREATED", (string?)(await Emulator.JobAsync(job))["State"]);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));

        var point = (string)(await Emulator.JobAsync(job))["RecoveryPointArn"]!;
        Assert.False(Emulator.App.Aws.World.Points[point].Full);
    }

    [Fact]
    public async Task A_list_by_resource_shows_it_unless_only_those_of_aws_backup_are_wanted()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        await CreateAsync(fileSystem);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var path = $"/resources/{Uri.EscapeDataString(fileSystem)}/recovery-points/";

        Assert.Single((await Aws.GetAsync(path)).List("RecoveryPoints"));
        Assert.Empty((await Aws.GetAsync($"{path}?managedByAWSBackupOnly=true")).List("RecoveryPoints"));
    }

    [Fact]
    public async Task A_copy_abroad_holds_its_source()
    {
        var id = await CreateAsync(await Emulator.AddFileSystemAsync());
        var abroad = Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);
        var copy = new JsonObject { ["SourceBackupId"] = id, ["SourceRegion"] = RunningEmulator.Home };
        Assert.Equal("400 SourceBackupUnavailable", (await abroad.FsxAsync("CopyBackup", copy)).Refusal);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var made = (await abroad.FsxAsync("CopyBackup", copy)).Accepted()["Backup"]!;
        Assert.Equal(
            ("COPYING", id, RunningEmulator.Home),
            ((string?)made["Lifecycle"], (string?)made["SourceBackupId"], (string?)made["SourceBackupRegion"]));
        Assert.Equal("400 BackupBeingCopied", (await Aws.FsxAsync("DeleteBackup", new() { ["BackupId"] = id })).Refusal);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("AVAILABLE", (string?)(await BackupAsync(abroad, (string)made["BackupId"]!))["Lifecycle"]);
        Assert.Equal("DELETED", (string?)(await Aws.FsxAsync("DeleteBackup", new() { ["BackupId"] = id })).Accepted()["Lifecycle"]);
        Assert.Equal("400 BackupNotFound", (await Aws.FsxAsync("DescribeBackups", new() { ["BackupIds"] = new JsonArray(id) })).Refusal);
    }

    [Fact]
    public async Task A_sixth_copy_at_a_time_is_refused_with_the_limit()
    {
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await CreateAsync(await Emulator.AddFileSystemAsync($"share-{i}")));
        }

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var abroad = Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);
        var answers = new List<RawAnswer>();
        foreach (var id in ids)
        {
            answers.Add(await abroad.FsxAsync("CopyBackup", new() { ["SourceBackupId"] = id, ["SourceRegion"] = RunningEmulator.Home }));
        }

        Assert.Equal([200, 200, 200, 200, 200, 400], answers.Select(answer => answer.Status));
        Assert.Equal("TOTAL_IN_PROGRESS_COPY_BACKUPS", (string?)answers[5]["Limit"]);
    }

    [Fact]
    public async Task Tags_are_inherited_only_by_a_backup_that_is_given_none()
    {
        var fileSystem = await Emulator.AddFileSystemAsync(
            "share", new() { ["WindowsConfiguration"] = new JsonObject { ["CopyTagsToBackups"] = true } });
        var inherited = await CreateAsync(fileSystem);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var given = await CreateAsync(fileSystem, new JsonArray(new JsonObject { ["Key"] = "owner", ["Value"] = "me" }));

        Assert.Equal(["Name"], await TagsAsync(inherited));
        Assert.Equal(["owner"], await TagsAsync(given));
    }

    [Fact]
    public async Task A_backup_tells_of_its_file_system_as_it_was()
    {
        var fileSystem = await Emulator.AddFileSystemAsync("share", new() { ["StorageCapacity"] = 1000 });
        var id = await CreateAsync(fileSystem);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        (await Aws.FsxAsync("UpdateFileSystem", new() { ["FileSystemId"] = fileSystem.Split('/')[1], ["StorageCapacity"] = 2000 }))
            .Accepted();

        Assert.Equal(1000, (int)(await BackupAsync(Aws, id))["FileSystem"]!["StorageCapacity"]!);
        Assert.Equal(2000, (int)(await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems").Single()["StorageCapacity"]!);
    }

    private static JsonObject Of(string fileSystem) => new() { ["FileSystemId"] = fileSystem.Split('/')[1] };

    private async Task<string> CreateAsync(string fileSystem, JsonArray? tags = null)
    {
        var members = Of(fileSystem);
        members["Tags"] = tags;
        return (string)(await Aws.FsxAsync("CreateBackup", members)).Accepted()["Backup"]!["BackupId"]!;
    }

    private static async Task<JsonNode> BackupAsync(RawAws aws, string id) =>
        (await aws.FsxAsync("DescribeBackups", new() { ["BackupIds"] = new JsonArray(id) })).Accepted().List("Backups").Single();

    private async Task<IEnumerable<string>> TagsAsync(string id) =>
        (await BackupAsync(Aws, id))["Tags"]!.AsArray().Select(tag => (string)tag!["Key"]!);
}
