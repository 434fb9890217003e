using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using FsxPortal.Auth.Claims;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth.Tickets;

/// <summary>Keeps what is known of who is signed in on the server's side: a browser holds a random key and nothing else.</summary>
/// <remarks>The database holds the key's fingerprint and the sealed ticket, so that neither a copy of the database nor one of the keys
/// lets anybody in alone. Every node reads it, and whoever is signed out is so everywhere at once.</remarks>
public sealed class TicketStore(SignIns signIns, IDataProtectionProvider protection, IOptions<SignInOptions> options, Clocks clocks)
    : ITicketStore
{
    private readonly IDataProtector _seal = protection.CreateProtector("FsxPortal.SignIn");

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, SignedIn.Actor(ticket.Principal));

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        StoreAsync(ticket, SignedIn.Actor(ticket.Principal) with { Address = SignedIn.AddressOf(httpContext) });

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        signIns.ConfirmAsync(IdOf(key), Seal(ticket), CancellationToken.None);

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        await signIns.FindAsync(IdOf(key), CancellationToken.None) is { } signIn && IsGood(signIn) ? Open(signIn) : null;

    /// <summary>Reads what is known of the person; whoever signs in anew begins anew, with a key that nobody has planted.</summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Request.Path != Back)
        {
            return await RetrieveAsync(key);
        }

        await signIns.CloseAsync(IdOf(key), "The person signs in anew.", CancellationToken.None, SignedIn.AddressOf(httpContext));
        return null;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key) => signIns.CloseAsync(IdOf(key), Over, CancellationToken.None);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) => signIns.CloseAsync(
        IdOf(key), httpContext.Request.Path == Leave ? "The person signed out." : Over, CancellationToken.None,
        SignedIn.AddressOf(httpContext));

    /// <summary>Where the provider leads people back to.</summary>
    internal const string Back = "/sign-in/back";

    /// <summary>Where people sign out.</summary>
    internal const string Leave = "/sign-out";

    /// <summary>Why somebody is signed in no more who did nothing to that end.</summary>
    internal const string Over = "The sign-in was over.";

    /// <summary>Where a ticket notes the provider's name for its session.</summary>
    public const string ProviderSession = "provider-session";

    /// <summary>Whether a sign-in is not over.</summary>
    internal bool IsGood(SignIn signIn) => !signIn.IsOver(clocks.RealNow, options.Value.Idle);

    /// <summary>What is known of the person; none if it was sealed with keys that are lost.</summary>
    internal AuthenticationTicket? Open(SignIn signIn)
    {
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(_seal.Unprotect(Convert.FromBase64String(signIn.Ticket)));
            (ticket?.Principal.Identity as ClaimsIdentity)?.AddClaim(new Claim(SignedIn.IdClaim, signIn.Id));
            return ticket;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Seals what is known of the person.</summary>
    internal string Seal(AuthenticationTicket ticket)
    {
        var bare = ticket.Clone();
        var identity = (ClaimsIdentity)bare.Principal.Identity!;
        identity.TryRemoveClaim(identity.FindFirst(SignedIn.IdClaim));
        return Convert.ToBase64String(_seal.Protect(TicketSerializer.Default.Serialize(bare)));
    }

    private async Task<string> StoreAsync(AuthenticationTicket ticket, Actor person)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await signIns.OpenAsync(
            IdOf(key), ticket.Principal.FindFirstValue(SignedIn.SubjectClaim) ?? "", ticket.Properties.GetString(ProviderSession),
            Seal(ticket), person, options.Value.Lifetime);
        return key;
    }

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
}
