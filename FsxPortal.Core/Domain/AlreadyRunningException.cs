namespace FsxPortal.Core.Domain;

/// <summary>The policy runs already; a second run would only wait for the first.</summary>
public sealed class AlreadyRunningException(string policy, Guid sessionId) : Exception($"The policy '{policy}' is running already.")
{
    /// <summary>The session that runs.</summary>
    public Guid SessionId { get; } = sessionId;
}
