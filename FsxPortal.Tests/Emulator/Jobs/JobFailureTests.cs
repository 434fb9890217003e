using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Jobs;

/// <summary>What AWS accepts and then fails: roles, keys and storage that do not fit.</summary>
public sealed class JobFailureTests : EmulatorTest
{
    [Fact]
    public async Task A_role_that_may_not_back_up_fails_the_job()
    {
        await Emulator.DenyRoleAsync("fsx:CreateBackup");
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var job = await Emulator.JobAsync(id);
        Assert.Equal("FAILED", (string?)job["State"]);
        Assert.Contains("not authorized to perform: fsx:CreateBackup", (string?)job["StatusMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_without_permission_is_answered_and_ends_expired()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync()));
        await Emulator.DenyRoleAsync("fsx:Delete*");

        Assert.Equal(200, (await Aws.BackupAsync("DELETE", path)).Status);
        await Emulator.AdvanceAsync(Minutes(5));
        Assert.Equal("EXPIRED", (string?)(await Aws.GetAsync(path))["Status"]);

        (await Aws.IamAsync("DeleteRolePolicy", ("RoleName", "AWSBackupDefaultServiceRole"), ("PolicyName", "less"))).Accepted();
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", path)).Status);
        await Emulator.AdvanceAsync(Minutes(5));
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", path)).Refusal);
    }

    [Fact]
    public async Task A_lifecycle_that_aws_has_no_permission_for_ends_expired()
    {
        var path = RunningEmulator.PathOf(
            await Emulator.BackUpAsync(
                await Emulator.AddFileSystemAsync(), new() { ["Lifecycle"] = new JsonObject { ["DeleteAfterDays"] = 1 } }));
        await Emulator.DenyRoleAsync("fsx:DeleteBackup");

        await Emulator.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal("EXPIRED", (string?)(await Aws.GetAsync(path))["Status"]);
    }

    [Fact]
    public async Task A_copy_needs_a_key_that_is_enabled()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        var abroad = Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);
        (await abroad.KmsAsync("DisableKey", new() { ["KeyId"] = "alias/portal" })).Accepted();

        var failed = await Emulator.CopyAsync(point);
        (await abroad.KmsAsync("EnableKey", new() { ["KeyId"] = "alias/portal" })).Accepted();

        Assert.Equal("FAILED", (string?)failed["State"]);
        Assert.Contains("Disabled", (string?)failed["StatusMessage"], StringComparison.Ordinal);
        Assert.Equal("COMPLETED", (string?)(await Emulator.CopyAsync(point))["State"]);
    }

    [Fact]
    public async Task A_copy_needs_a_key_that_is_not_of_aws_backup()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        (await Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad).BackupAsync("PUT", "/backup-vaults/keyless")).Accepted();

        var job = await Emulator.CopyAsync(point, "keyless");

        Assert.Equal("FAILED", (string?)job["State"]);
        Assert.Contains("aws/backup", (string?)job["StatusMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intelligent_tiering_is_not_copied()
    {
        var fileSystem = await Emulator.AddFileSystemAsync(
            "tiered", new() { ["FileSystemType"] = "OPENZFS", ["StorageType"] = "INTELLIGENT_TIERING" });

        var job = await Emulator.CopyAsync(await Emulator.BackUpAsync(fileSystem));

        Assert.Equal("FAILED", (string?)job["State"]);
        Assert.Contains("Intelligent-Tiering", (string?)job["StatusMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_point_is_held_a_little_longer_than_the_copy_takes()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        (await Aws.BackupAsync("PUT", "/copy-jobs", RunningEmulator.CopyOf(point))).Accepted();
        while ((await Aws.GetAsync("/copy-jobs?state=COMPLETED")).List("CopyJobs").Count == 0)
        {
            await Emulator.AdvanceAsync(Seconds(30));
        }

        Assert.Equal("400 InvalidResourceStateException", (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Refusal);
        await Emulator.AdvanceAsync(Minutes(1));
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Status);
    }

    [Fact]
    public async Task A_key_that_is_another_makes_the_next_copy_full()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var abroad = Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);
        var key = (string)(await abroad.KmsAsync("CreateKey")).Accepted()["KeyMetadata"]!["Arn"]!;
        (await abroad.BackupAsync("PUT", "/backup-vaults/other-key", new() { ["EncryptionKeyArn"] = key })).Accepted();

        var copies = new List<string>();
        foreach (var vault in new[] { "portal-copies", "portal-copies", "other-key", "other-key" })
        {
            copies.Add((string)(await Emulator.CopyAsync(await Emulator.BackUpAsync(fileSystem), vault))["DestinationRecoveryPointArn"]!);
        }

        Assert.Equal([true, false, true, false], copies.Select(copy => Emulator.App.Aws.World.Points[copy].Full));
    }
}
