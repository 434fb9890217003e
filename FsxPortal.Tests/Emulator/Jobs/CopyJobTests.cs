using System.Text.Json.Nodes;
using FsxPortal.Emulator.World;

namespace FsxPortal.Tests.Emulator.Jobs;

public sealed class CopyJobTests : EmulatorTest
{
    [Fact]
    public async Task A_copy_is_a_new_point_with_the_dates_and_tags_of_its_source()
    {
        var source = await Emulator.BackUpAsync(
            await Emulator.AddFileSystemAsync(), new() { ["RecoveryPointTags"] = new JsonObject { ["fsxp.policy"] = "nightly" } });
        await Emulator.AdvanceAsync(TimeSpan.FromDays(3));

        var copy = await CopyAsync(source);

        var (original, there) = (await BackupAsync(Aws, source), await BackupAsync(Abroad, copy));
        Assert.StartsWith("arn:aws:fsx:eu-west-1:111122223333:backup/backup-", copy, StringComparison.Ordinal);
        Assert.NotEqual(source.Split('/')[1], copy.Split('/')[1]);
        Assert.Equal(
            (source.Split('/')[1], RunningEmulator.Home), ((string?)there["SourceBackupId"], (string?)there["SourceBackupRegion"]));
        Assert.Equal(Same(original), Same(there));
        Assert.Contains("nightly", there["Tags"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_has_no_percent_and_belongs_to_the_region_of_its_source()
    {
        var id = await StartAsync(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));
        await Emulator.AdvanceAsync(Minutes(2));

        var job = (await Aws.GetAsync($"/copy-jobs/{id}"))["CopyJob"]!;

        Assert.Equal(("RUNNING", null), ((string?)job["State"], job["PercentDone"]));
        Assert.Single((await Aws.GetAsync("/copy-jobs")).List("CopyJobs"));
        Assert.Empty((await Abroad.GetAsync("/copy-jobs")).List("CopyJobs"));
        Assert.Equal("400 ResourceNotFoundException", (await Abroad.BackupAsync("GET", $"/copy-jobs/{id}")).Refusal);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", $"/backup-jobs/{id}")).Refusal);
    }

    [Fact]
    public async Task The_first_copy_is_full_the_next_ones_are_not_until_all_are_gone()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var points = new[] { await Emulator.BackUpAsync(fileSystem), await Emulator.BackUpAsync(fileSystem),
            await Emulator.BackUpAsync(fileSystem) };
        var (first, second) = (await CopyAsync(points[0]), await CopyAsync(points[1]));

        foreach (var copy in new[] { first, second })
        {
            Assert.Equal(copy == first, World.Points[copy].Full);
            (await Abroad.BackupAsync("DELETE", RunningEmulator.PathOf(copy, "portal-copies"))).Accepted();
        }

        await Emulator.AdvanceAsync(Minutes(5));
        Assert.True(World.Points[await CopyAsync(points[2])].Full);
    }

    [Fact]
    public async Task Five_copies_run_to_one_region_and_the_sixth_waits()
    {
        var points = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            points.Add(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync($"share-{i}")));
        }

        foreach (var point in points)
        {
            await StartAsync(point);
        }

        await Emulator.AdvanceAsync(Minutes(1));
        Assert.Equal(5, (await JobsAsync("RUNNING")).Count);
        Assert.Contains("limit of 5", (string?)Assert.Single(await JobsAsync("CREATED"))["StatusMessage"], StringComparison.Ordinal);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(6, (await JobsAsync("COMPLETED")).Count);
    }

    [Fact]
    public async Task A_copy_waits_for_the_backup_of_the_same_resource()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var point = await Emulator.BackUpAsync(fileSystem);
        await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await Emulator.AdvanceAsync(Minutes(1));

        await StartAsync(point);
        await Emulator.AdvanceAsync(Minutes(1));

        Assert.Single(await JobsAsync("CREATED"));
    }

    [Fact]
    public async Task A_copy_within_the_region_goes_to_another_vault()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());

        var copy = await CopyAsync(point, $"arn:aws:backup:{RunningEmulator.Home}:{RunningEmulator.Account}:backup-vault:portal-copies");

        Assert.NotEqual(point, copy);
        Assert.Equal("portal-copies", (string?)(await Aws.GetAsync(RunningEmulator.PathOf(copy, "portal-copies")))["BackupVaultName"]);
    }

    [Fact]
    public async Task A_copy_into_another_account_is_denied()
    {
        var id = await StartAsync(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()),
            $"arn:aws:backup:{RunningEmulator.Home}:{RunningEmulator.OtherAccount}:backup-vault:portal-copies");
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var job = (await Aws.GetAsync($"/copy-jobs/{id}"))["CopyJob"]!;

        Assert.Equal(("FAILED", RunningEmulator.Account), ((string?)job["State"], (string?)job["AccountId"]));
        Assert.Contains("Access Denied", (string?)job["StatusMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_copied_is_refused_at_once()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        const string Nowhere = $"arn:aws:backup:{RunningEmulator.Abroad}:{RunningEmulator.Account}:backup-vault:no-such-vault";

        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("PUT", "/copy-jobs", CopyOf(point, Nowhere))).Refusal);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("PUT", "/copy-jobs", CopyOf(point + "0"))).Refusal);
        (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Accepted();
        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("PUT", "/copy-jobs", CopyOf(point))).Refusal);
    }

    private AwsWorld World => Emulator.App.Aws.World;

    private RawAws Abroad => Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);

    private static JsonObject CopyOf(string point, string? vault = null) => new()
    {
        ["RecoveryPointArn"] = point,
        ["SourceBackupVaultName"] = RunningEmulator.Vault,
        ["DestinationBackupVaultArn"] = vault
            ?? $"arn:aws:backup:{RunningEmulator.Abroad}:{RunningEmulator.Account}:backup-vault:portal-copies",
        ["IamRoleArn"] = RunningEmulator.Role,
    };

    // What a copy has in common with its source.
    private static string Same(JsonNode backup) =>
        string.Join(' ', new[] { "CreationTime", "SizeInBytes", "Tags", "FileSystem" }.Select(member => backup[member]!.ToJsonString()));

    private static async Task<JsonNode> BackupAsync(RawAws aws, string arn) =>
        (await aws.FsxAsync("DescribeBackups", new() { ["BackupIds"] = new JsonArray(arn.Split('/')[1]) })).Accepted().List("Backups")
            .Single();

    private async Task<string> StartAsync(string point, string? vault = null) =>
        (string)(await Aws.BackupAsync("PUT", "/copy-jobs", CopyOf(point, vault))).Accepted()["CopyJobId"]!;

    private async Task<string> CopyAsync(string point, string? vault = null)
    {
        var id = await StartAsync(point, vault);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        return (string)(await Aws.GetAsync($"/copy-jobs/{id}"))["CopyJob"]!["DestinationRecoveryPointArn"]!;
    }

    private async Task<IReadOnlyList<JsonNode>> JobsAsync(string state) =>
        (await Aws.GetAsync($"/copy-jobs?state={state}")).List("CopyJobs");
}
