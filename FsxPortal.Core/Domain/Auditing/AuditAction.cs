namespace FsxPortal.Core.Domain.Auditing;

/// <summary>What the audit trail speaks of: every command, by its own name, and what happens without one.</summary>
/// <remarks>Stored by name: an action that is no longer taken stays.</remarks>
public enum AuditAction
{
    CreatePolicy,
    ChangePolicy,
    ApproveDeletions,
    RemovePolicy,
    EnablePolicy,
    DisablePolicy,
    OrderPolicies,
    StartPolicy,
    StopSession,
    SyncVaults,
    RegisterAccount,
    ChangeAccount,
    RemoveAccount,
    HoldRestorePoint,
    ReleaseRestorePoint,
    ThawChain,
    LetGoTask,
    ApproveRequest,
    RejectRequest,
    WithdrawRequest,

    /// <summary>A command waits for a second person.</summary>
    RequestApproval,

    /// <summary>Nobody has decided on a request in time.</summary>
    ExpireRequest,

    /// <summary>AWS is asked to delete a restore point that no reason keeps.</summary>
    DeleteRestorePoint,

    /// <summary>Somebody signs in, or shows a token.</summary>
    SignIn,

    /// <summary>Somebody is signed in no more.</summary>
    SignOut,

    /// <summary>The first entry of a trail.</summary>
    BeginTrail,
}

/// <summary>What came of it.</summary>
public enum AuditOutcome
{
    Done,

    /// <summary>Whoever asked may not, and nothing was changed.</summary>
    Refused,
}

/// <summary>Names commands as the trail does.</summary>
public static class AuditActions
{
    /// <summary>The action of a command.</summary>
    public static AuditAction Of(CommandKind kind) => Enum.Parse<AuditAction>(kind.ToString());
}
