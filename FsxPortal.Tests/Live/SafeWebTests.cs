using System.Net;

namespace FsxPortal.Tests.Live;

public sealed class SafeWebTests(WebFixture web) : IClassFixture<WebFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/no-such-page")]
    [InlineData("/breaks")]
    [InlineData("/portal.css")]
    public async Task Every_answer_tells_the_browser_what_it_may_do(string path)
    {
        var answer = await web.GetAsync(path);

        Assert.Contains("nosniff", answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("same-origin", answer.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy"));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task No_page_has_an_inline_script()
    {
        var html = await (await web.GetAsync("/")).Content.ReadAsStringAsync(Cancel);

        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)[^>]*>", html);
        Assert.DoesNotMatch("\\son[a-z]+=", html);
    }

    [Fact]
    public async Task An_unknown_address_is_answered_with_a_page_that_leads_on()
    {
        var answer = await web.GetAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_of_a_program_gets_no_page()
    {
        var answer = await web.GetAsync("/api/v1/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_failure_is_answered_with_a_page_that_tells_nothing_of_the_inside()
    {
        var answer = await web.GetAsync("/breaks");

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something went wrong", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret of the house", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://portal.example.evil.example")]
    [InlineData("http://portal.example")]
    public async Task A_connection_from_another_site_is_refused(string origin)
    {
        foreach (var path in new[] { "/_blazor/negotiate?negotiateVersion=1", "/_blazor", "/hubs/progress" })
        {
            var answer = await web.GetAsync(path, ("Origin", origin), ("Upgrade", "websocket"), ("Connection", "Upgrade"));

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_connection_from_our_own_pages_is_taken()
    {
        foreach (var origin in new[] { web.Url.GetLeftPart(UriPartial.Authority), "https://portal.example", "https://portal.example:443" })
        {
            var answer = await web.GetAsync("/hubs/progress", ("Origin", origin), ("Upgrade", "websocket"), ("Connection", "Upgrade"),
                ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));

            Assert.Equal(HttpStatusCode.SwitchingProtocols, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("https", HttpStatusCode.SwitchingProtocols)]
    [InlineData("http", HttpStatusCode.Forbidden)]
    public async Task A_known_proxy_says_whether_the_page_came_by_tls(string scheme, HttpStatusCode expected)
    {
        var answer = await web.GetAsync(
            "/hubs/progress", ("Origin", $"https://{web.Url.Authority}"), ("X-Forwarded-Proto", scheme), ("X-Forwarded-For", "203.0.113.9"),
            ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", "13"),
                ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_foreign_name_that_points_at_this_machine_is_refused()
    {
        var answer = await web.GetAsync("/", ("Host", "evil.example"));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1:99999")]
    [InlineData("127.0.0.1:0x50")]
    [InlineData("[::1")]
    [InlineData("a b")]
    public async Task A_host_that_cannot_be_is_a_mistake_of_the_request(string host)
    {
        var answer = await web.GetAsync("/", ("Host", host));

        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("/sessions?policy=%1b%5b31mred&from=0001-01-01&to=9999-12-31")]
    [InlineData("/sessions?state=%1b%5b31m&policy=1")]
    [InlineData("/policies?fileSystem=%1b%5b31m")]
    [InlineData("/policies/new?protect=%1b%5b31m")]
    [InlineData("/file-systems/00000000-0000-0000-0000-000000000001?point=%1b%5b31m")]
    [InlineData("/file-systems?policy=%1b%5b31m&state=x&sort=y")]
    public async Task What_an_address_says_amiss_ends_no_page(string path)
    {
        var answer = await web.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/portal.css", "text/css")]
    [InlineData("/portal.js", "text/javascript")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    [InlineData("/fonts/roboto-latin-400-normal.woff2", "font/woff2")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", "text/css")]
    public async Task Assets_are_served_from_a_build_that_was_never_published(string path, string type)
    {
        var answer = await web.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }
}
