using System.Security.Claims;
using FsxPortal.Auth.Claims;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth.Tickets;

/// <summary>Whether somebody who is signed in still may, which is asked of the identity provider again and again.</summary>
public sealed class Standing(SignIns signIns, TicketStore tickets, ProviderWord provider, IOptions<SignInOptions> options, Clocks clocks)
{
    /// <summary>Looks how somebody stands.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="freshness">How old the provider's last word may be.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The person with what it may now; none if it is signed in no more.</returns>
    public async Task<ClaimsPrincipal?> LookAsync(string id, TimeSpan freshness, CancellationToken cancel)
    {
        if (await signIns.FindAsync(id, cancel) is not { } signIn)
        {
            return null;
        }

        if (!tickets.IsGood(signIn) || tickets.Open(signIn) is not { } ticket)
        {
            await signIns.CloseAsync(id, cancel);
            return null;
        }

        return clocks.RealNow - signIn.AskedAt >= freshness && await signIns.TakeTurnAsync(signIn, cancel)
            ? await AskAsync(signIn, ticket, cancel)
            : ticket.Principal;
    }

    /// <summary>Looks how somebody stands, going by what the provider said within the usual time.</summary>
    public Task<ClaimsPrincipal?> LookAsync(string id, CancellationToken cancel) => LookAsync(id, options.Value.Review, cancel);

    private async Task<ClaimsPrincipal?> AskAsync(SignIn signIn, AuthenticationTicket ticket, CancellationToken cancel)
    {
        var word = await provider.AskAsync(ticket, cancel);
        switch (word)
        {
            case { IsRefused: true }:
                await signIns.CloseAsync(signIn.Id, cancel);
                return null;
            case { Ticket: { } renewed }:
                await signIns.ConfirmAsync(signIn.Id, tickets.Seal(renewed), cancel);
                (renewed.Principal.Identity as ClaimsIdentity)?.AddClaim(new Claim(SignedIn.IdClaim, signIn.Id));
                return renewed.Principal;
            default:
                return ticket.Principal;
        }
    }
}
