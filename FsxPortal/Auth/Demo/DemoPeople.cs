using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Said = OpenIddict.Abstractions.OpenIddictConstants.Claims;

namespace FsxPortal.Auth.Demo;

/// <summary>Somebody, or a program, whom the demo's identity provider vouches for.</summary>
/// <param name="Id">What tells it apart; a program proves itself by the same word.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Role">The value of its role claim.</param>
internal sealed record DemoSubject(string Id, string Name, string Role);

/// <summary>The people and programs of the demo's company, one for each role.</summary>
internal static class DemoPeople
{
    /// <summary>The claim that says what somebody is.</summary>
    public const string RoleClaim = "roles";

    /// <summary>For whom the tokens of programs are meant.</summary>
    public const string Audience = "fsxportal-api";

    /// <summary>Which value of the claim gives which role.</summary>
    public static ImmutableArray<(string Role, string Value)> Roles { get; } =
    [
        ("Administrator", "storage-admins"), ("Operator", "storage-operators"), ("RestoreOperator", "service-desk"),
        ("ReadOnly", "auditors"),
    ];

    /// <summary>Who may sit at the browser.</summary>
    public static ImmutableArray<DemoSubject> All { get; } =
    [
        new("ada", "Ada Lindqvist", "storage-admins"), new("omar", "Omar Haddad", "storage-operators"),
        new("rosa", "Rosa Jiménez", "service-desk"), new("ruth", "Ruth Meyer", "auditors"),
    ];

    /// <summary>Which programs get a token.</summary>
    public static ImmutableArray<DemoSubject> Programs { get; } =
    [
        new("fsxportal-demo", "Demo script", "storage-admins"), new("fsxportal-operator", "Operator's script", "storage-operators"),
        new("fsxportal-restore", "Service desk's script", "service-desk"), new("fsxportal-reader", "Auditor's script", "auditors"),
    ];

    /// <summary>What the provider says of somebody.</summary>
    public static ClaimsPrincipal Vouch(DemoSubject subject, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("demo", Said.Name, RoleClaim);
        identity.SetClaim(Said.Subject, subject.Id).SetClaim(Said.Name, subject.Name).SetClaims(RoleClaim, [subject.Role]);
        identity.SetScopes(scopes).SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
