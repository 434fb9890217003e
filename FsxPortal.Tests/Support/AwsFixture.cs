using System.Text.Json.Nodes;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Emulator.Services;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Tests.Support;

/// <summary>The emulated AWS of a test. Its clock stands still unless it is turned; stopped and started again it is the same AWS.</summary>
public sealed class AwsFixture : TimeProvider, IAsyncDisposable
{
    public const string Account = Some.Account;
    public const string Home = Some.Region;
    public const string Abroad = Some.CopyRegion;
    public const string Vault = $"arn:aws:backup:{Home}:{Account}:backup-vault:portal-vault";
    public const string CopyVault = $"arn:aws:backup:{Abroad}:{Account}:backup-vault:portal-copies";

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-aws-").FullName;
    private readonly List<JournalEntry> _past = [];
    private EmulatorApp? _app;
    private DateTimeOffset _stoppedAt;

    private AwsFixture()
    {
    }

    /// <summary>Shortly before eleven on a Tuesday.</summary>
    public static DateTimeOffset Begin { get; } = new(2026, 3, 10, 10, 50, 0, TimeSpan.Zero);

    public string Url { get; private set; } = "http://127.0.0.1:0";

    /// <summary>All requests since the test began, also those before a stop.</summary>
    public IReadOnlyList<JournalEntry> Journal => [.. _past, .. _app?.Aws.Journal.Read(0, int.MaxValue) ?? []];

    public static async Task<AwsFixture> StartAsync(CancellationToken cancel)
    {
        var aws = new AwsFixture();
        await aws.StartAgainAsync(cancel);
        return aws;
    }

    public async Task StartAgainAsync(CancellationToken cancel)
    {
        _app = await EmulatorApp.StartAsync(new EmulatorOptions
        {
            // How quickly a test asks is no part of what it tests.
            Rates = RateLimits.None,
            Urls = Url,
            Seed = EmulatorSeed.Empty,
            Speed = 1,
            StateFile = Path.Combine(_folder, "aws.jsonl"),
            StartAt = Begin,
        }, cancel);
        var away = _stoppedAt - _app.Aws.Clock.Now;
        _app.Aws.Clock.Set(null, away > TimeSpan.Zero ? away : TimeSpan.Zero, true);
        Url = _app.Url;
    }

    /// <summary>From now on nobody answers at the address.</summary>
    public async Task StopAsync()
    {
        _stoppedAt = GetUtcNow();
        _past.AddRange(_app!.Aws.Journal.Read(0, int.MaxValue));
        await _app.DisposeAsync();
        _app = null;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _app?.Aws.Clock.Now ?? _stoppedAt;

    public void Advance(TimeSpan by)
    {
        _app?.Aws.Clock.Set(null, by, null);
        _stoppedAt += by;
    }

    public void AdvanceTo(DateTimeOffset instant) => Advance(instant - GetUtcNow());

    /// <summary>Reads, or changes behind the portal's back, what exists.</summary>
    public T World<T>(Func<AwsWorld, T> read) => _app!.Aws.Read(read);

    /// <summary>Asks AWS for something as somebody else than the portal would.</summary>
    public JsonObject Call(string service, string operation, JsonObject members, string region = Home) =>
        (JsonObject)_app!.Aws.Answer(new Caller(Account, region, service, "somebody"), operation, members, System.GetUtcNow()).Answer;

    /// <summary>From now on the portal's user may not do what is denied here, nor a role by its name.</summary>
    public void Deny(string action, string principal = "user/fsxportal") => World(world =>
        world.Access.Of($"arn:aws:iam::{Account}:{principal}")!["Denied"] = PolicyDocument.Parse(
            $$"""{ "Statement": { "Effect": "Deny", "Action": "{{action}}", "Resource": "*" } }"""));

    /// <summary>Puts a rule in force by which AWS errs.</summary>
    public void Fault(string rule) => _app!.Aws.Faults.Add([JsonNode.Parse(rule)]);

    /// <summary>From now on AWS errs no more.</summary>
    public void Mend() => _app!.Aws.Faults.Remove(null);

    /// <summary>Has somebody else than the portal back a file system up; the answer is the id of the job.</summary>
    public string BackUp(string arn, string vault = "portal-vault") => (string)Call("backup", "StartBackupJob", new JsonObject
    {
        ["BackupVaultName"] = vault,
        ["ResourceArn"] = arn,
        ["IamRoleArn"] = $"arn:aws:iam::{Account}:role/service-role/AWSBackupDefaultServiceRole",
    })["BackupJobId"]!;

    /// <summary>Creates a file system; the answer is its ARN.</summary>
    public string AddFileSystem(
        string name, string type = "WINDOWS", string? deployment = null, string region = Home, JsonObject? configuration = null)
    {
        var members = new JsonObject
        {
            ["FileSystemType"] = type,
            ["StorageCapacity"] = 1200,
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Name", ["Value"] = name }),
        };
        if (deployment is not null)
        {
            members["LustreConfiguration"] = new JsonObject { ["DeploymentType"] = deployment };
        }

        if (configuration is not null)
        {
            members["WindowsConfiguration"] = configuration;
        }

        return (string)Call("fsx", "CreateFileSystem", members, region)["FileSystem"]!["ResourceARN"]!;
    }

    /// <summary>Creates an ONTAP file system with one volume; the answer is the volume's ARN.</summary>
    public string AddVolume(string name) => World(world =>
    {
        var spec = new FileSystemSpec { Tags = { ["Name"] = name }, CreatedAt = Begin };
        var (fileSystemId, volumeId) = ($"fs-{AwsWorld.HexId(name, 1, 17)}", $"fsvol-{AwsWorld.HexId(name, 2, 17)}");
        var fileSystem = FileSystemShapes.FileSystem(fileSystemId, Account, Home, "ONTAP", spec);
        var volume = FileSystemShapes.Volume(volumeId, fileSystemId, Account, Home, name, spec);
        world.Resources.Add(fileSystem.Arn, fileSystem);
        world.Resources.Add(volume.Arn, volume);
        return volume.Arn;
    });

    /// <summary>Deletes a recovery point behind the portal's back.</summary>
    public void DeletePoint(string arn) => Call("backup", "DeleteRecoveryPoint", new JsonObject
    {
        ["BackupVaultName"] = World(world => world.Points[arn].Vault.Name),
        ["RecoveryPointArn"] = arn,
    }, arn.Split(':')[3]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
