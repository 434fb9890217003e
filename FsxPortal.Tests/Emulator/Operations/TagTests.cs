using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Operations;

public sealed class TagTests : EmulatorTest
{
    [Fact]
    public async Task A_point_has_the_tags_of_its_resource_and_of_its_job_and_those_of_the_job_win()
    {
        var fileSystem = await Emulator.AddFileSystemAsync("share", Tags(("Name", "share"), ("env", "test")));

        var point = await Emulator.BackUpAsync(
            fileSystem, new() { ["RecoveryPointTags"] = new JsonObject { ["env"] = "prod", ["owner"] = "storage" } });

        Assert.Equal(["Name=share", "env=prod", "owner=storage"], await TagsOfAsync(point));
        Assert.Equal(["Name=share", "env=test"], await TagsOfAsync(fileSystem));
    }

    [Fact]
    public async Task Fifty_tags_are_accepted_and_fifty_one_fail_the_job()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var (fitting, tooMany) = (await StartAsync(fileSystem, 49), await StartAsync(fileSystem, 50));

        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal("COMPLETED", (string?)(await Emulator.JobAsync(fitting))["State"]);
        var failed = await Emulator.JobAsync(tooMany);
        Assert.Equal("FAILED", (string?)failed["State"]);
        Assert.Contains("50", (string?)failed["StatusMessage"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"json\"}", false)]
    [InlineData("a,b", false)]
    [InlineData("a*b", false)]
    [InlineData("aGVsbG8+/w==_-.:@ Größe", true)]
    public async Task A_job_whose_tags_fsx_does_not_accept_fails(string value, bool accepted)
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        body["RecoveryPointTags"] = new JsonObject { ["key"] = value };
        var id = await Emulator.StartBackupAsync(body);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(accepted ? "COMPLETED" : "FAILED", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Theory]
    [InlineData("{\"json\"}", "400 BadRequest")]
    [InlineData("base64url_-", "200")]
    public async Task Fsx_accepts_only_some_characters(string value, string outcome)
    {
        var fileSystem = await Emulator.AddFileSystemAsync();

        Assert.Equal(outcome, await TagAsync(fileSystem, ("key", value)));
        Assert.Equal(outcome == "200", (await TagsOfAsync(fileSystem)).Contains($"key={value}"));
    }

    [Fact]
    public async Task Fsx_accepts_tags_as_long_and_as_many_as_it_says()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();

        Assert.Equal("200", await TagAsync(fileSystem, (new string('k', 128), new string('v', 256))));
        Assert.Equal("400 BadRequest", await TagAsync(fileSystem, (new string('k', 129), "")));
        Assert.Equal("400 BadRequest", await TagAsync(fileSystem, ("key", new string('v', 257))));
        Assert.Equal("400 BadRequest", await TagAsync(fileSystem, ("", "value")));
        Assert.Equal("400 BadRequest", await TagAsync(fileSystem, ("aws:key", "value")));
        Assert.Equal("400 BadRequest", await TagAsync(fileSystem, ("twice", "1"), ("twice", "2")));
        Assert.Equal("400 BadRequest", await TagAsync(fileSystem, [.. Enumerable.Range(0, 49).Select(i => ($"tag-{i}", ""))]));
        Assert.Equal("200", await TagAsync(fileSystem, [.. Enumerable.Range(0, 48).Select(i => ($"tag-{i}", ""))]));
    }

    [Fact]
    public async Task Tags_of_a_point_can_be_written_and_removed()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());

        await TagAsync(point, ("fsxp.incremental", "false"));
        Assert.Equal(["Name=share", "fsxp.incremental=false"], await TagsOfAsync(point));
        (await Aws.FsxAsync("UntagResource", new() { ["ResourceARN"] = point, ["TagKeys"] = new JsonArray("Name", "unknown") })).Accepted();
        Assert.Equal(["fsxp.incremental=false"], await TagsOfAsync(point));
    }

    [Fact]
    public async Task Aws_backup_does_not_reach_the_tags_of_fsx()
    {
        var path = $"/tags/{Uri.EscapeDataString(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()))}/";

        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("GET", path)).Refusal);
        Assert.Equal(
            "400 InvalidParameterValueException",
            (await Aws.BackupAsync("POST", path, new() { ["Tags"] = new JsonObject { ["a"] = "b" } })).Refusal);
    }

    [Fact]
    public async Task Tags_of_what_does_not_exist_are_refused() =>
        Assert.Equal("400 ResourceNotFound", (await Aws.FsxAsync("ListTagsForResource",
            new() { ["ResourceARN"] = $"arn:aws:fsx:eu-central-1:{RunningEmulator.Account}:file-system/fs-00000000" })).Refusal);

    private static JsonObject Tags(params (string Key, string Value)[] tags) =>
        new() { ["Tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]) };

    private async Task<string> StartAsync(string resource, int tags)
    {
        var body = RunningEmulator.BackupOf(resource);
        body["RecoveryPointTags"] = new JsonObject(Enumerable.Range(0, tags).Select(i => KeyValuePair.Create($"tag-{i}", (JsonNode?)"x")));
        return await Emulator.StartBackupAsync(body);
    }

    private async Task<string> TagAsync(string arn, params (string Key, string Value)[] tags)
    {
        var members = Tags(tags);
        members["ResourceARN"] = arn;
        var answer = await Aws.FsxAsync("TagResource", members);
        return answer.Status == 200 ? "200" : answer.Refusal;
    }

    private async Task<List<string>> TagsOfAsync(string arn) =>
        [.. (await Aws.FsxAsync("ListTagsForResource", new() { ["ResourceARN"] = arn })).Accepted()
        .List("Tags").Select(tag => $"{tag["Key"]}={tag["Value"]}")];
}
