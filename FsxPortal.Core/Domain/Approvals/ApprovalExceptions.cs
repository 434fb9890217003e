namespace FsxPortal.Core.Domain.Approvals;

/// <summary>The command waits for a second person; nothing was changed yet.</summary>
public sealed class SecondPersonException(Guid requestId, string what) : Exception(what)
{
    /// <summary>The request that waits.</summary>
    public Guid RequestId { get; } = requestId;
}

/// <summary>The request does not wait any more: nothing was changed.</summary>
public sealed class ApprovalClosedException(string what) : Exception(what);
