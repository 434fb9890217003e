using System.Security.Claims;
using FsxPortal.Core.Domain;
using Microsoft.Extensions.Options;

namespace FsxPortal.Auth.Claims;

/// <summary>Makes of what the identity provider says of somebody what the portal goes by: who it is, with which roles, for which accounts.
/// </summary>
public sealed class RoleMapper(IOptions<SignInOptions> options)
{
    private const string All = "*";
    private const int LongestName = 200;

    // In this order: what people call themselves, and what programs have.
    private static readonly string[] Names = ["name", "preferred_username", "email", "upn", "client_id", "azp", "sub"];

    /// <summary>What the portal keeps of the claims, and nothing else.</summary>
    /// <param name="claims">What the provider says. Its signature has been checked.</param>
    /// <param name="scheme">By which way it came.</param>
    public ClaimsPrincipal Map(IReadOnlyCollection<Claim> claims, string scheme)
    {
        var values = ClaimValues.Of(claims, options.Value.RoleClaim);
        var identity = new ClaimsIdentity(scheme, SignedIn.NameClaim, SignedIn.RoleClaim);
        identity.AddClaim(new Claim(SignedIn.SubjectClaim, First(claims, "sub") ?? ""));

        // Some providers give one person another subject for each program that asks, and one object id for all of them.
        identity.AddClaim(new Claim(SignedIn.PersonClaim, First(claims, "oid") ?? First(claims, "sub") ?? ""));
        identity.AddClaim(new Claim(SignedIn.NameClaim, NameOf(claims)));
        identity.AddClaim(new Claim(SignedIn.RoleClaim, RolesOf(values).ToString("D")));
        if (options.Value.Accounts.Count > 0 && !Shown(values).Contains(All))
        {
            identity.AddClaim(new Claim(SignedIn.AccountsClaim, string.Join(',', Shown(values))));
        }

        return new ClaimsPrincipal(identity);
    }

    private static string NameOf(IReadOnlyCollection<Claim> claims) =>
        Names.Select(name => First(claims, name)).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is { } name
            ? new string([.. name.Trim().Where(letter => !char.IsControl(letter)).Take(LongestName)]) : "?";

    private static string? First(IEnumerable<Claim> claims, string type) => claims.FirstOrDefault(claim => claim.Type == type)?.Value;

    private PortalRoles RolesOf(IReadOnlyList<string> values) => options.Value.Roles
        .Where(pair => pair.Value.Intersect(values, StringComparer.Ordinal).Any())
        .Aggregate(PortalRoles.None, (roles, pair) => roles | (SignInOptions.RoleOf(pair.Key) ?? PortalRoles.None));

    private List<string> Shown(IReadOnlyList<string> values) => [.. options.Value.Accounts
        .Where(pair => values.Contains(pair.Key)).SelectMany(pair => pair.Value).Distinct(StringComparer.Ordinal)];
}
