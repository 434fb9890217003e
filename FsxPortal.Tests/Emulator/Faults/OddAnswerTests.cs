
namespace FsxPortal.Tests.Emulator.Faults;

/// <summary>Answers that nobody expects: refusals, the past, the future, and ends that a rule decides.</summary>
public sealed class OddAnswerTests : FaultTest
{
    [Theory]
    [InlineData("throttle", "400 ThrottlingException", "400 ThrottlingException", "400 Throttling", "503 RequestLimitExceeded")]
    [InlineData("serverError", "500 ServiceUnavailableException", "500 InternalServerError", "500 InternalFailure", "500 InternalError")]
    [InlineData("expiredToken", "403 ExpiredTokenException", "403 ExpiredTokenException", "403 ExpiredToken", "403 RequestExpired")]
    public async Task Each_service_has_its_own_words(string action, string backup, string fsx, string sts, string ec2)
    {
        await SetAsync("*", action, service: "*");

        Assert.Equal(backup, (await VaultsAsync()).Refusal);
        Assert.Equal(fsx, (await Aws.FsxAsync("DescribeFileSystems")).Refusal);
        Assert.Equal(sts, (await Aws.StsAsync("GetCallerIdentity")).Refusal);
        Assert.Equal(ec2, (await Aws.Ec2Async("DescribeRegions")).Refusal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(""", "after": true""", 1)]
    public async Task A_status_of_ones_own_may_come_after_the_deed(string after, int jobs)
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        await SetAsync("StartBackupJob", "status", $$"""{ "parameters": { "code": 429, "error": "TooManyRequestsException"{{after}} } }""");

        Assert.Equal("429 TooManyRequestsException", (await Aws.BackupAsync("PUT", "/backup-jobs", body)).Refusal);
        Assert.Equal(jobs, (await Aws.GetAsync("/backup-jobs")).List("BackupJobs").Count);
        Assert.Equal(
            jobs == 1, ((string)(await JournalAsync("StartBackupJob"))[0]["effect"]!).StartsWith("started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_clock_of_aws_refuses_what_is_signed_in_time_and_takes_what_follows_it()
    {
        await SetAsync("*", "wrongDate", """{ "parameters": { "seconds": 7200 } }""");

        Assert.Equal("403 InvalidSignatureException", (await VaultsAsync()).Refusal);
        var adjusted = Aws with { SignedAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(2) };
        Assert.Equal(200, (await adjusted.BackupAsync("GET", "/backup-vaults")).Status);
    }

    [Fact]
    public async Task A_stale_read_knows_nothing_of_the_last_seconds()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        await Emulator.AdvanceAsync(Minutes(1));
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await SetAsync("*", "staleRead", """{ "parameters": { "seconds": 40 } }""");

        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", $"/backup-jobs/{id}")).Refusal);
        Assert.Empty((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"));
        await Emulator.AdvanceAsync(Seconds(40));
        Assert.Equal("CREATED", (string?)(await Emulator.JobAsync(id))["State"]);
        await Emulator.AdvanceAsync(Seconds(20));
        Assert.Equal("RUNNING", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Fact]
    public async Task A_stale_read_still_sees_what_is_gone()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));
        (await Aws.BackupAsync("DELETE", path)).Accepted();
        await Emulator.AdvanceAsync(Minutes(2));
        await SetAsync("DescribeRecoveryPoint", "staleRead", """{ "times": 1, "parameters": { "seconds": 600 } }""");

        Assert.Equal("COMPLETED", (string?)(await Aws.GetAsync(path))["Status"]);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", path)).Refusal);
    }

    [Fact]
    public async Task The_future_brings_members_and_values_that_nobody_knows()
    {
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));
        await SetAsync("ListBackupJobs", "extraMember");
        await SetAsync("DescribeBackupJob", "unknownEnum", """{ "parameters": { "value": "HIBERNATING" } }""");

        Assert.NotNull((await Aws.GetAsync("/backup-jobs")).List("BackupJobs")[0]["FutureMember"]);
        Assert.Equal("HIBERNATING", (string?)(await Emulator.JobAsync(id))["State"]);
    }

    [Theory]
    [InlineData("FAILED", "no space left", "FAILED", "no space left")]
    [InlineData("ABORTED", "", "ABORTED", null)]
    [InlineData("PARTIAL", "", "PARTIAL", null)]
    [InlineData("EXPIRED", "", "EXPIRED", null)]
    [InlineData("RUNNING", "", "RUNNING", null)]
    [InlineData("CREATED", "", "EXPIRED", "")]
    public async Task A_rule_decides_how_a_job_ends(string state, string message, string end, string? sentence)
    {
        await SetAsync("StartBackupJob", "state", $$"""{ "parameters": { "state": "{{state}}", "message": "{{message}}" } }""");
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));

        await Emulator.AdvanceAsync(TimeSpan.FromDays(3));

        var job = await Emulator.JobAsync(id);
        Assert.Equal(end, (string?)job["State"]);
        Assert.True(sentence is "" || sentence == (string?)job["StatusMessage"], job.Text);
        Assert.Empty((await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}/recovery-points")).List("RecoveryPoints"));
    }

    [Fact]
    public async Task A_rule_overrides_the_state_that_a_read_tells()
    {
        await Emulator.AddFileSystemAsync();
        await SetAsync("DescribeFileSystems", "state", """{ "times": 1, "parameters": { "state": "UPDATING" } }""", service: "fsx");

        Assert.Equal("UPDATING", (string?)(await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems")[0]["Lifecycle"]);
        Assert.Equal("AVAILABLE", (string?)(await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems")[0]["Lifecycle"]);
    }

    [Fact]
    public async Task A_deletion_that_is_answered_may_end_expired()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));
        await SetAsync(
            "DeleteRecoveryPoint", "state", """{ "times": 1, "parameters": { "state": "EXPIRED", "message": "No permission." } }""");

        Assert.Equal((200, ""), ((await Aws.BackupAsync("DELETE", path)) is var answer ? (answer.Status, answer.Text) : default));
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        var point = await Aws.GetAsync(path);
        Assert.Equal(("EXPIRED", "No permission."), ((string?)point["Status"], (string?)point["StatusMessage"]));
        (await Aws.BackupAsync("DELETE", path)).Accepted();
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", path)).Refusal);
    }
}
