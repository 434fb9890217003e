using System.Data.Common;
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
    // An ask takes no longer. While one is under way nobody begins another: a refresh token is good once.
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(15);

    /// <summary>Looks how somebody stands.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="freshness">How old the provider's last word may be.</param>
    /// <param name="cancel">Gives up, but for what the provider has begun to answer.</param>
    /// <returns>The person with what it may now; none if it is signed in no more.</returns>
    public async Task<ClaimsPrincipal?> LookAsync(string id, TimeSpan freshness, CancellationToken cancel)
    {
        if (await signIns.FindAsync(id, cancel) is not { } signIn)
        {
            return null;
        }

        if (!tickets.IsGood(signIn) || tickets.Open(signIn) is not { } ticket)
        {
            await signIns.CloseAsync(id, TicketStore.Over, cancel);
            return null;
        }

        var (now, isUnderWay) = (clocks.RealNow, signIn.AskedAt > signIn.AnsweredAt && clocks.RealNow - signIn.AskedAt < Ask);
        return now - signIn.AskedAt >= freshness && !isUnderWay && await TakeTurnAsync(signIn, cancel)
            ? await AskAsync(signIn, ticket)
            : ticket.Principal;
    }

    /// <summary>Looks how somebody stands, going by what the provider said within the usual time.</summary>
    public Task<ClaimsPrincipal?> LookAsync(string id, CancellationToken cancel) => LookAsync(id, options.Value.Review, cancel);

    // A database that cannot be written sends nobody away.
    private async Task<bool> TakeTurnAsync(SignIn signIn, CancellationToken cancel)
    {
        try
        {
            return await signIns.TakeTurnAsync(signIn, cancel);
        }
        catch (DbException)
        {
            return false;
        }
    }

    // Whoever asks may go away meanwhile: what the provider has answered counts all the same.
    private async Task<ClaimsPrincipal?> AskAsync(SignIn signIn, AuthenticationTicket ticket)
    {
        var word = await provider.AskAsync(ticket, CancellationToken.None);
        switch (word)
        {
            case { IsRefused: true }:
                await signIns.CloseAsync(signIn.Id, "The identity provider no longer vouches for the person.", CancellationToken.None);
                return null;
            case { IsSilent: true } when clocks.RealNow - signIn.AnsweredAt >= options.Value.Silence:
                // It ends for everybody who goes by it, and not for the one who asked alone.
                await signIns.CloseAsync(signIn.Id, "The identity provider said nothing for too long.", CancellationToken.None);
                return null;
            case { IsSilent: true }:
                // Tokens that came before it fell silent are the only ones that are good now.
                await signIns.KeepAsync(signIn.Id, tickets.Seal(word.Ticket), CancellationToken.None);
                return ticket.Principal;
            default:
                await signIns.ConfirmAsync(signIn.Id, tickets.Seal(word.Ticket), CancellationToken.None);
                (word.Ticket.Principal.Identity as ClaimsIdentity)?.AddClaim(new Claim(SignedIn.IdClaim, signIn.Id));
                return word.Ticket.Principal;
        }
    }
}
