using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Jobs;

/// <summary>ONTAP is backed up by volume and never copied.</summary>
public sealed class OntapTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Fact]
    public async Task A_volume_is_backed_up_with_its_file_system_beside_it()
    {
        var volume = (await Aws.FsxAsync("DescribeVolumes")).List("Volumes")[0];

        var point = await Emulator.BackUpAsync((string)volume["ResourceARN"]!);

        var backup = (await Aws.FsxAsync("DescribeBackups", new() { ["BackupIds"] = new JsonArray(point.Split('/')[1]) })).List("Backups")
            .Single();
        Assert.Equal("VOLUME", (string?)backup["ResourceType"]);
        Assert.Equal((string?)volume["VolumeId"], (string?)backup["Volume"]!["VolumeId"]);
        Assert.Equal((string?)volume["FileSystemId"], (string?)backup["FileSystem"]!["FileSystemId"]);
    }

    [Fact]
    public async Task The_copy_of_a_volume_fails()
    {
        var volume = (string)(await Aws.FsxAsync("DescribeVolumes")).List("Volumes")[0]["ResourceARN"]!;
        var id = (string)(await Aws.BackupAsync("PUT", "/copy-jobs", new()
        {
            ["RecoveryPointArn"] = await Emulator.BackUpAsync(volume),
            ["SourceBackupVaultName"] = RunningEmulator.Vault,
            ["DestinationBackupVaultArn"] = $"arn:aws:backup:{RunningEmulator.Abroad}:{RunningEmulator.Account}:backup-vault:portal-copies",
            ["IamRoleArn"] = RunningEmulator.Role,
        })).Accepted()["CopyJobId"]!;

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        var job = (await Aws.GetAsync($"/copy-jobs/{id}"))["CopyJob"]!;
        Assert.Equal("FAILED", (string?)job["State"]);
        Assert.Contains("not supported", (string?)job["StatusMessage"], StringComparison.Ordinal);
        Assert.Null(job["DestinationRecoveryPointArn"]);
    }

    [Fact]
    public async Task A_file_system_with_volumes_cannot_be_deleted()
    {
        var owner = (string)(await Aws.FsxAsync("DescribeVolumes")).List("Volumes")[0]["FileSystemId"]!;

        Assert.Equal("400 BadRequest", (await Aws.FsxAsync("DeleteFileSystem", new() { ["FileSystemId"] = owner })).Refusal);
    }
}
