using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.People;

namespace FsxPortal.Tests.Browser.Published;

/// <summary>The portal as it is installed: published, compressed, a process of its own, with the demo's data.</summary>
public sealed class PublishedPortal : IAsyncLifetime
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-published").FullName;
    private PortalProcess? _portal;

    /// <summary>Where it answers.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What a browser holds in which somebody has signed in.</summary>
    public Cookie Cookie { get; private set; } = null!;

    /// <summary>Every page that answers with 200, each with something to show.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await PublishAsync(Path.Combine(_folder, "app"), cancel);
        _portal = PortalProcess.StartPublished(Path.Combine(_folder, "app"), Path.Combine(_folder, "data"));
        using var api = await _portal.ConnectAsync(cancel);
        Url = new Uri(api.BaseAddress!, "/");
        Cookie = await DemoSignIn.CookieAsync(Url, cancel);
        var fileSystem = await FirstAsync(api, "file-systems", cancel);
        var policy = await FirstAsync(api, "policies", cancel);

        // Where the schedule was quicker, its run is refused another and is shown itself.
        (await api.PostAsync($"policies/{policy}/start", null, cancel)).Dispose();
        var session = await FirstAsync(api, "sessions", cancel);
        Pages =
        [
            "/", "/policies", "/policies/new", $"/policies/{policy}", "/sessions", $"/sessions/{session}", "/file-systems",
            $"/file-systems/{fileSystem}", "/settings/accounts",
        ];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static async Task PublishAsync(string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["publish", Path.Combine(Repository.Root, "FsxPortal"), "-c", Configuration, "--no-build", "-o", folder, "-v", "q",
                "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, output);
    }

    private static async Task<string> FirstAsync(HttpClient api, string list, CancellationToken cancel) =>
        (string)(await api.GetFromJsonAsync<JsonNode>(list, cancel))!["items"]![0]!["id"]!;
}
