using System.Security.Cryptography;
using FsxPortal.Auth.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Tests.Support.People;

/// <summary>An identity provider whose keys are known beforehand, so that nobody has to ask it: for tests that are not about signing in.
/// </summary>
internal static class KnownProvider
{
    private const string Issuer = "https://login.example";
    private const string Audience = "fsxportal-api";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "known" };

    /// <summary>A token of somebody with the role.</summary>
    public static string Token(string role = "Administrator", string id = "ada", string name = "Ada") =>
        new JsonWebTokenHandler().CreateToken(Described(role, id, name));

    private static SecurityTokenDescriptor Described(string role, string id, string name) => new()
    {
        Issuer = Issuer,
        Audience = Audience,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(2),
        Claims = new Dictionary<string, object> { ["sub"] = id, ["name"] = name, ["roles"] = role },
        SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
    };

    /// <summary>Has a portal trust it.</summary>
    public static void AddKnownProvider(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(SignInOptions.Section);
        (section["Authority"], section["ClientId"], section["Audience"]) = (Issuer, "fsxportal", Audience);
        foreach (var role in new[] { "Administrator", "Operator", "RestoreOperator", "ReadOnly" })
        {
            section[$"Roles:{role}:0"] = role;
        }

        var known = new OpenIdConnectConfiguration
        {
            Issuer = Issuer,
            AuthorizationEndpoint = $"{Issuer}/authorize",
            EndSessionEndpoint = $"{Issuer}/end",
        };
        known.SigningKeys.Add(Key);
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.Configuration = known)
            .Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options => options.Configuration = known);
    }
}
