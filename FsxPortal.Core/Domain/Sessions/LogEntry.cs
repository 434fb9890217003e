namespace FsxPortal.Core.Domain.Sessions;

/// <summary>How serious a line of a session's log is.</summary>
public enum LogLevel
{
    Success,
    Warning,
    Error,
    Information,
}

/// <summary>One thing that happened in a session.</summary>
public sealed class LogEntry
{
    private LogEntry()
    {
    }

    /// <summary>Notes what happened.</summary>
    public LogEntry(Guid sessionId, Guid? taskId, DateTimeOffset at, LogLevel level, string text)
    {
        SessionId = sessionId;
        TaskId = taskId;
        At = at;
        Level = level;
        Text = text;
    }

    /// <summary>Grows with time; given by the database.</summary>
    public long Id { get; private set; }

    public Guid SessionId { get; private set; }

    public Guid? TaskId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public LogLevel Level { get; private set; }

    public string Text { get; private set; } = "";
}
