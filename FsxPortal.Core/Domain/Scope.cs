namespace FsxPortal.Core.Domain;

/// <summary>What somebody may see: with which roles, and of which AWS accounts. Two scopes that show the same are equal.</summary>
public sealed record Scope
{
    private readonly string? _accounts;

    /// <summary>What somebody may see.</summary>
    /// <param name="roles">The roles held. Without any, nothing is shown.</param>
    /// <param name="accounts">The AWS accounts, by their twelve digits; none for all, those of later too.</param>
    public Scope(PortalRoles roles, IEnumerable<string>? accounts = null)
    {
        Roles = roles;
        _accounts = accounts is null ? null : string.Join(',', accounts.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Everything there is.</summary>
    public static Scope Everything { get; } = new(PortalRoles.Administrator);

    public PortalRoles Roles { get; }

    /// <summary>The accounts that are shown, in order; none for all.</summary>
    public IReadOnlyList<string>? Accounts => _accounts?.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether any of the roles shows an area. What is not named here, no role shows.</summary>
    public bool Shows(Area area) => (Roles & area switch
    {
        Area.Overview or Area.Policies or Area.Approvals => PortalRoles.Administrator | PortalRoles.Operator | PortalRoles.ReadOnly,
        Area.FileSystems => PortalRoles.Administrator | PortalRoles.Operator,
        Area.Sessions => PortalRoles.Administrator | PortalRoles.Operator | PortalRoles.RestoreOperator | PortalRoles.ReadOnly,
        Area.Settings or Area.Audit => PortalRoles.Administrator,
        _ => PortalRoles.None,
    }) != PortalRoles.None;

    /// <summary>Refuses who may not look there.</summary>
    /// <exception cref="NotAllowedException">No role of the reader shows it.</exception>
    public void Demand(Area area)
    {
        if (Roles == PortalRoles.None)
        {
            throw new NotAllowedException("You have no role in this portal. Ask a Portal Administrator for one.");
        }

        if (!Shows(area))
        {
            throw new NotAllowedException($"Your role does not show {WordsOf(area)}. Ask a Portal Administrator.");
        }
    }

    private static string WordsOf(Area area) => area switch
    {
        Area.Overview => "the overview",
        Area.FileSystems => "file systems and their restore points",
        Area.Policies => "policies",
        Area.Sessions => "sessions",
        Area.Audit => "the audit trail",
        Area.Approvals => "requests for approval",
        _ => "how the portal is set up",
    };
}
