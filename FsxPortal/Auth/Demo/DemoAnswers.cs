using System.Collections.Immutable;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using Said = OpenIddict.Abstractions.OpenIddictConstants.Claims;

namespace FsxPortal.Auth.Demo;

/// <summary>What the demo's identity provider answers, beyond what the protocol says by itself.</summary>
internal sealed class DemoAnswers(DemoAuthority authority)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidateTokenRequestContext>,
        IOpenIddictServerHandler<ValidateEndSessionRequestContext>, IOpenIddictServerHandler<HandleTokenRequestContext>,
        IOpenIddictServerHandler<HandleEndSessionRequestContext>, IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    /// <summary>The name under which the portal is registered.</summary>
    public const string Portal = "fsxportal";

    /// <summary>Has the provider ask here.</summary>
    public static void Register(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<DemoAnswers>())
            .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<DemoAnswers>())
            .AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseSingletonHandler<DemoAnswers>())
            .AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<DemoAnswers>())
            .AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseSingletonHandler<DemoAnswers>())
            .AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseSingletonHandler<DemoAnswers>());
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != Portal || !authority.IsOurs(context.RedirectUri))
        {
            context.Reject(Errors.UnauthorizedClient, "The demo vouches for people to its own portal alone.");
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var (id, isProgram) = (context.ClientId, context.Request.IsClientCredentialsGrantType());
        var isKnown = isProgram ? DemoPeople.Programs.Any(program => program.Id == id) : id == Portal;
        if (!isKnown || context.Request.ClientSecret != id)
        {
            context.Reject(Errors.InvalidClient, "The demo knows no such client, or its secret is another one.");
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri is { } back && !authority.IsOurs(back))
        {
            context.Reject(Errors.InvalidRequest, "People go back to the demo's own portal alone.");
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        // Whoever shows a code or a refresh token gets what was said before.
        if (context.Request.IsClientCredentialsGrantType())
        {
            var program = DemoPeople.Programs.Single(program => program.Id == context.ClientId);
            context.SignIn(DemoPeople.Vouch(program, context.Request.GetScopes()).SetResources(DemoPeople.Audience));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleEndSessionRequestContext context)
    {
        context.SignOut();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        context.Claims[Said.Name] = context.AccessTokenPrincipal.GetClaim(Said.Name);
        context.Claims[DemoPeople.RoleClaim] = context.AccessTokenPrincipal.GetClaims(DemoPeople.RoleClaim)
            .Cast<string?>().ToImmutableArray();
        return ValueTask.CompletedTask;
    }
}
