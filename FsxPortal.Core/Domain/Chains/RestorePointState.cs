namespace FsxPortal.Core.Domain.Chains;

/// <summary>Where a restore point belongs: the chain, a copy chain, or outside both.</summary>
public enum RestorePointKind
{
    Backup,
    Copy,
    Manual,
}

/// <summary>What the portal knows of a restore point's life.</summary>
public enum RestorePointState
{
    Creating,
    Available,

    /// <summary>One complete listing lacked it.</summary>
    Suspect,

    /// <summary>It is gone without our doing.</summary>
    Missing,

    /// <summary>The deletion is decided and on disk; AWS may or may not have been asked.</summary>
    Deleting,

    /// <summary>AWS kept it although it accepted the deletion.</summary>
    DeleteFailed,

    /// <summary>AWS says that it is gone.</summary>
    Deleted,

    /// <summary>AWS wants it gone and still keeps it: it costs money and protects nothing.</summary>
    Expired,

    /// <summary>It did not come out whole: it costs money and protects nothing.</summary>
    Partial,
}
