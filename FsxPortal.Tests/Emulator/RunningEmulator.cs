using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;

namespace FsxPortal.Tests.Emulator;

/// <summary>An emulator on a port of its own. Its clock stands still until a test turns it.</summary>
public sealed class RunningEmulator : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    public const string Home = "eu-central-1";
    public const string Abroad = "eu-west-1";
    public const string Vault = "portal-vault";
    public const string Role = $"arn:aws:iam::{Account}:role/service-role/AWSBackupDefaultServiceRole";

    private readonly HttpClient _http;

    private RunningEmulator(EmulatorApp app)
    {
        App = app;
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Url) };
    }

    /// <summary>Shortly before eleven on a Tuesday.</summary>
    public static DateTimeOffset Begin { get; } = new(2026, 3, 10, 10, 50, 0, TimeSpan.Zero);

    public EmulatorApp App { get; }

    /// <summary>The first account in the Region of its file systems.</summary>
    public RawAws Aws => As(Account, Home);

    public static async Task<RunningEmulator> StartAsync(
        EmulatorSeed seed = EmulatorSeed.Empty, string? file = null, bool frozen = true, RateLimits rates = RateLimits.None,
        TimeProvider? realTime = null)
    {
        var options = new EmulatorOptions
        {
            Urls = "http://127.0.0.1:0",
            Seed = seed,
            StateFile = file,
            StartAt = Begin,
            Speed = 1,
            Frozen = frozen,
            Rates = rates,
            RealTime = realTime ?? TimeProvider.System,
        };
        return new RunningEmulator(await EmulatorApp.StartAsync(options, TestContext.Current.CancellationToken));
    }

    /// <summary>Somebody of an account in a Region.</summary>
    public RawAws As(string account, string region)
    {
        var key = App.Aws.World.Credentials.Lasting.Single(key => key.Account == account);
        return new RawAws(_http, region, key.Id, key.Secret);
    }

    /// <summary>Calls a control route.</summary>
    public async Task<RawAnswer> ControlAsync(string method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), $"/_emulator/{path}")
        { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new RawAnswer(
            (int)response.StatusCode, null, null, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Lets emulated time pass.</summary>
    public async Task AdvanceAsync(TimeSpan by) =>
        (await ControlAsync("PUT", "clock", new() { ["advance"] = XmlConvert.ToString(by) })).Accepted();

    public async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((string)(await ControlAsync("GET", "clock"))["now"]!, CultureInfo.InvariantCulture);

    /// <summary>Creates a file system; the answer is its ARN.</summary>
    public async Task<string> AddFileSystemAsync(string name = "share", JsonObject? more = null)
    {
        var members = more?.DeepClone().AsObject() ?? [];
        members["FileSystemType"] ??= "WINDOWS";
        members["Tags"] ??= new JsonArray(new JsonObject { ["Key"] = "Name", ["Value"] = name });
        return (string)(await Aws.FsxAsync("CreateFileSystem", members)).Accepted()["FileSystem"]!["ResourceARN"]!;
    }

    /// <summary>Takes an action away from the role that AWS Backup uses.</summary>
    public async Task DenyRoleAsync(string action) =>
        (await Aws.IamAsync("PutRolePolicy", ("RoleName", "AWSBackupDefaultServiceRole"), ("PolicyName", "less"),
        ("PolicyDocument", $$"""{ "Statement": { "Effect": "Deny", "Action": "{{action}}", "Resource": "*" } }"""))).Accepted();

    /// <summary>The body that starts a copy job abroad.</summary>
    public static JsonObject CopyOf(string point, string vault = "portal-copies") => new()
    {
        ["RecoveryPointArn"] = point,
        ["SourceBackupVaultName"] = Vault,
        ["DestinationBackupVaultArn"] = $"arn:aws:backup:{Abroad}:{Account}:backup-vault:{vault}",
        ["IamRoleArn"] = Role,
    };

    /// <summary>Copies a recovery point abroad and lets the hour pass that it may take; the answer is the job.</summary>
    public async Task<JsonNode> CopyAsync(string point, string vault = "portal-copies")
    {
        var id = (string)(await Aws.BackupAsync("PUT", "/copy-jobs", CopyOf(point, vault))).Accepted()["CopyJobId"]!;
        await AdvanceAsync(TimeSpan.FromHours(1));
        return (await Aws.GetAsync($"/copy-jobs/{id}"))["CopyJob"]!;
    }

    /// <summary>The body that starts a backup job.</summary>
    public static JsonObject BackupOf(string resource, string vault = Vault) =>
        new() { ["BackupVaultName"] = vault, ["ResourceArn"] = resource, ["IamRoleArn"] = Role };

    /// <summary>Starts a backup job; the answer is its id.</summary>
    public async Task<string> StartBackupAsync(JsonObject body) =>
        (string)(await Aws.BackupAsync("PUT", "/backup-jobs", body)).Accepted()["BackupJobId"]!;

    public Task<RawAnswer> JobAsync(string id) => Aws.GetAsync($"/backup-jobs/{id}");

    /// <summary>Makes a recovery point of a resource and lets the hour pass that it may take; the answer is its ARN.</summary>
    public async Task<string> BackUpAsync(string resource, JsonObject? more = null)
    {
        var body = BackupOf(resource);
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        var job = await StartBackupAsync(body);
        await AdvanceAsync(TimeSpan.FromHours(1));
        return (string)(await JobAsync(job))["RecoveryPointArn"]!;
    }

    /// <summary>The path of a recovery point.</summary>
    public static string PathOf(string point, string vault = Vault) =>
        $"/backup-vaults/{vault}/recovery-points/{Uri.EscapeDataString(point)}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
    }
}
