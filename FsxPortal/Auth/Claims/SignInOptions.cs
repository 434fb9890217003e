using FsxPortal.Core.Domain;

namespace FsxPortal.Auth.Claims;

/// <summary>Who vouches for people, and what their word means here.</summary>
public sealed class SignInOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Authentication";

    /// <summary>The identity provider: the address under which its discovery document lies.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The name under which the portal is registered there.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>What proves that it is the portal who asks; none for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>For whom tokens of programs have to be meant.</summary>
    public string Audience { get; set; } = "fsxportal-api";

    /// <summary>What the portal wants to know of a person, as scopes of the provider. With <c>offline_access</c> it can ask again while
    /// somebody is signed in.</summary>
    public string Scopes { get; set; } = "openid profile offline_access";

    /// <summary>The claim that says what somebody is; with dots where it lies inside of another, such as <c>realm_access.roles</c>.
    /// </summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Which values of that claim give which role of the portal.</summary>
    public Dictionary<string, string[]> Roles { get; set; } = [];

    /// <summary>Which AWS accounts a value of that claim shows; <c>*</c> for all. Where nothing is said, everybody sees all accounts.
    /// </summary>
    public Dictionary<string, string[]> Accounts { get; set; } = [];

    /// <summary>For how long somebody may do nothing.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After how long somebody signs in anew, whatever they do.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How often the provider is asked whether somebody who is signed in still may.</summary>
    public TimeSpan Review { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>For how long the portal goes by what the provider said last while that says nothing.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What is missing or wrong, in words for whoever sets it; none if nothing is.</summary>
    public string? Problem() => Authority.Length == 0
            ? $"{Section}:Authority is empty: nobody could sign in. Give the issuer of your identity provider, such as "
                + "https://login.example/realms/company, or look around without one with --demo."
        : !Uri.TryCreate(Authority, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            ? $"{Section}:Authority is '{Authority}', which is not a URL. Give the issuer of your identity provider, such as "
                + "https://login.example/realms/company."
        : url is { Scheme: "http", IsLoopback: false }
            ? $"{Section}:Authority is '{Authority}'. Without https anybody on the way could sign in as anybody."
        : ClientId.Length == 0
            ? $"{Section}:ClientId is empty. Give the client id under which the portal is registered with {Authority}."
        : Audience == ClientId
            ? $"{Section}:Audience is '{Audience}', as {Section}:ClientId is: the tokens that tell the portal who somebody is would be tokens "
                + "for its API, too. Give the API a name of its own with the identity provider."
        : Roles.Keys.FirstOrDefault(role => RoleOf(role) is null) is { } unknown
            ? $"{Section}:Roles names '{unknown}'. The roles are Administrator, Operator, RestoreOperator and ReadOnly."
        : !Roles.Any(role => RoleOf(role.Key) == PortalRoles.Administrator && role.Value.Length > 0)
            ? $"{Section}:Roles:Administrator is empty: nobody could configure the portal. Give the values of the claim '{RoleClaim}' that "
                + "make somebody an administrator."
        : Review <= TimeSpan.Zero || Review >= Silence || Idle < TimeSpan.FromMinutes(2) || Lifetime <= TimeSpan.Zero
            ? $"{Section}: Review and Lifetime are lengths of time such as 00:00:45, Review is shorter than Silence, and Idle is at least "
                + "two minutes."
        : null;

    /// <summary>The role of that name; none if there is none.</summary>
    internal static PortalRoles? RoleOf(string name) =>
        Enum.GetValues<PortalRoles>()
            .Where(role => role != PortalRoles.None && role.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            .Cast<PortalRoles?>().SingleOrDefault();
}
