using System.Net;
using FsxPortal.Tests.Api.Programs;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FsxPortal.Tests.Setup.Doors;

/// <summary>What holds for each route that there is: pages, API, hub, and whatever is added later.</summary>
public sealed class EveryRouteTests : IAsyncLifetime
{
    // Monitoring, the pages for those who are not let in, and the door of the tests.
    private static readonly string[] Open =
    [
        "/health/live", "/health/ready", "/let-me-in", "/no-role", "/sign-in-trouble", "/sign-out", "/sign-out/front-channel",
        "/signed-out",
    ];

    private ProgramHost _portal = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Routes =>
        _portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public async ValueTask InitializeAsync() => _portal = await ProgramHost.StartAsync(
        Cancel, ("Portal:KnownProxies", "127.0.0.1"), ("Portal:ApiLimit:RefusedPerMinute", "100000"),
        ("Portal:PublicUrl", "https://portal.example"));

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Each_tells_browsers_what_they_may_do_and_not_to_keep_it()
    {
        foreach (var (route, method) in Calls())
        {
            using var answer = await SendAsync(method, PathOf(route.RoutePattern));

            var about = $"{method} {route.RoutePattern.RawText}: {(int)answer.StatusCode}";
            Assert.True(Header(answer, "Strict-Transport-Security") == "max-age=31536000; includeSubDomains", about);
            Assert.True(Header(answer, "X-Content-Type-Options") == "nosniff", about);
            Assert.True(Header(answer, "Referrer-Policy") == "same-origin", about);
            Assert.True(Header(answer, "Cross-Origin-Opener-Policy") == "same-origin", about);
            Assert.True(Header(answer, "Cross-Origin-Resource-Policy") == "same-origin", about);
            Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.True(IsAsset(route) || Header(answer, "Cache-Control").Contains("no-store", StringComparison.Ordinal), about);
        }
    }

    [Fact]
    public async Task Each_is_guarded_or_named_here()
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (route, method) in Calls().Where(call => !IsAsset(call.Route)))
        {
            if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                open.Add(route.RoutePattern.RawText!);
                continue;
            }

            using var answer = await SendAsync(method, PathOf(route.RoutePattern));

            var leads = answer.Headers.Location is { IsAbsoluteUri: true } to && to.AbsolutePath.Contains("auth", StringComparison.Ordinal);
            Assert.True(
                leads || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
                $"{method} {route.RoutePattern.RawText}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.Equal(Open, open);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("///evil.example")]
    [InlineData("/%5C%5Cevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%2F%2Fevil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%0A/evil.example")]
    [InlineData("/%0D%0A/evil.example")]
    [InlineData("/https:evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/@evil.example")]
    [InlineData("/sessions?returnUrl=https://evil.example")]
    public async Task Who_signs_in_comes_back_to_the_portal_whatever_was_asked_for(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        if (answer.Headers.Location is not { IsAbsoluteUri: true } provider)
        {
            Assert.Null(answer.Headers.Location);
            Assert.InRange((int)answer.StatusCode, 400, 499);
            return;
        }

        var state = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(provider.Query)["state"].ToString();
        var rules = _portal.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
            .Get(OpenIdConnectDefaults.AuthenticationScheme);
        var back = rules.StateDataFormat.Unprotect(state)!.RedirectUri!;

        // As browsers read it: without tabs and ends of lines, and with every slash a slash.
        var read = back.Replace('\\', '/').Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal);
        Assert.StartsWith("/", read, StringComparison.Ordinal);
        Assert.False(read.StartsWith("//", StringComparison.Ordinal), back);
        Assert.Equal("portal.example", new Uri(new Uri("https://portal.example"), read).Host);
    }

    [Fact]
    public async Task Cookies_are_for_this_host_over_TLS_and_not_for_scripts()
    {
        using var leads = await SendAsync(HttpMethod.Get, "/sessions");
        using var opens = await SendAsync(HttpMethod.Get, "/let-me-in");

        Assert.Equal(2, leads.Headers.GetValues("Set-Cookie").Count());
        foreach (var cookie in leads.Headers.GetValues("Set-Cookie").Concat(opens.Headers.GetValues("Set-Cookie")))
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_sent_is_never_sent_back()
    {
        foreach (var path in new[] { "/", "/api/v1/policies", "/portal.css", "/hubs/progress" })
        {
            using var answer = await SendAsync(HttpMethod.Trace, path, ("X-Canary", "canary-4711"));

            Assert.InRange((int)answer.StatusCode, 300, 499);
            Assert.DoesNotContain("canary-4711", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    private IEnumerable<(RouteEndpoint Route, HttpMethod Method)> Calls() =>
        from route in Routes
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (route, new HttpMethod(method));

    // Scripts, style sheets, pictures and fonts: the same for everybody, and kept by browsers.
    private static bool IsAsset(RouteEndpoint route) => route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || route.RoutePattern.RawText!.EndsWith(".js", StringComparison.Ordinal)
        || route.RoutePattern.RawText.EndsWith(".svg", StringComparison.Ordinal);

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(
        segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "00000000-0000-7000-8000-000000000001",
        }))));

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var exactly = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(method, new Uri($"{_portal.Url.GetLeftPart(UriPartial.Authority)}{path}", exactly));
        foreach (var (name, value) in headers.Append(("X-Forwarded-Proto", "https")).Append(("X-Forwarded-For", "203.0.113.9")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _portal.Program(null).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}
