using System.Net;
using System.Net.Http.Headers;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Tests.Auth;
using FsxPortal.Tests.Browser;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Cluster;

/// <summary>People and programs at two nodes behind nginx and TLS, with an identity provider that nobody here wrote.</summary>
public sealed class SignInBehindProxyTests : IAsyncLifetime
{
    private readonly List<(PortalProcess Process, string Folder)> _nodes = [];
    private readonly Proxy _proxy = new();
    private IdentityProvider _provider = null!;
    private PostgresServer _server = null!;
    private EmulatorApp _aws = null!;
    private Chromium _chromium = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        IdentityProvider.Demand();
        DemoBrowser.Demand();
        Programs.Demand(Proxy.Path, "nginx");
        Programs.Demand(PostgresServer.IsInstalled ? "initdb" : null, "PostgreSQL (initdb)");
        _provider = await IdentityProvider.StartAsync(Cancel);
        _server = await PostgresServer.StartAsync();
        await _server.ExecuteAsync("CREATE DATABASE portal");
        _aws = await EmulatorApp.StartAsync(new EmulatorOptions { Urls = "http://127.0.0.1:0", StartAt = AwsFixture.Begin }, Cancel);
        AddNode();
        AddNode();
        await _proxy.StartAsync(await _nodes[0].Process.AddressAsync(Cancel), await _nodes[1].Process.AddressAsync(Cancel), Cancel);
        await _provider.RegisterAsync(_proxy.Url, Cancel);
        _chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        await _proxy.DisposeAsync();
        foreach (var (process, folder) in _nodes)
        {
            await process.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        foreach (var part in new IAsyncDisposable?[] { _aws, _server, _provider }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_is_signed_in_stays_so_when_the_node_is_killed_and_is_out_everywhere_after_signing_out()
    {
        var page = await SignInAsync("/sessions");
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name.EndsWith("fsxportal", StringComparison.Ordinal));
        Assert.Equal(
            ("__Host-fsxportal", true, true, SameSiteAttribute.Lax), (cookie.Name, cookie.Secure, cookie.HttpOnly, cookie.SameSite));
        var served = await _proxy.LastNodeAsync("/sessions", Cancel);

        await KillAsync(await NodeAtAsync(served));

        // The page that was open is about to load itself anew.
        page = await page.Context.NewPageAsync();
        await page.GotoAsync("/policies");

        await ExpectInsideAsync(page);
        Assert.NotEqual(served, await _proxy.LastNodeAsync("/policies", Cancel));
        await page.ClickAsync(".portal-person button");
        await page.ClickAsync("button:has-text('Yes')");
        await page.WaitForURLAsync($"{_proxy.Url}/signed-out");
        await page.Context.AddCookiesAsync([new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Url = _proxy.Url, Secure = true,
        }]);
        await page.GotoAsync("/policies");
        await Assertions.Expect(page.Locator("input[name=login]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_program_shows_its_token_to_any_node_and_the_trail_names_the_address_that_the_proxy_tells()
    {
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        })
        { BaseAddress = new Uri(_proxy.Url) };
        using var bare = await client.GetAsync(new Uri("/api/v1/policies", UriKind.Relative), Cancel);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await _provider.TokenAsync("script-admin", Cancel));

        // What a visitor says of itself does not count.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        await KillAsync(_nodes[0].Process);
        using var changed = await client.PostAsync(new Uri("/api/v1/vaults/sync", UriKind.Relative), null, Cancel);
        var trail = await client.GetStringAsync(new Uri("/api/v1/audit", UriKind.Relative), Cancel);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (bare.StatusCode, changed.StatusCode));
        Assert.Contains("script-admin", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.7", trail, StringComparison.Ordinal);
    }

    private async Task<IPage> SignInAsync(string path)
    {
        var page = await (await _chromium.NewContextAsync(_proxy.Url)).NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(path);
        await IdentityProvider.VouchAsync(page, "ada", _proxy.Url);
        await ExpectInsideAsync(page);
        return page;
    }

    private static async Task ExpectInsideAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Ada Example");
        await page.Locator("#portal-search:enabled").First.WaitForAsync();
    }

    private static async Task KillAsync(PortalProcess process)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-KILL", $"{process.Id}"]);
        await process.WaitForEndAsync(Cancel);
    }

    private async Task<PortalProcess> NodeAtAsync(int port) =>
        (await _nodes[0].Process.AddressAsync(Cancel)).Port == port ? _nodes[0].Process : _nodes[1].Process;

    private void AddNode()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-node-").FullName;
        _nodes.Add((
            PortalProcess.Start(
                folder, _aws.Url, null,
                [
                    "--Database:Provider=PostgreSql", $"--Database:ConnectionString={_server.ConnectionTo("portal")}", TrailKey.Setting,
                    $"--Portal:PublicUrl={_proxy.Url}", "--Portal:KnownProxies=127.0.0.1", .. _provider.Settings,
                ]),
            folder));
    }
}
