using FsxPortal.Api.Http;
using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Tickets;
using FsxPortal.Core.Commands;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Auth.Doors;

/// <summary>Signing out, and the pages for those who are not let in.</summary>
internal static class SignInRoutes
{
    /// <summary>Where one is after signing out.</summary>
    public const string SignedOut = "/signed-out";

    /// <summary>Where one is who is known and has no role.</summary>
    public const string NoRole = "/no-role";

    private const string Trouble = "/sign-in-trouble";

    /// <summary>Maps the routes. All of them are open to everybody.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet(SignedOut, () => Page(SignInPageKind.SignedOut));
        open.MapGet(NoRole, (HttpContext http) => Page(SignInPageKind.NoRole, SignedIn.Actor(http.User).Name));
        open.MapGet(Trouble, (string? why) => Page(why == nameof(SignInPageKind.Silent) ? SignInPageKind.Silent : SignInPageKind.Refused));
        open.MapPost(TicketStore.Leave, SignOutAsync);
        open.MapGet($"{TicketStore.Leave}/front-channel", EndFromProviderAsync);
    }

    /// <summary>The page that says why nobody could be signed in.</summary>
    public static string TroubleOf(Exception? failure) =>
        $"{Trouble}?why={(IsSilence(failure) ? SignInPageKind.Silent : SignInPageKind.Refused)}";

    /// <summary>Whether the identity provider did not answer, and so nobody was refused.</summary>
    internal static bool IsSilence(Exception? failure) =>
        failure is HttpRequestException or TaskCanceledException or IOException
        || (failure is InvalidOperationException && failure.Message.Contains("IDX20803", StringComparison.Ordinal))
        || (failure?.InnerException is { } inner && IsSilence(inner));

    private static RazorComponentResult<SignInPage> Page(SignInPageKind kind, string? name = null, string? onTo = null) =>
        new(new { Kind = kind, Name = name, OnTo = onTo }) { StatusCode = StatusOf(kind), PreventStreamingRendering = true };

    private static int StatusOf(SignInPageKind kind) => kind switch
    {
        SignInPageKind.SignedOut or SignInPageKind.Leaving => StatusCodes.Status200OK,
        SignInPageKind.Silent => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };

    // Only the portal's own pages may sign somebody out; browsers name the page that asks.
    private static async Task<IResult> SignOutAsync(HttpContext http, IConfiguration configuration)
    {
        if (http.Request.Headers.Origin.Count != 1 || !OwnOrigin.Sent(http.Request, configuration))
        {
            return TypedResults.Problem("Another site's page may not sign anybody out.", statusCode: StatusCodes.Status403Forbidden);
        }

        try
        {
            await http.SignOutAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = SignedOut });
        }
        catch (Exception silent) when (silent is InvalidOperationException or HttpRequestException or IOException)
        {
            // One is signed out here all the same.
            http.Response.Headers.Location = SignedOut;
        }

        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

        // A form may lead to the portal alone, and not by a redirect to another site either: a page of ours leads on.
        var provider = http.Response.Headers.Location.ToString();
        http.Response.Headers.Remove("Location");
        return Page(SignInPageKind.Leaving, onTo: provider);
    }

    // The provider has its page load this in a frame. Browsers send no cookie there; its own name for the session tells which.
    private static async Task<IResult> EndFromProviderAsync(string? sid, SignIns signIns, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(sid))
        {
            await signIns.CloseOfProviderAsync(sid, cancel);
        }

        return TypedResults.NoContent();
    }
}
