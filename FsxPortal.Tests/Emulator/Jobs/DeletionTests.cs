using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Jobs;

/// <summary>How recovery points end: by request, and by their lifecycle.</summary>
public sealed class DeletionTests : EmulatorTest
{
    [Fact]
    public async Task A_point_is_deleting_for_a_while_and_then_gone()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));

        (await Aws.BackupAsync("DELETE", path)).Accepted();
        Assert.Equal("DELETING", (string?)(await Aws.GetAsync(path))["Status"]);
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", path)).Status);

        await Emulator.AdvanceAsync(Minutes(2));
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", path)).Refusal);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("DELETE", path)).Refusal);
        Assert.Empty((await Aws.FsxAsync("DescribeBackups")).List("Backups"));
    }

    [Fact]
    public async Task A_point_that_is_being_copied_stays()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        await CopyAsync(point, null);
        await Emulator.AdvanceAsync(Minutes(2));

        Assert.Equal("400 InvalidResourceStateException", (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Refusal);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Status);
    }

    [Fact]
    public async Task A_vault_that_does_not_exist_denies_access()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());

        Assert.Equal(
            "403 AccessDeniedException", (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point, "no-such-vault"))).Refusal);
        Assert.Equal("403 AccessDeniedException", (await Aws.BackupAsync("GET", "/backup-vaults/no-such-vault")).Refusal);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point, "Default"))).Refusal);
        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("GET", "/backup-vaults/a%20vault")).Refusal);
    }

    [Fact]
    public async Task Fsx_deletes_no_backup_of_aws_backup()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());

        Assert.Equal("400 BadRequest", (await Aws.FsxAsync("DeleteBackup", new() { ["BackupId"] = point.Split('/')[1] })).Refusal);
        Assert.Equal("400 BackupNotFound", (await Aws.FsxAsync("DeleteBackup", new() { ["BackupId"] = "backup-00000000" })).Refusal);
    }

    [Fact]
    public async Task A_point_lives_as_many_days_as_its_lifecycle_says()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync(), Days(3)));
        var point = await Aws.GetAsync(path);
        Assert.Equal(3, (int)point["Lifecycle"]!["DeleteAfterDays"]!);
        Assert.Equal((decimal)point["CreationDate"]! + (3 * 86400), (decimal)point["CalculatedLifecycle"]!["DeleteAt"]!);

        await Emulator.AdvanceAsync(TimeSpan.FromDays(3) - TimeSpan.FromHours(1.5));
        Assert.Equal(200, (await Aws.BackupAsync("GET", path)).Status);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(10));
        Assert.Equal(400, (await Aws.BackupAsync("GET", path)).Status);
    }

    [Theory]
    [InlineData(null, 14)]
    [InlineData(-1, 14)]
    [InlineData(21, 21)]
    public async Task The_days_of_a_copy_count_from_the_creation_of_its_source(int? given, int days)
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync(), Days(14));
        await Emulator.AdvanceAsync(TimeSpan.FromDays(5));
        await CopyAsync(point, given);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Single(await CopiesAsync());
        await Emulator.AdvanceAsync(TimeSpan.FromDays(days - 5) - TimeSpan.FromHours(3));
        Assert.Single(await CopiesAsync());
        await Emulator.AdvanceAsync(TimeSpan.FromHours(11));
        Assert.Empty(await CopiesAsync());
    }

    [Fact]
    public async Task A_copy_of_an_old_point_with_few_days_is_gone_soon()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        await Emulator.AdvanceAsync(TimeSpan.FromDays(20));

        await CopyAsync(point, 14);
        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Empty(await CopiesAsync());
    }

    [Fact]
    public async Task A_point_without_a_lifecycle_stays()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));

        await Emulator.AdvanceAsync(TimeSpan.FromDays(3650));

        Assert.Null((await Aws.GetAsync(path))["CalculatedLifecycle"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("36501")]
    [InlineData("\"soon\"")]
    public async Task A_lifecycle_of_impossible_length_is_refused(string days)
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        body["Lifecycle"] = new JsonObject { ["DeleteAfterDays"] = JsonNode.Parse(days) };

        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("PUT", "/backup-jobs", body)).Refusal);
    }

    private static JsonObject Days(int days) => new() { ["Lifecycle"] = new JsonObject { ["DeleteAfterDays"] = days } };

    private async Task CopyAsync(string point, int? days)
    {
        var body = days is { } given ? Days(given) : [];
        body["RecoveryPointArn"] = point;
        body["SourceBackupVaultName"] = RunningEmulator.Vault;
        body["DestinationBackupVaultArn"] = $"arn:aws:backup:{RunningEmulator.Abroad}:{RunningEmulator.Account}:backup-vault:portal-copies";
        body["IamRoleArn"] = RunningEmulator.Role;
        (await Aws.BackupAsync("PUT", "/copy-jobs", body)).Accepted();
    }

    private async Task<IReadOnlyList<JsonNode>> CopiesAsync() => (await Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad)
        .GetAsync("/backup-vaults/portal-copies/recovery-points")).List("RecoveryPoints");
}
