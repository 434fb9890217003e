using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using FsxPortal.Auth.Claims;
using FsxPortal.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Auth.Tickets;

/// <summary>What the identity provider says of somebody who is signed in.</summary>
/// <param name="IsRefused">Whether it will hear no more of the person.</param>
/// <param name="IsSilent">Whether it said nothing of the person.</param>
/// <param name="Ticket">What is known of the person now, with the tokens that are good now.</param>
public sealed record Word(bool IsRefused, bool IsSilent, AuthenticationTicket Ticket);

/// <summary>Asks the identity provider about somebody who is signed in: with the refresh token where there is one, otherwise with the
/// access token as long as that lives.</summary>
public sealed class ProviderWord(
    IOptionsMonitor<OpenIdConnectOptions> oidc, IOptions<SignInOptions> options, RoleMapper roles, Clocks clocks, ILogger<ProviderWord> log)
{
    /// <summary>The answer of the provider that programs read, as opposed to its tokens.</summary>
    internal const string UserInfo = "userinfo";

    /// <summary>Where a ticket notes which answer of the provider told the roles.</summary>
    internal const string RolesFrom = "roles-from";

    private const string IdToken = "id_token";
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";
    private const string ExpiresAt = "expires_at";

    // Who is looked at meanwhile waits for it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // These speak of the person; other refusals speak of the portal, of its secret or of the way between.
    private static readonly string[] Ends = ["invalid_grant", "interaction_required", "login_required", "consent_required"];

    private OpenIdConnectOptions Oidc => oidc.Get(OpenIdConnectDefaults.AuthenticationScheme);

    /// <summary>Asks. Where the provider does not answer, nothing is said.</summary>
    public async Task<Word> AskAsync(AuthenticationTicket ticket, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        var properties = ticket.Properties.Clone();
        var silence = new Word(false, true, new AuthenticationTicket(ticket.Principal, properties, ticket.AuthenticationScheme));
        try
        {
            var known = await Oidc.ConfigurationManager!.GetConfigurationAsync(limit.Token);
            var claims = new List<Claim>();
            var mayStay = properties.GetTokenValue(RefreshToken) is { Length: > 0 } refresh
                ? await RefreshAsync(known, refresh, properties, claims, limit.Token)
                : !IsExpired(properties);

            // A provider that tells roles by the identity token alone says nothing new where it sends no new one.
            if (claims.Count == 0 && properties.GetString(RolesFrom) != UserInfo)
            {
                claims.AddRange(new JsonWebToken(properties.GetTokenValue(IdToken)).Claims);
            }

            return mayStay && await UserInfoAsync(known, properties, claims, limit.Token) && AreAllOf(claims, ticket)
                ? new Word(false, false, new AuthenticationTicket(
                    roles.Map(claims, ticket.AuthenticationScheme), properties, ticket.AuthenticationScheme))
                : silence with { IsRefused = true };
        }
        catch (Exception silent) when (silent is HttpRequestException or InvalidOperationException or JsonException or IOException
            or ArgumentException or SecurityTokenException || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogWarning("The identity provider does not say whether somebody still may: {Why}", silent.Message);
            return silence;
        }
    }

    // Asks for new tokens, and reads the new identity token. Answers whether the person may stay.
    private async Task<bool> RefreshAsync(
        OpenIdConnectConfiguration known, string refresh, AuthenticationProperties properties, List<Claim> claims, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = RefreshToken,
            [RefreshToken] = refresh,
            ["client_id"] = options.Value.ClientId,
            ["client_secret"] = options.Value.ClientSecret,
        }.Where(pair => pair.Value.Length > 0));
        using var answer = await Oidc.Backchannel.PostAsync(new Uri(known.TokenEndpoint), form, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized && Ends.Contains(ErrorOf(text)))
        {
            return false;
        }

        answer.EnsureSuccessStatusCode();
        var tokens = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)!;
        Note(properties, tokens);
        if (tokens.ContainsKey(IdToken))
        {
            claims.AddRange(await ReadAsync(known, properties.GetTokenValue(IdToken)!, _ => { }));
        }

        return true;
    }

    // Keys that the provider has changed meanwhile are read anew for the next time.
    private async Task<IEnumerable<Claim>> ReadAsync(
        OpenIdConnectConfiguration known, string token, Action<TokenValidationParameters> loosen)
    {
        var expected = Oidc.TokenValidationParameters.Clone();
        (expected.ValidIssuer, expected.IssuerSigningKeys) = (known.Issuer, known.SigningKeys);
        loosen(expected);
        var read = await Oidc.TokenHandler.ValidateTokenAsync(token, expected);
        if (read.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            Oidc.ConfigurationManager!.RequestRefresh();
        }

        return read.IsValid ? read.ClaimsIdentity.Claims
            : throw new SecurityTokenException($"What it has signed does not hold: {read.Exception.Message}", read.Exception);
    }

    // It may name neither issuer nor audience, and never says for how long it is good.
    private Task<IEnumerable<Claim>> ReadUserInfoAsync(OpenIdConnectConfiguration known, string signed)
    {
        var token = new JsonWebToken(signed);
        return ReadAsync(known, signed, expected =>
        {
            expected.RequireExpirationTime = false;
            expected.ValidateIssuer = token.Issuer.Length > 0;
            expected.ValidateAudience = token.Audiences.Any();
        });
    }

    // Reads what the provider says of the person. Answers whether it still says anything.
    private async Task<bool> UserInfoAsync(
        OpenIdConnectConfiguration known, AuthenticationProperties properties, List<Claim> claims, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(known.UserInfoEndpoint))
        {
            return true;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, known.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", properties.GetTokenValue(AccessToken));
        using var answer = await Oidc.Backchannel.SendAsync(request, cancel);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return false;
        }

        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.Content.Headers.ContentType?.MediaType == "application/jwt")
        {
            claims.AddRange(await ReadUserInfoAsync(known, text));
            return true;
        }

        using var said = JsonDocument.Parse(text);
        claims.AddRange(said.RootElement.EnumerateObject().Select(member => new Claim(member.Name, member.Value.ToString())));
        return true;
    }

    // What is said of somebody else is not of the person.
    private static bool AreAllOf(List<Claim> claims, AuthenticationTicket ticket) =>
        claims.FindAll(claim => claim.Type == "sub") is { Count: > 0 } subjects
        && subjects.TrueForAll(claim => claim.Value == ticket.Principal.FindFirstValue(SignedIn.SubjectClaim));

    private static string? ErrorOf(string text)
    {
        using var said = JsonDocument.Parse(text);
        return said.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
    }

    private bool IsExpired(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var at) && at <= clocks.RealNow;

    private void Note(AuthenticationProperties properties, Dictionary<string, JsonElement> answer)
    {
        var tokens = properties.GetTokens().ToDictionary(token => token.Name, token => token.Value);
        foreach (var name in new[] { AccessToken, RefreshToken, IdToken })
        {
            if (answer.TryGetValue(name, out var token) && token.GetString() is { } value)
            {
                tokens[name] = value;
            }
        }

        if (answer.TryGetValue("expires_in", out var seconds)
            && int.TryParse(seconds.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var lifetime))
        {
            tokens[ExpiresAt] = clocks.RealNow.AddSeconds(lifetime).ToString("o", CultureInfo.InvariantCulture);
        }

        properties.StoreTokens(tokens.Select(pair => new AuthenticationToken { Name = pair.Key, Value = pair.Value }));
    }
}
