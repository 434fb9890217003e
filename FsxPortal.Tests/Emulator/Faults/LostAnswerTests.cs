
namespace FsxPortal.Tests.Emulator.Faults;

/// <summary>Answers that come late, half, or not at all.</summary>
public sealed class LostAnswerTests : FaultTest
{
    [Fact]
    public async Task A_lost_answer_leaves_a_job_that_the_same_token_finds_again()
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        body["IdempotencyToken"] = "one";
        await SetAsync("StartBackupJob", "dropAfter", """{ "nth": 1 }""");

        await Assert.ThrowsAsync<HttpRequestException>(() => Aws.BackupAsync("PUT", "/backup-jobs", body));
        var job = Assert.Single((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"));

        Assert.Equal((string?)job["BackupJobId"], await Emulator.StartBackupAsync(body));
        var lost = (await JournalAsync("StartBackupJob"))[0];
        Assert.Equal(
            (0, "dropAfter", $"started backup job {job["BackupJobId"]}"),
            ((int)lost["status"]!, (string?)lost["fault"], (string?)lost["effect"]));
    }

    [Theory]
    [InlineData("dropBefore", "{}", false)]
    [InlineData("reset", "{}", false)]
    [InlineData("reset", """{ "after": true }""", true)]
    public async Task A_lost_request_changes_nothing_and_a_lost_answer_no_less(string action, string parameters, bool isCarriedOut)
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        await SetAsync("StartBackupJob", action, $$"""{ "times": 1, "parameters": {{parameters}} }""");

        await Assert.ThrowsAsync<HttpRequestException>(() => Aws.BackupAsync("PUT", "/backup-jobs", body));

        Assert.Equal(isCarriedOut ? 1 : 0, (await Aws.GetAsync("/backup-jobs")).List("BackupJobs").Count);
        var lost = Assert.Single(await JournalAsync("StartBackupJob"));
        Assert.Equal((RunningEmulator.Account, 0, action), ((string?)lost["account"], (int)lost["status"]!, (string?)lost["fault"]));
    }

    [Theory]
    [InlineData("{}", 502, false)]
    [InlineData("""{ "code": 504, "after": true }""", 504, true)]
    public async Task A_proxy_may_answer_in_html(string parameters, int status, bool isCarriedOut)
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        await SetAsync("StartBackupJob", "htmlError", $$"""{ "parameters": {{parameters}} }""");

        var answer = await Aws.BackupAsync("PUT", "/backup-jobs", body);

        Assert.Equal((status, "text/html"), (answer.Status, answer.ContentType));
        Assert.StartsWith("<html>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(isCarriedOut ? 1 : 0, (await Aws.GetAsync("/backup-jobs")).List("BackupJobs").Count);
    }

    [Fact]
    public async Task A_body_may_be_empty()
    {
        await SetAsync("ListBackupVaults", "emptyBody");

        Assert.Equal((200, ""), ((await VaultsAsync()).Status, (await VaultsAsync()).Text));
    }

    [Fact]
    public async Task An_answer_may_stop_in_the_middle()
    {
        await SetAsync("ListBackupVaults", "stall", """{ "parameters": { "seconds": 0 } }""");

        await Assert.ThrowsAsync<HttpRequestException>(VaultsAsync);
    }

    [Fact]
    public async Task A_delay_changes_nothing_else()
    {
        await SetAsync("ListBackupVaults", "delay", """{ "parameters": { "seconds": 0.01 } }""");

        Assert.Equal(3, (await VaultsAsync()).Accepted().List("BackupVaultList").Count);
        Assert.Equal("delay", (string?)Assert.Single(await JournalAsync("ListBackupVaults"))["fault"]);
    }
}
