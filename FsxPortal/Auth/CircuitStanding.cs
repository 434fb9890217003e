using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth;

/// <summary>Looks again and again whether the person at an open page still may see it.</summary>
internal sealed class CircuitStanding(Standing standing, IOptions<SignInOptions> options, ILoggerFactory logs)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => options.Value.Review / 3;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (SignedIn.Id(authenticationState.User) is not { } id || await standing.LookAsync(id, cancellationToken) is not { } person)
        {
            return false;
        }

        if (!IsSame(person, authenticationState.User))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        }

        return true;
    }

    private static bool IsSame(ClaimsPrincipal one, ClaimsPrincipal other) => SignedIn.Actor(one) == SignedIn.Actor(other);
}
