namespace FsxPortal.Core.Domain.Sessions;

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
