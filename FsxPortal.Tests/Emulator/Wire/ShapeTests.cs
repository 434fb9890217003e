using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Wire;

/// <summary>How requests may be written, and how answers look.</summary>
public sealed class ShapeTests : EmulatorTest
{
    [Theory]
    [InlineData("/backup-jobs", "BackupJobs")]
    [InlineData("/copy-jobs", "CopyJobs")]
    [InlineData("/backup-vaults", "BackupVaultList")]
    [InlineData("/backup-vaults/portal-vault/recovery-points", "RecoveryPoints")]
    [InlineData("/resources/arn%3Aaws%3Afsx%3Aeu-central-1%3A111122223333%3Afile-system%2Ffs-1/recovery-points", "RecoveryPoints")]
    public async Task A_list_answers_with_and_without_a_slash_at_the_end(string path, string list)
    {
        var without = await Aws.GetAsync(path);
        var with = await Aws.GetAsync($"{path}/?maxResults=1000");

        Assert.NotNull(without[list]);
        Assert.Equal(without.Text, with.Text);
    }

    [Fact]
    public async Task Members_without_a_value_are_left_out_at_every_depth()
    {
        var job = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));

        var described = await Emulator.JobAsync(job);
        var listed = (await Aws.GetAsync("/backup-jobs/")).List("BackupJobs").Single().AsObject();

        Assert.Equal(described.Json.Select(pair => pair.Key), listed.Select(pair => pair.Key));
        Assert.False(listed.ContainsKey("CompletionDate"));
        Assert.DoesNotContain("null", described.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_answers_with_an_empty_body()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());

        var answer = await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point));

        Assert.Equal((200, "", (string?)null), (answer.Status, answer.Text, answer.ContentType));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"ResourceArn": "a", "ResourceArn": "b"}""")]
    [InlineData("""{"ResourceARN": "a", "Tags": [{"Key": 1, "Value": "x"}]}""")]
    public async Task A_body_that_cannot_be_read_is_refused(string body)
    {
        var headers = new Dictionary<string, string> { ["x-amz-target"] = "AWSSimbaAPIService_v20180301.TagResource" };

        Assert.Equal("400 SerializationException", (await Aws.SendAsync("POST", "/", "fsx", headers, body)).Refusal);
    }

    [Fact]
    public async Task What_nobody_offers_is_refused()
    {
        Assert.Equal("404 UnknownOperationException", (await Aws.BackupAsync("GET", "/no-such-thing")).Refusal);
        Assert.Equal("UnknownOperationException", (await Aws.FsxAsync("NoSuchThing")).Error);
        Assert.Equal("400 InvalidAction", (await Aws.StsAsync("NoSuchThing")).Refusal);
    }

    [Theory]
    [InlineData("maxResults=0")]
    [InlineData("maxResults=1001")]
    [InlineData("maxResults=many")]
    [InlineData("createdAfter=yesterday")]
    public async Task A_query_with_an_impossible_value_is_refused(string query) =>
        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("GET", $"/backup-jobs?{query}")).Refusal);

    [Fact]
    public async Task A_required_member_that_is_missing_is_named()
    {
        var answer = await Aws.BackupAsync("PUT", "/backup-jobs", new JsonObject { ["BackupVaultName"] = RunningEmulator.Vault });

        Assert.Equal("400 MissingParameterValueException", answer.Refusal);
        Assert.Contains("ResourceArn", answer.Text, StringComparison.Ordinal);
    }
}
