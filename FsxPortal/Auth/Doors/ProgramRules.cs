using FsxPortal.Auth.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Auth.Doors;

/// <summary>How programs sign in: by a token of the same provider that is meant for the portal.</summary>
internal sealed class ProgramRules(IOptions<SignInOptions> options, RoleMapper roles) : IConfigureNamedOptions<JwtBearerOptions>
{
    // Signatures by a key pair: whoever can check them cannot make them.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>For how long a key of the provider is believed without looking whether it is still published.</summary>
    public static readonly TimeSpan KeysFor = TimeSpan.FromMinutes(15);

    /// <summary>Whether a request is a program's: those are told what is wrong, and not led to another page.</summary>
    public static bool IsProgram(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs") || path.StartsWithSegments("/openapi");

    /// <summary>Takes a token only if it names the key that it is signed with, and that is one of a pair.</summary>
    public static void Tighten(TokenValidationParameters expected)
    {
        expected.ValidAlgorithms = Algorithms;
        expected.TryAllIssuerSigningKeys = false;
        expected.ClockSkew = TimeSpan.FromMinutes(2);
    }

    public void Configure(JwtBearerOptions bearer) => Configure(JwtBearerDefaults.AuthenticationScheme, bearer);

    public void Configure(string? name, JwtBearerOptions bearer)
    {
        var wanted = options.Value;
        (bearer.Authority, bearer.Audience) = (wanted.Authority, wanted.Audience);
        bearer.RequireHttpsMetadata = !new Uri(wanted.Authority).IsLoopback;
        bearer.MapInboundClaims = false;
        bearer.AutomaticRefreshInterval = KeysFor;
        Tighten(bearer.TokenValidationParameters);
        bearer.Events = new JwtBearerEvents
        {
            // A browser cannot put a header on a WebSocket.
            OnMessageReceived = context =>
            {
                if (context.Request.Path.StartsWithSegments("/hubs") && context.Request.Query["access_token"] is [{ Length: > 0 } token])
                {
                    context.Token = token;
                }

                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                // It says to the portal who somebody is, and passes through browsers: nobody shows it as a key.
                if (context.Principal!.Claims.Any(claim =>
                    claim.Type is "nonce" or "at_hash" or "c_hash" || claim is { Type: "typ", Value: "ID" }))
                {
                    context.Fail("An identity token is no token for programs.");
                    return Task.CompletedTask;
                }

                context.Principal = roles.Map([.. context.Principal!.Claims], JwtBearerDefaults.AuthenticationScheme);
                return Task.CompletedTask;
            },
        };
    }
}
