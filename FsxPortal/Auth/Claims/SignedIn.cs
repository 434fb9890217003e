using System.Globalization;
using System.Security.Claims;
using FsxPortal.Core.Domain;

namespace FsxPortal.Auth.Claims;

/// <summary>Reads from a checked principal who it is. Claims of these names are written by the portal alone.</summary>
public static class SignedIn
{
    /// <summary>The claim that tells people apart.</summary>
    public const string SubjectClaim = "fsxportal:subject";

    /// <summary>The claim that tells people apart whichever program they use.</summary>
    internal const string PersonClaim = "fsxportal:person";
    internal const string NameClaim = "fsxportal:name";
    internal const string RoleClaim = "fsxportal:roles";
    internal const string AccountsClaim = "fsxportal:accounts";
    internal const string IdClaim = "fsxportal:sign-in";

    /// <summary>Who it is; somebody without any role where nobody is signed in.</summary>
    public static Actor Actor(ClaimsPrincipal principal)
    {
        var roles = int.TryParse(principal.FindFirstValue(RoleClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (PortalRoles)number : PortalRoles.None;
        var accounts = principal.FindFirstValue(AccountsClaim)?.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var person = principal.FindFirstValue(PersonClaim) ?? principal.FindFirstValue(SubjectClaim);
        return new Actor(principal.FindFirstValue(NameClaim) ?? "", roles)
        {
            Scope = new Scope(roles, accounts),
            Person = string.IsNullOrEmpty(person) ? null : person,
        };
    }

    /// <summary>Who sends a request, and from where.</summary>
    public static Actor Actor(HttpContext http) => Actor(http.User) with { Address = AddressOf(http) };

    /// <summary>The address that a request came from, as known proxies tell it; none if that is not known.</summary>
    public static string? AddressOf(HttpContext? http) => http?.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    /// <summary>Whether somebody is signed in who has any role here.</summary>
    public static bool MayEnter(ClaimsPrincipal principal) => Actor(principal).Roles != PortalRoles.None;

    /// <summary>The id of the sign-in; none for programs, and for nobody.</summary>
    internal static string? Id(ClaimsPrincipal principal) => principal.FindFirstValue(IdClaim);
}
