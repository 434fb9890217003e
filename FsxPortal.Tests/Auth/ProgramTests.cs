using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Tests.Auth;

/// <summary>Programs, with tokens of an identity provider that nobody here wrote and with tokens that it never made.</summary>
public sealed class ProgramTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/policies")]
    [InlineData("/api/v1/sessions")]
    [InlineData("/api/v1/accounts")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/hubs/progress/negotiate")]
    public async Task Without_a_token_nothing_is_told(string path)
    {
        using var client = portal.Program(null);

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/portal.css")]
    public async Task What_monitoring_reads_is_open(string path)
    {
        using var client = portal.Program(null);

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_gives_the_roles_that_its_claims_say()
    {
        using var admin = portal.Program(await portal.Provider.TokenAsync("script-admin", Cancel));
        using var reader = portal.Program(await portal.Provider.TokenAsync("script-reader", Cancel));
        using var nobody = portal.Program(await portal.Provider.TokenAsync("script-nobody", Cancel));

        Assert.Equal(HttpStatusCode.Accepted, await SyncAsync(admin));
        Assert.Equal(HttpStatusCode.Forbidden, await SyncAsync(reader));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(reader));
        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(nobody));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(admin, "/api/v1/file-systems"));
        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(reader, "/api/v1/file-systems"));
    }

    [Fact]
    public async Task A_token_for_something_else_is_no_token_for_the_portal()
    {
        using var client = portal.Program(await portal.Provider.TokenAsync("script-admin", Cancel, "urn:other"));

        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(client));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    public async Task A_token_that_somebody_else_signs_or_nobody_is_none(string algorithm)
    {
        var real = new JsonWebToken(await portal.Provider.TokenAsync("script-admin", Cancel));
        var forged = Forge(real, algorithm);
        using var client = portal.Program(forged);

        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(client));
    }

    [Fact]
    public async Task What_programs_were_refused_is_on_record_for_administrators()
    {
        var token = await portal.Provider.TokenAsync("script-admin", Cancel);
        using var admin = portal.Program(token);
        using var reader = portal.Program(await portal.Provider.TokenAsync("script-reader", Cancel));
        using var nobody = portal.Program(await portal.Provider.TokenAsync("script-nobody", Cancel));
        using var forger = portal.Program(Forge(new JsonWebToken(token), "RS256"));
        await SyncAsync(reader);
        await ReadAsync(nobody);
        await ReadAsync(forger);

        var refused = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/audit?outcome=Refused", Cancel))!["items"]!.AsArray()
            .Select(entry => ((string?)entry!["actor"], (string?)entry["address"], (string?)entry["action"], (string?)entry["reason"]))
            .ToList();

        Assert.Contains(refused, entry => entry is ("script-reader", "127.0.0.1", "SyncVaults", not null));
        Assert.Contains(("script-nobody", "127.0.0.1", "SignIn", "The token is good, but gives no role in this portal."), refused);
        Assert.Contains(("", "127.0.0.1", "SignIn", "The token is none of the portal's identity provider, or is over."), refused);
        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(reader, "/api/v1/audit"));
    }

    [Fact]
    public async Task The_cookie_of_a_browser_is_nothing_to_the_API()
    {
        var page = await portal.SignInAsync("ada");
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "fsxportal");
        using var client = portal.Program(null);
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");

        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(client));
    }

    [Fact]
    public async Task The_hub_wants_a_token_too()
    {
        var token = await portal.Provider.TokenAsync("script-reader", Cancel);
        await using var good = Hub(token);
        await using var bad = Hub(null);

        await good.StartAsync(Cancel);
        await good.InvokeAsync("Subscribe", "sessions", Cancel);
        await Assert.ThrowsAsync<HubException>(() => good.InvokeAsync("Subscribe", "file-systems", Cancel));
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => bad.StartAsync(Cancel));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
    }

    [Fact]
    public async Task A_connection_ends_with_the_token_that_opened_it()
    {
        await using var hub = Hub(await portal.Provider.TokenAsync("script-brief", Cancel));
        var ended = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };

        await hub.StartAsync(Cancel);

        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancel);
    }

    private static string Forge(JsonWebToken real, string algorithm)
    {
        var head = Base64UrlEncoder.Encode(JsonSerializer.Serialize(new { alg = algorithm, typ = "at+jwt", kid = real.Kid }));
        var text = $"{head}.{real.EncodedPayload}";
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var bytes = Encoding.ASCII.GetBytes(text);
        return $"{text}." + algorithm switch
        {
            "none" => "",
            "HS256" => Base64UrlEncoder.Encode(System.Security.Cryptography.HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes)),
            _ => Base64UrlEncoder.Encode(key.SignData(
                bytes, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1)),
        };
    }

    private static async Task<HttpStatusCode> ReadAsync(HttpClient client, string path = "/api/v1/policies")
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> SyncAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/vaults/sync", new { }, Cancel);
        return answer.StatusCode;
    }

    private HubConnection Hub(string? token) => new HubConnectionBuilder()
        .WithUrl(new Uri(new Uri(portal.Url), "/hubs/progress"), options => options.AccessTokenProvider = () => Task.FromResult(token))
        .Build();
}
