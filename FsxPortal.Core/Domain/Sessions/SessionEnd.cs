namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What is written down with the end of a session, in the same transaction.</summary>
/// <param name="Line">The last line of its log.</param>
/// <param name="Message">What is to be told outside of the portal.</param>
public sealed record SessionEnd(LogEntry Line, OutboxMessage Message);

/// <summary>Says that a session has ended, to whoever has to be told outside of the portal; it is there until that is done.</summary>
/// <remarks>It is written with the end itself: no end is told that did not happen, and none that happened is forgotten.</remarks>
public sealed class OutboxMessage
{
    private OutboxMessage()
    {
    }

    /// <summary>Says that a session has ended.</summary>
    public OutboxMessage(Guid sessionId, DateTimeOffset at)
    {
        SessionId = sessionId;
        At = at;
    }

    /// <summary>The session; a session ends once.</summary>
    public Guid SessionId { get; private set; }

    public DateTimeOffset At { get; private set; }
}


/// <summary>Sums the ends of a session's tasks up.</summary>
public static class SessionOutcome
{
    /// <summary>The state a session ends in. A skipped task does not count against it.</summary>
    public static (SessionState State, string? Reason) Of(IReadOnlyCollection<TaskState> tasks)
    {
        var failed = tasks.Count(state => state == TaskState.Failed);
        var warned = tasks.Count(state => state == TaskState.Warning);
        if (failed > 0)
        {
            return (SessionState.Failed, $"{failed} of {tasks.Count} file systems failed.");
        }

        if (tasks.Contains(TaskState.Canceled))
        {
            return (SessionState.Canceled, null);
        }

        return warned > 0
            ? (SessionState.Warning, $"{warned} of {tasks.Count} file systems were backed up with warnings.")
            : (SessionState.Succeeded, null);
    }
}
