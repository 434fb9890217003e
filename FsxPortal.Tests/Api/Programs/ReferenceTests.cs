using System.Net;
using Bunit;
using FsxPortal.Pages.Settings.Reference;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.People;

namespace FsxPortal.Tests.Api.Programs;

/// <summary>The page of the API is for people who are signed in, and brings all that it needs.</summary>
public sealed class ReferenceTests : PageContext
{
    [Fact]
    public void It_loads_its_scripts_from_the_portal_and_leads_back()
    {
        var page = Render<ApiReference>();

        Assert.Equal(
            ["/settings/api/viewer/scalar.js", "api-reference.js"], page.FindAll("script").Select(script => script.GetAttribute("src")));
        Assert.Equal(["/", "/settings/api/v1.json"], page.FindAll("header a").Select(link => link.GetAttribute("href")));
        Assert.Equal("/settings/api/v1.json", page.Find("main").GetAttribute("data-document"));
    }

    [Theory]
    [InlineData("/settings/api")]
    [InlineData("/settings/api/v1.json")]
    [InlineData("/settings/api/viewer/")]
    public async Task Whoever_is_not_signed_in_at_a_browser_is_led_to_the_provider(string path)
    {
        await using var host = await ProgramHost.StartAsync(Cancel);

        using var stranger = await host.Program(null).GetAsync(path, Cancel);
        using var program = await host.Program(host.Issuer.Token(TokenIssuer.Admin)).GetAsync(path, Cancel);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (stranger.StatusCode, program.StatusCode));
        Assert.StartsWith($"{host.Issuer.Url}/authorize", stranger.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/settings/api")]
    [InlineData("/settings/api/v1.json")]
    [InlineData("/settings/api/viewer/scalar.js")]
    [InlineData("/api-reference.js")]
    [InlineData("/api-reference.css")]
    public async Task All_of_it_comes_from_the_portal(string path)
    {
        await using var host = await ProgramHost.StartAsync(Cancel);

        var browser = host.Program(null);
        browser.DefaultRequestHeaders.Add("Cookie", await OpenDoor.CookieAsync(host.Url, Cancel));

        using var answer = await browser.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
