using System.Net;
using FsxPortal.Setup;
using FsxPortal.Setup.Start;
using Microsoft.AspNetCore.Builder;

namespace FsxPortal.Tests.Auth;

/// <summary>The portal before an identity provider that cheats, or before somebody who got between.</summary>
public sealed class HostileProviderTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-hostile").FullName;
    private HostileProvider _provider = null!;
    private WebApplication _portal = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Hostility> Ways => [.. Enum.GetValues<Hostility>().Except([Hostility.None])];

    public async ValueTask InitializeAsync()
    {
        _provider = await HostileProvider.StartAsync(Cancel);
        _portal = await Portal.BuildAsync(new PortalArguments
        {
            Demo = true,
            Empty = true,
            Urls = "http://127.0.0.1:0",
            EmulatorUrls = "http://127.0.0.1:0",
            Data = _folder,
            Settings =
            [
                $"--Authentication:Authority={_provider.Issuer}", $"--Authentication:ClientId={HostileProvider.ClientId}",
                $"--Authentication:ClientSecret={HostileProvider.ClientSecret}", "--Authentication:Roles:Administrator:0=admins",
                "--Logging:LogLevel:Default=None",
            ],
        }, Cancel);
        await _portal.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.StopAsync(Cancel);
        await _portal.DisposeAsync();
        await _provider.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Where_all_is_as_it_has_to_be_one_is_let_in()
    {
        using var browser = new OwnBrowser(_portal.Urls.First());

        Assert.Equal("/sessions", (await browser.FollowAsync("/sessions", Cancel)).AbsolutePath);
        Assert.True(browser.IsSignedIn);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Whoever_cheats_lets_nobody_in(Hostility way)
    {
        _provider.Way = way;
        using var browser = new OwnBrowser(_portal.Urls.First());

        Assert.Equal("/sign-in-trouble", (await browser.FollowAsync("/sessions", Cancel)).AbsolutePath);
        Assert.False(browser.IsSignedIn);
    }

    [Fact]
    public async Task A_key_that_has_replaced_another_is_believed_once_it_is_known()
    {
        using var before = new OwnBrowser(_portal.Urls.First());
        await before.FollowAsync("/sessions", Cancel);
        _provider.ChangeKey();
        using var first = new OwnBrowser(_portal.Urls.First());
        using var next = new OwnBrowser(_portal.Urls.First());

        // Nothing is believed unseen: whoever comes with the new key first is asked to try again.
        Assert.Equal("/sign-in-trouble", (await first.FollowAsync("/sessions", Cancel)).AbsolutePath);
        Assert.Equal("/sessions", (await next.FollowAsync("/sessions", Cancel)).AbsolutePath);
    }

    [Fact]
    public async Task An_answer_is_good_once()
    {
        using var browser = new OwnBrowser(_portal.Urls.First());
        var answer = await browser.AnswerAsync(Cancel);
        await browser.FollowAsync(answer, Cancel);
        browser.SignOut();

        Assert.Equal("/sign-in-trouble", (await browser.FollowAsync(answer, Cancel)).AbsolutePath);
        Assert.False(browser.IsSignedIn);
    }

    [Fact]
    public async Task An_answer_to_another_browser_is_none()
    {
        using var other = new OwnBrowser(_portal.Urls.First());
        using var browser = new OwnBrowser(_portal.Urls.First());
        await browser.AnswerAsync(Cancel);

        Assert.Equal("/sign-in-trouble", (await browser.FollowAsync(await other.AnswerAsync(Cancel), Cancel)).AbsolutePath);
        Assert.False(browser.IsSignedIn);
    }

    /// <summary>A browser that goes where it is sent and keeps its cookies.</summary>
    private sealed class OwnBrowser : IDisposable
    {
        private readonly CookieContainer _jar = new();
        private readonly HttpClient _client;
        private readonly Uri _portal;

        public OwnBrowser(string portal) => (_portal, _client) = (
            new Uri(portal), new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _jar }));

        public bool IsSignedIn => _jar.GetCookies(_portal).Any(cookie => cookie.Name == "fsxportal");

        public void SignOut() => _jar.GetCookies(_portal).Single(cookie => cookie.Name == "fsxportal").Expired = true;

        public void Dispose() => _client.Dispose();

        /// <summary>Where it ends.</summary>
        public async Task<Uri> FollowAsync(string address, CancellationToken cancel)
        {
            var place = new Uri(_portal, address);
            while (await NextAsync(place, cancel) is { } next)
            {
                place = next;
            }

            return place;
        }

        /// <summary>With what the provider sends it back, which it has not shown the portal yet.</summary>
        public async Task<string> AnswerAsync(CancellationToken cancel)
        {
            var question = await NextAsync(_portal, cancel);
            return (await NextAsync(question!, cancel))!.ToString();
        }

        private async Task<Uri?> NextAsync(Uri place, CancellationToken cancel)
        {
            using var answer = await _client.GetAsync(place, cancel);
            return answer.Headers.Location is { } location ? new Uri(place, location) : null;
        }
    }
}
