using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>Restore jobs of AWS Backup, and what Amazon FSx restores itself.</summary>
public sealed class RestoreTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Fact]
    public async Task A_job_makes_a_file_system_like_the_one_that_was_backed_up()
    {
        var point = await PointOfAsync("hr-home");
        var metadata = await MetadataAsync(point);
        metadata["SubnetIds"] = """["subnet-1"]""";
        metadata["StorageCapacity"] = "4096";
        var id = await StartAsync(point, metadata);
        Assert.Equal("PENDING", (string?)(await JobAsync(id))["Status"]);

        await Emulator.AdvanceAsync(Minutes(2));
        var running = await JobAsync(id);
        Assert.Equal(("RUNNING", "CREATING"), ((string?)running["Status"], await LifecycleAsync(running)));
        Assert.Equal("400 InvalidResourceStateException", (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Refusal);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var done = await JobAsync(id);
        Assert.Equal(
            ("COMPLETED", "100.00%", "AVAILABLE"), ((string?)done["Status"], (string?)done["PercentDone"], await LifecycleAsync(done)));
        var made = (
            await Aws.FsxAsync(
                "DescribeFileSystems", new() { ["FileSystemIds"] = new JsonArray(((string)done["CreatedResourceArn"]!).Split('/')[1]) }))
                    .List("FileSystems").Single();
        Assert.Equal(
            ("WINDOWS", 4096, "subnet-1", 0),
            ((string?)made["FileSystemType"], (int)made["StorageCapacity"]!, (string?)made["SubnetIds"]![0],
                made["Tags"]!.AsArray().Count));
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Status);
    }

    [Fact]
    public async Task A_restored_file_system_is_backed_up_like_any_other()
    {
        var point = await PointOfAsync("web-content");
        var id = await StartAsync(point, await MetadataAsync(point), ("CopySourceTagsToRestoredResource", true));
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var restored = (string)(await JobAsync(id))["CreatedResourceArn"]!;

        Assert.StartsWith("arn:aws:fsx:", await Emulator.BackUpAsync(restored), StringComparison.Ordinal);
        Assert.Contains(
            (await Aws.FsxAsync("ListTagsForResource", new() { ["ResourceARN"] = restored })).List("Tags"), tag =>
                (string?)tag["Value"] == "web-content");
    }

    [Theory]
    [InlineData("hr-home", "SubnetIds", null, "SubnetIds is required")]
    [InlineData("erp-data", "SubnetIds", """["one"]""", "needs two subnets")]
    [InlineData("hr-home", "WindowsConfiguration", null, "needs ThroughputCapacity")]
    [InlineData(
        "hr-home", "WindowsConfiguration", """{ "ThroughputCapacity": 32, "DeploymentType": "SINGLE_AZ_1" }""",
        "can't change from SINGLE_AZ_2")]
    [InlineData("hr-home", "StorageCapacity", "100", "can't be smaller")]
    [InlineData("branch-berlin", "WindowsConfiguration", """{ "ThroughputCapacity": 32 }""", "password of the service account")]
    [InlineData("vm_datastore", "Name", null, "Name is required")]
    [InlineData("vm_datastore", "OntapConfiguration", """{ "storageVirtualMachineId": "svm-0" }""", "svm-0 does not exist")]
    public async Task What_can_not_be_restored_fails_the_job(string name, string member, string? value, string sentence)
    {
        var point = await PointOfAsync(name);
        var metadata = await MetadataAsync(point);
        metadata.Remove(member);
        if (value is not null)
        {
            metadata[member] = value;
        }

        var id = await StartAsync(point, metadata);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var job = await JobAsync(id);
        Assert.Equal(("FAILED", null), ((string?)job["Status"], (string?)job["CreatedResourceArn"]));
        Assert.Contains(sentence, (string?)job["StatusMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_comes_back_beside_the_others()
    {
        var point = await PointOfAsync("vm_datastore");
        var metadata = await MetadataAsync(point);
        metadata["Name"] = "vm_restored";

        var id = await StartAsync(point, metadata);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var made = (await Aws.FsxAsync("DescribeVolumes")).List("Volumes").Single(volume => (string?)volume["Name"] == "vm_restored");
        Assert.Equal((string?)(await JobAsync(id))["CreatedResourceArn"], (string?)made["ResourceARN"]);
        Assert.Equal("AVAILABLE", (string?)made["Lifecycle"]);
    }

    [Fact]
    public async Task A_restore_is_started_once_for_a_token_and_listed()
    {
        var point = await PointOfAsync("hr-home");
        var metadata = await MetadataAsync(point);

        var (first, second) = (
            await StartAsync(point, metadata, ("IdempotencyToken", "one")), await StartAsync(point, metadata, ("IdempotencyToken", "one")));

        Assert.Equal(first, second);
        Assert.Equal(
            [first], (await Aws.GetAsync("/restore-jobs/?status=PENDING")).List("RestoreJobs").Select(job => (string)job["RestoreJobId"]!));
        Assert.Empty((await Aws.GetAsync("/restore-jobs?status=COMPLETED")).List("RestoreJobs"));
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", "/restore-jobs/none")).Refusal);
    }

    [Theory]
    [InlineData("""{ "RecoveryPointArn": null }""", "400 ResourceNotFoundException")]
    [InlineData("""{ "Metadata": {} }""", "400 MissingParameterValueException")]
    [InlineData("""{ "Metadata": { "Colour": "red" } }""", "400 InvalidParameterValueException")]
    [InlineData("""{ "Metadata": { "WindowsConfiguration": "{" } }""", "400 InvalidParameterValueException")]
    [InlineData("""{ "ResourceType": "EFS" }""", "400 InvalidParameterValueException")]
    [InlineData("""{ "IamRoleArn": "arn:aws:iam::111122223333:role/nobody" }""", "400 InvalidParameterValueException")]
    public async Task A_request_that_makes_no_sense_is_refused_at_once(string changes, string refusal)
    {
        var point = await PointOfAsync("hr-home");
        var body = Body(point, await MetadataAsync(point));
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            body[name] = value?.DeepClone() ?? "arn:aws:fsx:eu-central-1:111122223333:backup/backup-00000000";
        }

        Assert.Equal(refusal, (await Aws.BackupAsync("PUT", "/restore-jobs", body)).Refusal);
    }

    [Fact]
    public async Task Fsx_restores_a_backup_itself()
    {
        var point = await PointOfAsync("web-content");
        var members = new JsonObject
        {
            ["BackupId"] = point.Split('/')[1],
            ["SubnetIds"] = new JsonArray("subnet-1"),
            ["OpenZFSConfiguration"] = new JsonObject { ["DeploymentType"] = "SINGLE_AZ_HA_2", ["ThroughputCapacity"] = 160 },
        };

        var made = (await Aws.FsxAsync("CreateFileSystemFromBackup", members)).Accepted()["FileSystem"]!;
        members.Remove("SubnetIds");

        Assert.Equal(("CREATING", 160), ((string?)made["Lifecycle"], (int)made["OpenZFSConfiguration"]!["ThroughputCapacity"]!));
        Assert.Equal("400 BadRequest", (await Aws.FsxAsync("CreateFileSystemFromBackup", members)).Refusal);
        Assert.Equal(
            "400 BadRequest",
            (await Aws.FsxAsync("CreateVolumeFromBackup", new() { ["BackupId"] = point.Split('/')[1], ["Name"] = "v" })).Refusal);
    }

    private static JsonObject Body(string point, JsonObject metadata) => new()
    {
        ["RecoveryPointArn"] = point,
        ["IamRoleArn"] = RunningEmulator.Role,
        ["ResourceType"] = "FSx",
        ["Metadata"] = metadata.DeepClone(),
    };

    private async Task<string> PointOfAsync(string name) =>
        await Emulator.BackUpAsync(Emulator.App.Aws.World.Resources.Values.Single(resource => resource.Tags["Name"] == name).Arn);

    // What AWS Backup offers, with what every type needs besides.
    private async Task<JsonObject> MetadataAsync(string point)
    {
        var metadata = (await Aws.GetAsync(RunningEmulator.PathOf(point) + "/restore-metadata"))["RestoreMetadata"]!.DeepClone().AsObject();
        if (metadata["OpenZFSConfiguration"] is not null)
        {
            metadata["OpenZFSConfiguration"] = """{ "DeploymentType": "SINGLE_AZ_HA_2", "ThroughputCapacity": "160" }""";
        }

        return metadata;
    }

    private async Task<string> StartAsync(string point, JsonObject metadata, params (string Name, JsonNode Value)[] more)
    {
        var body = Body(point, metadata);
        foreach (var (name, value) in more)
        {
            body[name] = value.DeepClone();
        }

        return (string)(await Aws.BackupAsync("PUT", "/restore-jobs", body)).Accepted()["RestoreJobId"]!;
    }

    private Task<RawAnswer> JobAsync(string id) => Aws.GetAsync($"/restore-jobs/{id}");

    private async Task<string?> LifecycleAsync(RawAnswer job) =>
        (string?)(
            await Aws.FsxAsync(
                "DescribeFileSystems", new() { ["FileSystemIds"] = new JsonArray(((string)job["CreatedResourceArn"]!).Split('/')[1]) }))
                    .List("FileSystems").Single()["Lifecycle"];
}
