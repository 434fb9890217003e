namespace FsxPortal.Core.Domain;

/// <summary>What somebody can ask the portal to change.</summary>
/// <remarks>Stored by name: a kind that is no longer asked for stays.</remarks>
public enum CommandKind
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

    /// <summary>To carry out what somebody else has asked for.</summary>
    ApproveRequest,

    /// <summary>Not to.</summary>
    RejectRequest,

    /// <summary>To want no longer what one has asked for.</summary>
    WithdrawRequest,
}

/// <summary>The kinds of things that commands change.</summary>
public enum SubjectKind
{
    Policy,
    Session,
    Account,
    RestorePoint,
    Chain,

    /// <summary>What one person has asked for, and a second one has to approve.</summary>
    Approval,
}

/// <summary>What a command has changed.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id, for a chain that of its file system; none for all of the kind.</param>
/// <param name="Name">What it was called then; it may be gone later.</param>
public sealed record Subject(SubjectKind Kind, Guid? Id, string? Name)
{
    /// <summary>The AWS account in which it lies; none if it lies in none, or in several.</summary>
    public string? AwsAccount { get; init; }
}
