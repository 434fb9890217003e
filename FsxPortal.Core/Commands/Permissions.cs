using FsxPortal.Core.Domain;

namespace FsxPortal.Core.Commands;

/// <summary>Who may ask for what.</summary>
internal static class Permissions
{
    /// <summary>Refuses who may not.</summary>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    public static void Demand(Actor actor, CommandKind kind)
    {
        // Priorities, coverage and vaults go across accounts: whoever sees some only cannot see what a change would do.
        if (actor.Scope.Accounts is not null)
        {
            throw new NotAllowedException(
                $"You see some AWS accounts only, and may not {WordsOf(kind)}. Ask somebody who sees all of them.");
        }

        if (kind is CommandKind.RegisterAccount or CommandKind.ChangeAccount or CommandKind.RemoveAccount)
        {
            actor.DemandAdministrator(WordsOf(kind));
        }
        else
        {
            actor.DemandOperator(WordsOf(kind));
        }
    }

    private static string WordsOf(CommandKind kind) => kind switch
    {
        CommandKind.CreatePolicy => "create policies",
        CommandKind.ChangePolicy => "change policies",
        CommandKind.ApproveDeletions => "approve deletions",
        CommandKind.RemovePolicy => "remove policies",
        CommandKind.EnablePolicy => "enable policies",
        CommandKind.DisablePolicy => "disable policies",
        CommandKind.OrderPolicies => "order policies",
        CommandKind.StartPolicy => "start policies",
        CommandKind.StopSession => "stop sessions",
        CommandKind.SyncVaults => "synchronise the vaults",
        CommandKind.RegisterAccount => "register accounts",
        CommandKind.ChangeAccount => "change accounts",
        CommandKind.RemoveAccount => "remove accounts",
        CommandKind.HoldRestorePoint => "hold restore points",
        CommandKind.ReleaseRestorePoint => "release restore points",
        CommandKind.LetGoTask => "let go of what AWS does not end",
        CommandKind.ThawChain => "end the freeze of a chain",
        CommandKind.ApproveRequest => "approve what somebody else asks for",
        CommandKind.RejectRequest => "reject what somebody else asks for",
        CommandKind.WithdrawRequest => "withdraw requests",
    };
}
