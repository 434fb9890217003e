namespace FsxPortal.Core.Domain.Approvals;

/// <summary>What became of a request.</summary>
/// <remarks>Stored by name.</remarks>
public enum ApprovalState
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting,

    /// <summary>A second person approved it, and it was carried out.</summary>
    Approved,

    /// <summary>A second person refused it.</summary>
    Rejected,

    /// <summary>Whoever asked no longer wants it.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>Somebody approved it, but what it was about is another thing by now: nothing was carried out.</summary>
    Outdated,
}
