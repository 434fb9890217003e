using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Demo;
using FsxPortal.Auth.Doors;
using FsxPortal.Auth.Tickets;
using FsxPortal.Auth.Visitors;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth;

/// <summary>Sign-in: people by the company's identity provider, programs by its tokens.</summary>
public static class AuthSetup
{
    /// <summary>The way of each request: programs show a token, people a cookie.</summary>
    internal const string Either = "Either";

    /// <summary>Registers what people and programs sign in with.</summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<SignInOptions>(builder.Configuration.GetSection(SignInOptions.Section));
        builder.Services.AddHttpContextAccessor().AddScoped<CircuitHandler, CircuitAddress>();
        builder.Services.AddSingleton<RoleMapper>().AddSingleton<TicketStore>().AddSingleton<ProviderWord>().AddSingleton<Standing>();
        builder.Services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, CookieRules>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, PeopleRules>();
        builder.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ProgramRules>();
        builder.Services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = http => SchemeOf(http.Request.Path))
            .AddCookie()
            .AddOpenIdConnect()
            .AddJwtBearer();
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
                .RequireAssertion(context => SignedIn.MayEnter(context.User)).Build());
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, SignInGate>();
        builder.Services.AddScoped<AuthenticationStateProvider, CircuitStanding>();
        builder.Services.AddScoped<CircuitHandler, Attendance>();
        builder.Services.AddScoped<Visitor, SignedInVisitor>();
        builder.Services.AddScoped(services => SignedIn.Actor(Http(services)!));
    }

    /// <summary>Has every request tell who sends it, and refuses those that tell nothing.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseDemoProvider();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Maps what belongs to signing in and out.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        SignInRoutes.Map(app);
        app.MapDemoProvider();
    }

    private static HttpContext? Http(IServiceProvider services) => services.GetRequiredService<IHttpContextAccessor>().HttpContext;

    private static string SchemeOf(PathString path) =>
        ProgramRules.IsProgram(path) ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme;
}
