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

    /// <summary>Refuses who has no role here.</summary>
    /// <exception cref="NotAllowedException">There is nothing to be shown.</exception>
    public void Demand()
    {
        if (Roles == PortalRoles.None)
        {
            throw new NotAllowedException("You have no role in this portal. Ask a Portal Administrator for one.");
        }
    }
}
