using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Tickets;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth.Doors;

/// <summary>How a browser keeps that somebody is signed in.</summary>
internal sealed class CookieRules(TicketStore tickets, IOptions<SignInOptions> options, IConfiguration configuration)
    : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions cookies) =>
        Configure(CookieAuthenticationDefaults.AuthenticationScheme, cookies);

    public void Configure(string? name, CookieAuthenticationOptions cookies)
    {
        var secure = IsSecure(configuration);
        cookies.SessionStore = tickets;
        cookies.ExpireTimeSpan = options.Value.Lifetime;
        cookies.SlidingExpiration = false;
        cookies.Cookie.Name = secure ? "__Host-fsxportal" : "fsxportal";
        cookies.Cookie.HttpOnly = true;
        cookies.Cookie.SameSite = SameSiteMode.Lax;
        cookies.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookies.AccessDeniedPath = SignInRoutes.NoRole;
        cookies.Events.OnValidatePrincipal = LookAsync;
    }

    // Whoever waits for a role need not wait long.
    private async Task LookAsync(CookieValidatePrincipalContext context)
    {
        // What everybody may read is not worth a question.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return;
        }

        var person = SignedIn.Id(context.Principal!) is { } id
            ? await context.HttpContext.RequestServices.GetRequiredService<Standing>().LookAsync(
                id, SignedIn.MayEnter(context.Principal!) ? options.Value.Review : options.Value.Review / 10,
                context.HttpContext.RequestAborted)
            : null;
        if (person is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(person);
    }

    /// <summary>Keeps a cookie of the sign-in to this host and, where people come by https only, to that.</summary>
    public static void Bind(CookieBuilder cookie, IConfiguration configuration)
    {
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        if (IsSecure(configuration))
        {
            // What browsers believe to be of this host alone has that name and goes for all of it.
            (cookie.Name, cookie.Path, cookie.SecurePolicy) = ($"__Host-{cookie.Name}", "/", CookieSecurePolicy.Always);
        }
    }

    /// <summary>Whether people reach the portal by https only.</summary>
    public static bool IsSecure(IConfiguration configuration) =>
        configuration["Portal:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
}
