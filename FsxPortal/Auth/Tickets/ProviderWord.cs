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

namespace FsxPortal.Auth.Tickets;

/// <summary>What the identity provider says of somebody who is signed in.</summary>
/// <param name="IsRefused">Whether it will hear no more of the person.</param>
/// <param name="Ticket">What it says of the person now; none if it says nothing.</param>
public sealed record Word(bool IsRefused, AuthenticationTicket? Ticket);

/// <summary>Asks the identity provider about somebody who is signed in: with the refresh token where there is one, otherwise with the
/// access token as long as that lives.</summary>
public sealed class ProviderWord(
    IOptionsMonitor<OpenIdConnectOptions> oidc, IOptions<SignInOptions> options, RoleMapper roles, Clocks clocks, ILogger<ProviderWord> log)
{
    private static readonly Word Silence = new(false, null);
    private static readonly Word Refusal = new(true, null);

    /// <summary>The answer of the provider that programs read, as opposed to its tokens.</summary>
    internal const string UserInfo = "userinfo";

    /// <summary>Where a ticket notes which answer of the provider told the roles.</summary>
    internal const string RolesFrom = "roles-from";

    // Who is looked at meanwhile waits for it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private OpenIdConnectOptions Oidc => oidc.Get(OpenIdConnectDefaults.AuthenticationScheme);

    /// <summary>Asks. Where the provider does not answer, nothing is said.</summary>
    public async Task<Word> AskAsync(AuthenticationTicket ticket, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            var known = await Oidc.ConfigurationManager!.GetConfigurationAsync(limit.Token);
            var properties = ticket.Properties.Clone();
            var claims = new List<Claim>();
            var mayStay = properties.GetTokenValue(OpenIdConnectParameterNames.RefreshToken) is { Length: > 0 } refresh
                ? await RefreshAsync(known, refresh, properties, claims, limit.Token)
                : !IsExpired(properties);
            if (!mayStay)
            {
                return Refusal;
            }

            // A provider that tells roles by the identity token alone says nothing new where it sends no new one.
            if (claims.Count == 0 && properties.GetString(RolesFrom) != UserInfo)
            {
                claims.AddRange(new JsonWebToken(properties.GetTokenValue(OpenIdConnectParameterNames.IdToken)).Claims);
            }

            return await UserInfoAsync(known, properties, claims, limit.Token)
                && claims.Find(claim => claim.Type == "sub")?.Value == SubjectOf(ticket)
                ? new Word(false, new AuthenticationTicket(roles.Map(claims, ticket.AuthenticationScheme), properties,
                    ticket.AuthenticationScheme))
                : Refusal;
        }
        catch (Exception silent) when (silent is HttpRequestException or InvalidOperationException or JsonException or IOException
            || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogWarning("The identity provider does not say whether somebody still may: {Why}", silent.Message);
            return Silence;
        }
    }

    // Asks for new tokens, and reads the new identity token. Answers whether the person may stay.
    private async Task<bool> RefreshAsync(
        OpenIdConnectConfiguration known, string refresh, AuthenticationProperties properties, List<Claim> claims, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refresh,
            ["client_id"] = options.Value.ClientId,
            ["client_secret"] = options.Value.ClientSecret,
        }.Where(pair => pair.Value.Length > 0));
        using var answer = await Oidc.Backchannel.PostAsync(new Uri(known.TokenEndpoint), form, cancel);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return false;
        }

        answer.EnsureSuccessStatusCode();
        var tokens = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await answer.Content.ReadAsStringAsync(cancel))!;
        Note(properties, tokens);
        if (properties.GetTokenValue(OpenIdConnectParameterNames.IdToken) is not { } identity || !tokens.ContainsKey("id_token"))
        {
            return true;
        }

        var expected = Oidc.TokenValidationParameters.Clone();
        (expected.ValidIssuer, expected.IssuerSigningKeys) = (known.Issuer, known.SigningKeys);
        var read = await Oidc.TokenHandler.ValidateTokenAsync(identity, expected);
        if (!read.IsValid)
        {
            log.LogWarning(read.Exception, "The identity provider sent an identity token that does not hold");
            return false;
        }

        claims.AddRange(read.ClaimsIdentity.Claims);
        return true;
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
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", properties.GetTokenValue(OpenIdConnectParameterNames.AccessToken));
        using var answer = await Oidc.Backchannel.SendAsync(request, cancel);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return false;
        }

        answer.EnsureSuccessStatusCode();
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
        claims.AddRange(said.RootElement.EnumerateObject().Select(member => new Claim(member.Name, member.Value.ToString())));
        return true;
    }

    private static string? SubjectOf(AuthenticationTicket ticket) => ticket.Principal.FindFirstValue(SignedIn.SubjectClaim);

    private bool IsExpired(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, out var at) && at <= clocks.RealNow;

    private void Note(AuthenticationProperties properties, Dictionary<string, JsonElement> answer)
    {
        var tokens = properties.GetTokens().ToDictionary(token => token.Name, token => token.Value);
        foreach (var name in new[] { "access_token", "refresh_token", "id_token" })
        {
            if (answer.TryGetValue(name, out var token) && token.GetString() is { } value)
            {
                tokens[name] = value;
            }
        }

        if (answer.TryGetValue("expires_in", out var seconds) && seconds.TryGetInt32(out var lifetime))
        {
            tokens["expires_at"] = clocks.RealNow.AddSeconds(lifetime).ToString("o", CultureInfo.InvariantCulture);
        }

        properties.StoreTokens(tokens.Select(pair => new AuthenticationToken { Name = pair.Key, Value = pair.Value }));
    }
}
