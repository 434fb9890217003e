using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsxPortal.Emulator;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Emulator;

/// <summary>The AWS CLI, which nobody here wrote, against the emulator.</summary>
public sealed class AwsCliTests(CliWalk walk) : IClassFixture<CliWalk>
{
    private const string Vault = "portal-vault";
    private static readonly string? Aws = Programs.Find("aws");

    [Fact]
    public async Task The_cli_lists_starts_follows_and_deletes()
    {
        Programs.Demand(Aws, "The AWS CLI (aws)");
        await using var emulator = await StartAsync();

        var vaults = await RunAsync(emulator, "backup", "list-backup-vaults");
        Assert.Contains(vaults["BackupVaultList"]!.AsArray(), vault => (string?)vault!["BackupVaultName"] == Vault);

        var fileSystem = (string)(await RunAsync(emulator, "fsx", "describe-file-systems"))["FileSystems"]![0]!["ResourceARN"]!;
        var job = (string)(await StartBackupAsync(emulator, fileSystem))["BackupJobId"]!;
        var point = await FollowAsync(emulator, job);

        var listed = await RunAsync(emulator, "backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", Vault, "--by-resource-arn", fileSystem);
        Assert.Contains(listed["RecoveryPoints"]!.AsArray(), known => (string?)known!["RecoveryPointArn"] == point);

        await RunAsync(emulator, "backup", "delete-recovery-point", "--backup-vault-name", Vault, "--recovery-point-arn", point);
        emulator.Aws.Clock.Set(null, TimeSpan.FromMinutes(5), null);
        var gone = await TryAsync(emulator, "backup", "describe-recovery-point", "--backup-vault-name", Vault, "--recovery-point-arn", point);
        Assert.Contains("ResourceNotFoundException", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cli_pages_through_a_list_and_knows_who_it_is()
    {
        Programs.Demand(Aws, "The AWS CLI (aws)");
        await using var emulator = await StartAsync();

        var all = await RunAsync(emulator, "backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", Vault, "--page-size", "250");
        var identity = await RunAsync(emulator, "sts", "get-caller-identity");

        Assert.Equal(emulator.Aws.World.VaultOf("111122223333", "eu-central-1", Vault)!.Points.Count, all["RecoveryPoints"]!.AsArray().Count);
        Assert.Equal("111122223333", (string?)identity["Account"]);
    }

    [Fact]
    public async Task The_cli_recognises_a_wrong_secret()
    {
        Programs.Demand(Aws, "The AWS CLI (aws)");
        await using var emulator = await StartAsync();

        var refused = await TryAsync(emulator, "wrong-secret", ["backup", "list-backup-vaults"]);

        Assert.Contains("InvalidSignatureException", refused.Error, StringComparison.Ordinal);
    }

    private static Task<EmulatorApp> StartAsync() => EmulatorApp.StartAsync(
        new EmulatorOptions { Urls = "http://127.0.0.1:0", Speed = 1 }, TestContext.Current.CancellationToken);

    private Task<JsonNode> StartBackupAsync(EmulatorApp emulator, string resource) => RunAsync(emulator, "backup", "start-backup-job",
        "--backup-vault-name", Vault, "--resource-arn", resource, "--iam-role-arn", "arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole",
        "--idempotency-token", "cli-1", "--recovery-point-tags", "owner=cli");

    private async Task<string> FollowAsync(EmulatorApp emulator, string job)
    {
        var states = new List<string>();
        for (var minutes = 0; minutes < 60; minutes += 5)
        {
            var seen = await RunAsync(emulator, "backup", "describe-backup-job", "--backup-job-id", job);
            states.Add((string)seen["State"]!);
            if (states[^1] == "COMPLETED")
            {
                Assert.Contains("RUNNING", states);
                return (string)seen["RecoveryPointArn"]!;
            }

            emulator.Aws.Clock.Set(null, TimeSpan.FromMinutes(minutes == 0 ? 1 : 5), null);
        }

        throw new InvalidOperationException($"The job never completed: {string.Join(", ", states)}.");
    }

    private async Task<JsonNode> RunAsync(EmulatorApp emulator, params string[] arguments)
    {
        var (output, error) = await TryAsync(emulator, arguments);
        Assert.Equal("", error);
        return output.Length == 0 ? new JsonObject() : JsonNode.Parse(output)!;
    }

    private Task<(string Output, string Error)> TryAsync(EmulatorApp emulator, params string[] arguments) =>
        TryAsync(emulator, emulator.Aws.World.Credentials.Lasting.First().Secret, arguments);

    private async Task<(string Output, string Error)> TryAsync(EmulatorApp emulator, string secret, string[] arguments)
    {
        var start = new ProcessStartInfo(Aws!, [.. arguments, "--endpoint-url", emulator.Url, "--region", "eu-central-1", "--output", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = emulator.Aws.World.Credentials.Lasting.First().Id;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = secret;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment.Remove("AWS_SESSION_TOKEN");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        walk.Note(arguments[0], arguments[1], await error);
        return ((await output).Trim(), (await error).Trim());
    }
}

/// <summary>What the AWS CLI has asked in all tests together.</summary>
public sealed partial class CliWalk : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _operations = new();
    private readonly ConcurrentDictionary<string, bool> _errors = new();

    /// <summary>Notes a call and how it ended.</summary>
    public void Note(string service, string operation, string error)
    {
        _operations[$"{service} {operation}"] = true;
        if (Code().Match(error) is { Success: true } refused)
        {
            _errors[refused.Groups[1].Value] = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => JudgeReport.Note($"The AWS CLI: {_operations.Count} operations and {_errors.Count} errors of the emulator were checked.");

    [GeneratedRegex(@"An error occurred \((\w+)\)")]
    private static partial Regex Code();
}
