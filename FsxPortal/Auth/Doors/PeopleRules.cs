using System.Security.Claims;
using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Tickets;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Auditing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace FsxPortal.Auth.Doors;

/// <summary>How people sign in: by authorization code with PKCE.</summary>
internal sealed class PeopleRules(
    IOptions<SignInOptions> options, RoleMapper roles, Refusals refusals, IConfiguration configuration, ILogger<PeopleRules> log)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    private const string LeftPath = "/sign-out/back";

    public void Configure(OpenIdConnectOptions oidc) => Configure(OpenIdConnectDefaults.AuthenticationScheme, oidc);

    public void Configure(string? name, OpenIdConnectOptions oidc)
    {
        var wanted = options.Value;
        (oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (wanted.Authority, wanted.ClientId, wanted.ClientSecret);
        oidc.RequireHttpsMetadata = !new Uri(wanted.Authority).IsLoopback;
        oidc.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        oidc.ResponseType = OpenIdConnectResponseType.Code;

        // The other way back is a form of another site, with which browsers send no cookies that are not SameSite=None.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.SaveTokens = true;
        oidc.UseTokenLifetime = false;
        oidc.MapInboundClaims = false;
        oidc.AutomaticRefreshInterval = ProgramRules.KeysFor;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.Clear();
        oidc.ClaimActions.MapAll();
        oidc.Scope.Clear();
        foreach (var scope in wanted.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            oidc.Scope.Add(scope);
        }

        ProgramRules.Tighten(oidc.TokenValidationParameters);
        (oidc.CallbackPath, oidc.SignedOutCallbackPath) = (TicketStore.Back, LeftPath);
        oidc.SignedOutRedirectUri = SignInRoutes.SignedOut;
        oidc.RemoteSignOutPath = PathString.Empty;
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            CookieRules.Bind(cookie, configuration);
        }

        oidc.Events = Events();
    }

    private OpenIdConnectEvents Events() => new()
    {
        OnMessageReceived = DemandOwnProvider,
        OnTokenValidated = DemandSignature,
        OnUserInformationReceived = NoteWhereRolesAre,
        OnTicketReceived = KeepWhatCounts,
        OnRemoteFailure = Explain,
        OnAccessDenied = Explain,
        OnRedirectToIdentityProvider = NameThePortal,
        OnRedirectToIdentityProviderForSignOut = LeaveWithoutProvider,
    };

    // A provider that names itself in its answer has to be the one that was asked (RFC 9207).
    private static async Task DemandOwnProvider(MessageReceivedContext context)
    {
        if (context.ProtocolMessage.Iss is { Length: > 0 } issuer
            && (await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted)).Issuer != issuer)
        {
            context.Fail($"The answer is that of {issuer}, which was not asked.");
        }
    }

    // The framework lets tokens pass that nobody signed if they come from the provider's own address. Nobody else knows what is there.
    private static Task DemandSignature(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature))
        {
            context.Fail("The identity token is not signed.");
        }

        return Task.CompletedTask;
    }

    private Task NameThePortal(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = Shown(TicketStore.Back) ?? context.ProtocolMessage.RedirectUri;
        return Task.CompletedTask;
    }

    private Task NoteWhereRolesAre(UserInformationReceivedContext context)
    {
        var root = options.Value.RoleClaim.Split('.')[0];
        if (context.User.RootElement.EnumerateObject().Any(member => member.Name == options.Value.RoleClaim || member.Name == root))
        {
            context.Properties!.SetString(ProviderWord.RolesFrom, ProviderWord.UserInfo);
        }

        return Task.CompletedTask;
    }

    private Task KeepWhatCounts(TicketReceivedContext context)
    {
        var claims = context.Principal!.Claims.ToList();
        context.Properties!.SetString(TicketStore.ProviderSession, claims.Find(claim => claim.Type == "sid")?.Value);
        context.Principal = roles.Map(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        log.LogInformation("{Name} has signed in", context.Principal.FindFirstValue(SignedIn.NameClaim));
        return Task.CompletedTask;
    }

    private async Task Explain<TContext>(TContext context)
        where TContext : HandleRequestContext<RemoteAuthenticationOptions>
    {
        var failure = (context as RemoteFailureContext)?.Failure;
        log.LogWarning(failure, "Nobody was signed in");
        if (!SignInRoutes.IsSilence(failure))
        {
            await refusals.NoteAsync(new AuditEvent(SignedIn.Actor(context.HttpContext), AuditAction.SignIn)
            {
                Reason = failure is null ? "The identity provider did not let the person in." : $"It was not believed: {failure.Message}",
            });
        }

        context.Response.Redirect(SignInRoutes.TroubleOf(failure));
        context.HandleResponse();
    }

    // What the portal is called by a proxy is not what people call it, nor what the provider knows.
    private string? Shown(string path) =>
        Uri.TryCreate(configuration["Portal:PublicUrl"], UriKind.Absolute, out var url) ? new Uri(url, path).ToString() : null;

    private Task LeaveWithoutProvider(RedirectContext context)
    {
        context.ProtocolMessage.PostLogoutRedirectUri = Shown(LeftPath) ?? context.ProtocolMessage.PostLogoutRedirectUri;
        if (string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
        {
            context.Response.Redirect(SignInRoutes.SignedOut);
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }
}
