using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Tests.Api.Programs;

/// <summary>Gives tokens to programs, over the wire or at once: by client credentials, where the secret is the name again.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    /// <summary>Who may do everything.</summary>
    public const string Admin = "admin";

    /// <summary>Who may read.</summary>
    public const string Reader = "reader";

    /// <summary>Who sees one account only.</summary>
    public const string Bound = "bound";

    /// <summary>Who has no role.</summary>
    public const string Nobody = "nobody";

    private readonly RSA _key = RSA.Create(2048);
    private WebApplication _app = null!;

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Where programs get a token.</summary>
    public Uri TokenUrl => new($"{Url}/token");

    /// <summary>What the portal has to be told of it, with the account that <see cref="Bound"/> sees.</summary>
    public IReadOnlyDictionary<string, string?> Settings(string account) => new Dictionary<string, string?>
    {
        ["Authentication:Authority"] = Url,
        ["Authentication:ClientId"] = "fsxportal",
        ["Authentication:Roles:Administrator:0"] = Admin,
        ["Authentication:Roles:Administrator:1"] = Bound,
        ["Authentication:Roles:ReadOnly:0"] = Reader,
        [$"Authentication:Accounts:{Bound}:0"] = account,
        [$"Authentication:Accounts:{Admin}:0"] = "*",
        [$"Authentication:Accounts:{Reader}:0"] = "*",
    };

    public static async Task<TokenIssuer> StartAsync(CancellationToken cancel)
    {
        var issuer = new TokenIssuer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        issuer._app = builder.Build();
        issuer.Map();
        await issuer._app.StartAsync(cancel);
        return issuer;
    }

    /// <summary>A token for one who goes by <paramref name="subject"/> and is what <paramref name="role"/> says.</summary>
    public string Token(string role, string? subject = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Url,
        Audience = "fsxportal-api",
        Claims = new Dictionary<string, object> { ["sub"] = subject ?? role, ["roles"] = new[] { role } },
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = Url,
            ["jwks_uri"] = $"{Url}/keys",
            ["token_endpoint"] = $"{Url}/token",
            ["authorization_endpoint"] = $"{Url}/authorize",
        }));
        _app.MapGet("/keys", () =>
        {
            var open = _key.ExportParameters(false);
            var (modulus, exponent) = (Base64UrlEncoder.Encode(open.Modulus), Base64UrlEncoder.Encode(open.Exponent));
            var key = new { kty = "RSA", use = "sig", kid = "one", alg = "RS256", n = modulus, e = exponent };
            return Results.Json(new { keys = new[] { key } });
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var (id, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
            return form["grant_type"] == "client_credentials" && id.Length > 0 && id == secret
                ? Results.Json(new { access_token = Token(id), token_type = "Bearer", expires_in = 3600 })
                : Results.Json(new { error = "invalid_client" }, statusCode: 401);
        });
    }
}
