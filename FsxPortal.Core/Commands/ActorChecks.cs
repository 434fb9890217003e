using FsxPortal.Core.Domain;

namespace FsxPortal.Core.Commands;

/// <summary>What each role may ask for, checked where the command is carried out.</summary>
internal static class ActorChecks
{
    /// <summary>Only who operates the portal may change policies and sessions.</summary>
    public static void DemandOperator(this Actor actor, string what)
    {
        if (!actor.MayOperate)
        {
            throw new NotAllowedException($"Your role does not allow you to {what}. Ask a Portal Operator or Administrator.");
        }
    }

    /// <summary>Only administrators configure the portal.</summary>
    public static void DemandAdministrator(this Actor actor, string what)
    {
        if (!actor.Roles.HasFlag(PortalRoles.Administrator))
        {
            throw new NotAllowedException($"Your role does not allow you to {what}. Ask a Portal Administrator.");
        }
    }
}
