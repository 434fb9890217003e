using System.Net;
using FsxPortal.Auth.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;

namespace FsxPortal.Auth.Demo;

/// <summary>The identity provider of the demo: a person for each role with a button each, for who sits at the same computer.</summary>
/// <remarks>What it vouches for needs no proof, so it answers on loopback alone. The portal signs people in by the same way as in
/// production.</remarks>
public static class DemoProvider
{
    /// <summary>The page with the buttons.</summary>
    internal const string Door = $"{DemoAuthority.Path}/authorize";

    /// <summary>Whom to vouch for, among the parameters of the page.</summary>
    internal const string Person = "person";

    /// <summary>Brings the provider, unless the settings name another one.</summary>
    public static void AddDemoProvider(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(SignInOptions.Section);
        if (settings[nameof(SignInOptions.Authority)] is { Length: > 0 })
        {
            return;
        }

        settings[nameof(SignInOptions.ClientId)] = settings[nameof(SignInOptions.ClientSecret)] = DemoAnswers.Portal;
        settings[nameof(SignInOptions.Audience)] = DemoPeople.Audience;
        settings[nameof(SignInOptions.RoleClaim)] = DemoPeople.RoleClaim;
        settings[nameof(SignInOptions.Scopes)] = $"openid profile offline_access {DemoPeople.RoleClaim}";
        foreach (var (role, value) in DemoPeople.Roles)
        {
            settings[$"{nameof(SignInOptions.Roles)}:{role}:0"] = value;
        }

        builder.Services.AddSingleton<DemoKeys>().AddSingleton<DemoAuthority>().AddSingleton<DemoAnswers>()
            .AddSingleton<IPostConfigureOptions<SignInOptions>>(services => services.GetRequiredService<DemoAuthority>())
            .AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(services => services.GetRequiredService<DemoAuthority>());
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        builder.Services.AddOpenIddict().AddServer(Offer);
    }

    /// <summary>Keeps everybody else's computer away from it.</summary>
    internal static void UseDemoProvider(this WebApplication app) => app.Use((http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments(DemoAuthority.Path, StringComparison.OrdinalIgnoreCase)
            || http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("The demo signs people in on its own computer alone.", http.RequestAborted);
    });

    /// <summary>Maps its page.</summary>
    internal static void MapDemoProvider(this WebApplication app)
    {
        if (app.Services.GetService<DemoKeys>() is not null)
        {
            app.MapGet(Door, Vouch).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static void Offer(OpenIddictServerBuilder server)
    {
        server.SetConfigurationEndpointUris("idp/.well-known/openid-configuration").SetJsonWebKeySetEndpointUris("idp/keys")
            .SetAuthorizationEndpointUris(Door[1..]).SetTokenEndpointUris("idp/token").SetUserInfoEndpointUris("idp/userinfo")
            .SetEndSessionEndpointUris("idp/end")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow().AllowClientCredentialsFlow()
            .RegisterScopes("profile", "offline_access", DemoPeople.RoleClaim, "fsxportal")
            .DisableAccessTokenEncryption()
            .EnableDegradedMode();
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
        DemoAnswers.Register(server);
    }

    private static IResult Vouch(HttpContext http)
    {
        if (http.GetOpenIddictServerRequest() is not { } request)
        {
            return TypedResults.BadRequest();
        }

        return DemoPeople.All.FirstOrDefault(person => person.Id == http.Request.Query[Person]) is { } chosen
            ? TypedResults.SignIn(
                DemoPeople.Vouch(chosen, request.GetScopes()), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : new RazorComponentResult<DemoDoor>(
                new { Question = http.Request.QueryString.Value })
            { PreventStreamingRendering = true };
    }
}
