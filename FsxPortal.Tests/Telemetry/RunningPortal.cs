using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Telemetry;

/// <summary>A portal that logs all it can and has run one session, started by a program with a trace and a token of its own.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    public const string TraceOfClick = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Hourly = "0b5f0001-0000-7000-8000-000000000002";

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-telemetry-").FullName;
    private EmulatorApp _aws = null!;
    private PortalProcess _portal = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Guid SessionId { get; private set; }

    /// <summary>What the program shows as its key.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The instruments after the session, as Prometheus reads them.</summary>
    public string Metrics { get; private set; } = "";

    /// <summary>All that the portal has written.</summary>
    public IReadOnlyList<string> Lines => _portal.Output.Split('\n');

    /// <summary>Secrets the portal has used, by what they are.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _aws.Aws.Read(world => world.Credentials.All
        .SelectMany(key => new[] { ($"the secret of {key.Id}", key.Secret), ($"the session token of {key.Id}", key.Token) })
        .Where(secret => secret.Item2 is not null).ToDictionary(secret => secret.Item1, secret => secret.Item2!));

    public async ValueTask InitializeAsync()
    {
        _aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", StartAt = AwsFixture.Begin, Speed = 600 }, Cancel);
        _aws.Aws.Clock.Set(null, TimeSpan.Zero, true);
        _portal = PortalProcess.Start(_folder, _aws.Url, null,
            "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Debug",
                "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Debug",
            "--Logging:LogLevel:Hangfire=Debug", "--Logging:Console:FormatterName=json");
        _client = await _portal.ConnectAsync(Cancel);
        Token = _client.DefaultRequestHeaders.Authorization!.Parameter!;
        await DisableSchedulesAsync();
        SessionId = await StartAsync();
        _aws.Aws.Clock.Set(null, TimeSpan.Zero, false);
        await UntilAsync(async () =>
            (string)(await _client.GetFromJsonAsync<JsonObject>($"sessions/{SessionId}", Cancel))!["state"]! != "Running");

        // Deletions are believed some time after they were asked for.
        _aws.Aws.Clock.Set(null, TimeSpan.FromMinutes(20), null);
        await UntilAsync(async () =>
            (Metrics = await _client.GetStringAsync("/metrics", Cancel))
                .Contains("\nfsxportal_retention_deletions_total{", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _portal.DisposeAsync();
        await _aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    // However slowly the portal starts, the one session is that of the test.
    private async Task DisableSchedulesAsync()
    {
        foreach (var policy in (await _client.GetFromJsonAsync<JsonObject>("policies", Cancel))!["items"]!.AsArray())
        {
            (await _client.PostAsync($"policies/{policy!["id"]}/disable", null, Cancel)).EnsureSuccessStatusCode();
        }
    }

    private async Task<Guid> StartAsync()
    {
        var answer = await SendAsync(HttpMethod.Post, $"policies/{Hourly}/start",
            [("traceparent", $"00-{TraceOfClick}-00f067aa0ba902b7-01")]);
        answer.EnsureSuccessStatusCode();
        return Guid.Parse((string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["id"]!);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request, Cancel);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }
    }
}
