using System.Security.Claims;
using FsxPortal.Auth.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FsxPortal.Tests.Support.People;

/// <summary>Lets a browser in as what the identity provider says would, for tests that are not about signing in.</summary>
internal static class OpenDoor
{
    private const string Path = "/let-me-in";

    /// <summary>Adds the door to a portal.</summary>
    public static void MapOpenDoor(this WebApplication app) => app.MapGet(Path, LetInAsync).AllowAnonymous();

    /// <summary>What a browser sends that has come in, who may do everything.</summary>
    public static async Task<string> CookieAsync(Uri portal, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = portal };
        return await CookieAsync(client, cancel);
    }

    /// <summary>What a browser sends that has come in by <paramref name="client"/>.</summary>
    public static async Task<string> CookieAsync(HttpClient client, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative), cancel);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static Task LetInAsync(HttpContext http, RoleMapper roles, IOptions<SignInOptions> options) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme, roles.Map(
            [new Claim("sub", "ada"), new Claim("roles", options.Value.Roles["Administrator"][0])],
            CookieAuthenticationDefaults.AuthenticationScheme));
}
