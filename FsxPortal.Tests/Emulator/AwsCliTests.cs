using FsxPortal.Emulator;
using FsxPortal.Tests.House;
using FsxPortal.Tests.Judges;

namespace FsxPortal.Tests.Emulator;

/// <summary>The AWS CLI, which nobody here wrote, walks through the emulator.</summary>
public sealed class AwsCliTests(ITestOutputHelper output)
{
    private const string Vault = RunningEmulator.Vault;

    [Fact]
    public async Task The_cli_walks_through_all_services_and_prints_nothing_that_is_not_in_the_models()
    {
        AwsCli.Demand();
        await using var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Demo);
        var cli = new AwsCli(emulator);

        var fileSystem = await WalkFleetAsync(cli);
        var point = await WalkBackupAsync(emulator, cli, fileSystem);
        await WalkCopyAsync(emulator, cli, point);
        await WalkPointsAsync(emulator, cli, fileSystem, point);
        await WalkEndAsync(emulator, cli, point);

        output.Judged(cli.Summary);
        Report.Nothing(cli.Complaints);
        var (operations, members, values, errors) = cli.Checked;
        Assert.True(operations >= 22 && members >= 180 && values >= 25 && errors >= 5, cli.Summary);
    }

    private static async Task<string> WalkFleetAsync(AwsCli cli)
    {
        Assert.Equal(RunningEmulator.Account, (string?)(await cli.RunAsync("sts", "get-caller-identity"))["Account"]);
        await cli.RefusedAsync("InvalidSignatureException", ["backup", "list-backup-vaults"], "wrong-secret");
        var vaults = await cli.RunAsync("backup", "list-backup-vaults");
        Assert.Contains(vaults["BackupVaultList"]!.AsArray(), vault => (string?)vault!["BackupVaultName"] == Vault);
        Assert.NotEmpty((await cli.RunAsync("ec2", "describe-subnets"))["Subnets"]!.AsArray());
        Assert.NotEmpty((await cli.RunAsync("kms", "list-aliases"))["Aliases"]!.AsArray());
        Assert.NotEmpty((await cli.RunAsync("iam", "list-roles"))["Roles"]!.AsArray());
        Assert.NotEmpty((await cli.RunAsync("fsx", "describe-volumes"))["Volumes"]!.AsArray());
        await cli.RefusedAsync("FileSystemNotFound", ["fsx", "describe-file-systems", "--file-system-ids", "fs-00000000000000000"]);
        return (string)(await cli.RunAsync("fsx", "describe-file-systems"))["FileSystems"]![0]!["ResourceARN"]!;
    }

    private static async Task<string> WalkBackupAsync(RunningEmulator emulator, AwsCli cli, string fileSystem)
    {
        var job = (string)(
            await cli.RunAsync(
                "backup", "start-backup-job", "--backup-vault-name", Vault, "--resource-arn", fileSystem, "--iam-role-arn",
                RunningEmulator.Role,
            "--idempotency-token", "cli-1", "--recovery-point-tags", "owner=cli"))["BackupJobId"]!;
        var states = new List<string>();
        foreach (var minutes in new[] { 2, 60, 0 })
        {
            states.Add((string)(await cli.RunAsync("backup", "describe-backup-job", "--backup-job-id", job))["State"]!);
            await emulator.AdvanceAsync(TimeSpan.FromMinutes(minutes));
        }

        Assert.Equal(["CREATED", "RUNNING", "COMPLETED"], states);
        await cli.RefusedAsync("InvalidRequestException", ["backup", "stop-backup-job", "--backup-job-id", job]);
        return (string)(await cli.RunAsync("backup", "list-backup-jobs", "--by-resource-arn", fileSystem))["BackupJobs"]!.AsArray()
            .Single()!["RecoveryPointArn"]!;
    }

    private static async Task WalkCopyAsync(RunningEmulator emulator, AwsCli cli, string point)
    {
        var vault = $"arn:aws:backup:{RunningEmulator.Abroad}:{RunningEmulator.Account}:backup-vault:portal-copies";
        await cli.RunAsync("backup", "start-copy-job", "--recovery-point-arn", point, "--source-backup-vault-name", Vault,
            "--destination-backup-vault-arn", vault, "--iam-role-arn", RunningEmulator.Role, "--idempotency-token", "cli-2");
        await emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(
            "COMPLETED",
            (string?)(await cli.RunAsync("backup", "list-copy-jobs", "--by-destination-vault-arn", vault))["CopyJobs"]!.AsArray()
                .Single()!["State"]);
    }

    private static async Task WalkPointsAsync(RunningEmulator emulator, AwsCli cli, string fileSystem, string point)
    {
        var all = await cli.RunAsync("backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", Vault, "--page-size", "250");
        Assert.Equal(
            emulator.App.Aws.World.VaultOf(RunningEmulator.Account, RunningEmulator.Home, Vault)!.Points.Count,
            all["RecoveryPoints"]!.AsArray().Count);
        var protection = await cli.RunAsync("backup", "describe-protected-resource", "--resource-arn", fileSystem);
        Assert.Equal("FSx", (string?)protection["ResourceType"]);
        var known = (await cli.RunAsync("fsx", "describe-backups", "--backup-ids", point.Split('/')[1]))["Backups"]!.AsArray().Single()!;
        Assert.Equal("AWS_BACKUP", (string?)known["Type"]);
        var tags = await cli.RunAsync("fsx", "list-tags-for-resource", "--resource-arn", point);
        Assert.Contains(tags["Tags"]!.AsArray(), tag => ((string?)tag!["Key"], (string?)tag["Value"]) == ("owner", "cli"));
        await cli.RunAsync("backup", "get-recovery-point-restore-metadata", "--backup-vault-name", Vault, "--recovery-point-arn", point);
        var later = await cli.RunAsync(
            "backup", "update-recovery-point-lifecycle", "--backup-vault-name", Vault, "--recovery-point-arn", point, "--lifecycle",
            "DeleteAfterDays=30");
        Assert.NotNull(later["CalculatedLifecycle"]?["DeleteAt"]);
    }

    private static async Task WalkEndAsync(RunningEmulator emulator, AwsCli cli, string point)
    {
        string[] named = ["--backup-vault-name", Vault, "--recovery-point-arn", point];
        await cli.RunAsync("backup", "put-backup-vault-lock-configuration", "--backup-vault-name", Vault, "--min-retention-days", "1");
        Assert.True((bool)(await cli.RunAsync("backup", "describe-backup-vault", "--backup-vault-name", Vault))["Locked"]!);
        await cli.RefusedAsync("InvalidRequestException", ["backup", "delete-recovery-point", .. named]);
        await cli.RunAsync("backup", "delete-backup-vault-lock-configuration", "--backup-vault-name", Vault);
        await cli.RunAsync("backup", "delete-recovery-point", named);
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(5));
        await cli.RefusedAsync("ResourceNotFoundException", ["backup", "describe-recovery-point", .. named]);
        await cli.RefusedAsync("AccessDeniedException", ["backup", "describe-backup-vault", "--backup-vault-name", "none"]);
    }
}
