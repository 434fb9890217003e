namespace FsxPortal.Core.Domain;

/// <summary>Who asked for something: a signed-in person, a script, or the portal itself.</summary>
/// <param name="Name">What the session and the audit show.</param>
/// <param name="Roles">The roles the actor holds.</param>
public sealed record Actor(string Name, PortalRoles Roles)
{
    /// <summary>Who it is to the identity provider, whatever it is called; none for the portal itself.</summary>
    public string? Person { get; init; }

    /// <summary>The request of somebody else that the actor carries out; none if it acts for itself.</summary>
    public Guid? Approval { get; internal init; }

    /// <summary>What the actor may see: everything, unless it is bound to certain accounts.</summary>
    public Scope Scope { get; init; } = new(Roles);

    /// <summary>The request that the actor may send again; none if each time counts as another one.</summary>
    public KeyedRequest? Request { get; init; }

    /// <summary>The network address that it asks from; none if that is not known, or the portal asks by itself.</summary>
    public string? Address { get; init; }

    /// <summary>The portal acting on its own: schedules, retention, synchronisation.</summary>
    public static Actor Portal { get; } = new("FsxPortal", PortalRoles.Administrator);

    /// <summary>Whether the actor may change policies, start and stop sessions.</summary>
    public bool MayOperate => (Roles & (PortalRoles.Administrator | PortalRoles.Operator)) != 0;

    /// <summary>Only who operates the portal may change policies and sessions.</summary>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    public void DemandOperator(string what)
    {
        if (!MayOperate)
        {
            throw new NotAllowedException($"Your role does not allow you to {what}. Ask a Portal Operator or Administrator.");
        }
    }

    /// <summary>Only administrators configure the portal.</summary>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    public void DemandAdministrator(string what)
    {
        if (!Roles.HasFlag(PortalRoles.Administrator))
        {
            throw new NotAllowedException($"Your role does not allow you to {what}. Ask a Portal Administrator.");
        }
    }
}

/// <summary>The four roles of the portal.</summary>
[Flags]
public enum PortalRoles
{
    /// <summary>No access.</summary>
    None = 0,

    /// <summary>May see policies, sessions and the overview.</summary>
    ReadOnly = 1,

    /// <summary>May restore and see sessions.</summary>
    RestoreOperator = 2,

    /// <summary>May do everything but configure the portal.</summary>
    Operator = 4,

    /// <summary>May do everything.</summary>
    Administrator = 8,
}
