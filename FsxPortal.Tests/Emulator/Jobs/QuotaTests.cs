using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Jobs;

/// <summary>How many backups an account may have of a type in a Region.</summary>
public sealed class QuotaTests : EmulatorTest
{
    [Fact]
    public async Task A_job_over_the_quota_fails_and_one_within_it_does_not()
    {
        await SetAsync("""{ "WINDOWS": 2 }""");
        var jobs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add(await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync($"share-{i}"))));
        }

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var (first, second, third) = (await Emulator.JobAsync(jobs[0]), await Emulator.JobAsync(jobs[1]), await Emulator.JobAsync(jobs[2]));
        Assert.Equal(["COMPLETED", "COMPLETED", "FAILED"], [(string?)first["State"], (string?)second["State"], (string?)third["State"]]);
        Assert.Equal(
            "You have reached the limit of 2 user-initiated backups of WINDOWS file systems in eu-central-1. (Service: AmazonFSx; "
                + "Status Code: 400; Error Code: ServiceLimitExceeded)",
            (string?)third["StatusMessage"]);
    }

    [Fact]
    public async Task A_backup_that_is_deleted_makes_room()
    {
        await SetAsync("""{ "WINDOWS": 1 }""");
        var fileSystem = await Emulator.AddFileSystemAsync();
        var point = await Emulator.BackUpAsync(fileSystem);
        var of = new JsonObject { ["FileSystemId"] = fileSystem.Split('/')[1] };
        var refused = await Aws.FsxAsync("CreateBackup", of);
        Assert.Equal(("400 ServiceLimitExceeded", "TOTAL_USER_INITIATED_BACKUPS"), (refused.Refusal, (string?)refused["Limit"]));

        (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Accepted();
        await Emulator.AdvanceAsync(Minutes(5));

        Assert.Equal(200, (await Aws.FsxAsync("CreateBackup", of)).Status);
        Assert.Equal(200, (await Emulator.ControlAsync("PUT", "quotas", [])).Status);
    }

    [Fact]
    public async Task Each_type_and_each_region_has_its_own()
    {
        await SetAsync("""{ "WINDOWS": 1, "LUSTRE": 1 }""");

        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        var other = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync("lustre", new() { ["FileSystemType"] = "LUSTRE" }));

        Assert.Equal("COMPLETED", (string?)(await Emulator.CopyAsync(point))["State"]);
        Assert.Equal("COMPLETED", (string?)(await Emulator.CopyAsync(other))["State"]);
        var second = await Emulator.CopyAsync(point);
        Assert.Equal("FAILED", (string?)second["State"]);
        Assert.Contains("in eu-west-1. (Service: AmazonFSx;", (string?)second["StatusMessage"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "NOTHING": 1 }""")]
    [InlineData("""{ "WINDOWS": -1 }""")]
    [InlineData("""{ "WINDOWS": "many" }""")]
    [InlineData("""{ "WINDOWS": null }""")]
    public async Task A_quota_that_makes_no_sense_is_refused(string quotas)
    {
        Assert.Equal(400, (await Emulator.ControlAsync("PUT", "quotas", JsonNode.Parse(quotas)!.AsObject())).Status);
        Assert.Equal("{}", (await Emulator.ControlAsync("GET", "quotas")).Text);
    }

    [Fact]
    public async Task A_reset_takes_them_away()
    {
        await SetAsync("""{ "WINDOWS": 0, "ONTAP": 7 }""");
        Assert.Equal("""{"ONTAP":7,"WINDOWS":0}""", (await Emulator.ControlAsync("GET", "quotas")).Text);

        await Emulator.ControlAsync("POST", "reset");

        Assert.Equal("{}", (await Emulator.ControlAsync("GET", "quotas")).Text);
    }

    private async Task SetAsync(string quotas) =>
        (await Emulator.ControlAsync("PUT", "quotas", JsonNode.Parse(quotas)!.AsObject())).Accepted();
}
