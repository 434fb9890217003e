using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Tests.Auth;

/// <summary>How an identity provider, or somebody who got between, may try to pass somebody off as somebody.</summary>
public enum Hostility
{
    /// <summary>Not at all: all is as it has to be.</summary>
    None,

    /// <summary>The identity token comes from another provider.</summary>
    WrongIssuer,

    /// <summary>It is meant for another client.</summary>
    WrongAudience,

    /// <summary>It answers another question.</summary>
    WrongNonce,

    /// <summary>It answers no question.</summary>
    NoNonce,

    /// <summary>Nobody signed it.</summary>
    NotSigned,

    /// <summary>Somebody else signed it under the name of the right key.</summary>
    BadSignature,

    /// <summary>It is signed with a key that the provider does not publish.</summary>
    UnknownKey,

    /// <summary>It does not say by which key it is signed.</summary>
    NoKeyId,

    /// <summary>It is signed with what is no secret, the client's.</summary>
    SignedBySecret,

    /// <summary>It was good once.</summary>
    Expired,

    /// <summary>It will be good one day.</summary>
    NotYet,

    /// <summary>The provider speaks of somebody else when it is asked again.</summary>
    OtherPerson,

    /// <summary>The answer names another provider than was asked.</summary>
    MixedUp,
}

/// <summary>An identity provider that signs everybody in at once, in a chosen wrong way.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    public const string ClientId = "fsxportal";
    public const string ClientSecret = "a secret that is long enough to sign with it";

    private static readonly RsaSecurityKey Impostor = new(RSA.Create(2048)) { KeyId = "published" };
    private static readonly RsaSecurityKey Unknown = new(RSA.Create(2048)) { KeyId = "unknown" };

    private readonly WebApplication _app;
    private RsaSecurityKey _published = new(RSA.Create(2048)) { KeyId = "published" };
    private string _nonce = "";

    private HostileProvider(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.First();

    /// <summary>In which way it is wrong.</summary>
    public Hostility Way { get; set; }

    public static async Task<HostileProvider> StartAsync(CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new HostileProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync(cancel);
        return provider;
    }

    /// <summary>Has it sign with another key from now on, and publish that one alone.</summary>
    public void ChangeKey() => _published = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.CreateVersion7().ToString() };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Issuer}/authorize",
            token_endpoint = $"{Issuer}/token",
            userinfo_endpoint = $"{Issuer}/userinfo",
            jwks_uri = $"{Issuer}/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        });
        _app.MapGet("/keys", () => new { keys = new[] { Shown(_published) } });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", () => new
        {
            access_token = "of-no-use",
            token_type = "Bearer",
            expires_in = 3600,
            id_token = IdentityToken(),
        });
        _app.MapGet("/userinfo", () => new
        {
            sub = Way == Hostility.OtherPerson ? "somebody" : "ada",
            name = "Ada",
            roles = new[] { "admins" },
        });
    }

    private static object Shown(RsaSecurityKey pair)
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(pair.Rsa.ExportParameters(false)) { KeyId = pair.KeyId });
        return new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig" };
    }

    private IResult Authorize(HttpContext http)
    {
        var question = http.Request.Query;
        _nonce = question["nonce"]!;
        var issuer = Uri.EscapeDataString(Way == Hostility.MixedUp ? "https://login.example" : Issuer);
        return Results.Redirect($"{question["redirect_uri"]}?code=once&state={Uri.EscapeDataString(question["state"]!)}&iss={issuer}");
    }

    private string IdentityToken()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var begin = Way switch
        {
            Hostility.Expired => now.AddHours(-2),
            Hostility.NotYet => now.AddHours(1),
            _ => now,
        };
        var claims = new Dictionary<string, object> { ["sub"] = "ada", ["name"] = "Ada", ["roles"] = "admins" };
        if (Way != Hostility.NoNonce)
        {
            claims["nonce"] = Way == Hostility.WrongNonce ? "another" : _nonce;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Way == Hostility.WrongIssuer ? "https://login.example" : Issuer,
            Audience = Way == Hostility.WrongAudience ? "another" : ClientId,
            IssuedAt = begin,
            NotBefore = begin,
            Expires = begin.AddHours(1),
            Claims = claims,
            SigningCredentials = Way switch
            {
                Hostility.NotSigned => null,
                Hostility.BadSignature => new SigningCredentials(Impostor, SecurityAlgorithms.RsaSha256),
                Hostility.UnknownKey => new SigningCredentials(Unknown, SecurityAlgorithms.RsaSha256),
                Hostility.NoKeyId => new SigningCredentials(new RsaSecurityKey(_published.Rsa), SecurityAlgorithms.RsaSha256),
                Hostility.SignedBySecret => new SigningCredentials(
                    new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(ClientSecret)), SecurityAlgorithms.HmacSha256),
                _ => new SigningCredentials(_published, SecurityAlgorithms.RsaSha256),
            },
        });
    }
}
