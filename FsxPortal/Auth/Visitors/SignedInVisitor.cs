using System.Security.Claims;
using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Tickets;
using FsxPortal.Core.Domain;
using Microsoft.AspNetCore.Components.Authorization;

namespace FsxPortal.Auth.Visitors;

/// <summary>The person who is signed in at the browser, with what it may at this moment.</summary>
internal sealed class SignedInVisitor : Visitor, IDisposable
{
    // A click that follows another one need not be asked about again.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly AuthenticationStateProvider _states;
    private readonly Standing _standing;
    private Actor? _actor;

    public SignedInVisitor(AuthenticationStateProvider states, Standing standing)
    {
        (_states, _standing) = (states, standing);
        _states.AuthenticationStateChanged += Follow;
    }

    /// <inheritdoc/>
    public override Actor Actor => Known with { Address = Address };

    // The state of a circuit and that of a request are known from the start.
    private Actor Known => _actor ??= SignedIn.Actor(_states.GetAuthenticationStateAsync().GetAwaiter().GetResult().User);

    /// <inheritdoc/>
    public override async Task ConfirmAsync(CancellationToken cancel)
    {
        var id = SignedIn.Id((await _states.GetAuthenticationStateAsync()).User);
        Become(SignedIn.Actor((id is null ? null : await _standing.LookAsync(id, Moment, cancel)) ?? new ClaimsPrincipal()));
    }

    /// <inheritdoc/>
    public void Dispose() => _states.AuthenticationStateChanged -= Follow;

    private async void Follow(Task<AuthenticationState> state) => Become(SignedIn.Actor((await state).User));

    private void Become(Actor actor)
    {
        if (actor != Known)
        {
            _actor = actor;
            OnChanged();
        }
    }
}
