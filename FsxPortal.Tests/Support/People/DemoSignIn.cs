using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace FsxPortal.Tests.Support.People;

/// <summary>Signs in at a demo as people and programs do, by its own identity provider.</summary>
public static class DemoSignIn
{
    /// <summary>A program's token for the API.</summary>
    public static async Task<string> TokenAsync(Uri portal, CancellationToken cancel, string program = "fsxportal-demo")
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = program,
            ["client_secret"] = program,
            ["scope"] = "fsxportal",
        });
        using var answer = await client.PostAsync(new Uri(portal, "/idp/token"), form, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("access_token").GetString()!;
    }

    /// <summary>What a program sends with each request.</summary>
    public static async Task<AuthenticationHeaderValue> HeaderAsync(
        Uri portal, CancellationToken cancel, string program = "fsxportal-demo") =>
        new("Bearer", await TokenAsync(portal, cancel, program));

    /// <summary>The cookie a browser has after somebody has signed in.</summary>
    public static async Task<Cookie> CookieAsync(Uri portal, CancellationToken cancel, string person = "ada")
    {
        var jar = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = jar });
        using var door = await browser.GetAsync(new Uri(portal, "/"), cancel);
        using var inside = await browser.GetAsync(new Uri($"{door.RequestMessage!.RequestUri}&person={person}"), cancel);
        inside.EnsureSuccessStatusCode();
        return jar.GetCookies(portal).Single(cookie => cookie.Name.EndsWith("fsxportal", StringComparison.Ordinal));
    }
}
