using System.Data.Common;
using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Tickets;
using FsxPortal.Core;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth.Visitors;

/// <summary>Looks again and again whether the person at an open page still may see it.</summary>
internal sealed class CircuitStanding(Standing standing, IOptions<SignInOptions> options, Clocks clocks, ILoggerFactory logs)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    private long _good = clocks.Stamp();

    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => options.Value.Review / 3;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(authenticationState, cancellationToken);
        }
        catch (DbException) when (clocks.Since(_good) < options.Value.Silence)
        {
            // A database that is away for a moment sends nobody away.
            return true;
        }
        catch (Exception end) when (end is ObjectDisposedException
            || (end is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // The page is left, or the portal ends.
            throw new TaskCanceledException("Nobody is looked at any more.", end, cancellationToken);
        }
    }

    private async Task<bool> LookAsync(AuthenticationState state, CancellationToken cancel)
    {
        if (SignedIn.Id(state.User) is not { } id || await standing.LookAsync(id, cancel) is not { } person)
        {
            return false;
        }

        _good = clocks.Stamp();
        if (SignedIn.Actor(person) != SignedIn.Actor(state.User))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        }

        return true;
    }
}
