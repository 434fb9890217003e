using FsxPortal.Auth;
using FsxPortal.Components;
using FsxPortal.Core;
using FsxPortal.Layout;
using FsxPortal.Live;
using FsxPortal.Pages.Settings.Reference;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Limits;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor;
using MudBlazor.Services;

namespace FsxPortal.Setup;

/// <summary>What a browser sees: pages, live progress, and the rules under which they are served.</summary>
public static class WebSetup
{
    // Programs read problem details there, not pages.
    private static readonly string[] _withoutPages = ["/api", "/hubs", "/_blazor", "/health", "/metrics", "/openapi", "/idp"];

    /// <summary>Registers the pages and the hub.</summary>
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        // Without this a build that was never published finds its style sheets in the Development environment only.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(listen =>
                listen.EndSilentConnections(kestrel.ApplicationServices.GetRequiredService<Clocks>().Technical));
        });
        builder.AddKnownProxies();
        builder.AddSignIn();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(Limit);
        builder.Services.AddSignalR(hub => hub.EnableDetailedErrors = false);
        builder.AddRequestLimits();
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.VisibleStateDuration = 8000;
            mud.SnackbarConfiguration.PreventDuplicates = false;
        });
        builder.Services.AddTexts();

        // HTML is compressed too. Attacks that guess a secret from the length of compressed answers (BREACH) find none: no secret is
        // the same in two answers.
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        builder.Services.AddSingleton<JointReads>();
        builder.Services.AddScoped<CommandRunner>();
    }

    /// <summary>Serves the pages and the hub.</summary>
    public static void MapWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseManagementGuard();
        app.UseMiddleware<OriginGuard>();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(KeepPagesFromPrograms);
        app.UseResponseCompression();
        app.UseMiddleware<RefusedSignInGuard>();
        app.UseSignIn();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignIn();
        ApiReferenceRoutes.Map(app);
        app.MapHub<ProgressHub>(ProgressHub.Path, options => options.CloseOnAuthenticationExpiration = true);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static Task KeepPagesFromPrograms(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (_withoutPages.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase))
            && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }

    private static void Limit(CircuitOptions circuits)
    {
        circuits.DetailedErrors = false;
        circuits.DisconnectedCircuitMaxRetained = 50;
        circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
    }
}
