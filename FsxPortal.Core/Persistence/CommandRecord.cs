using FsxPortal.Core.Domain;

namespace FsxPortal.Core.Persistence;

/// <summary>Who had what changed, and when. Written in the transaction of the change, and never changed itself.</summary>
public sealed class CommandRecord
{
    private CommandRecord()
    {
    }

    /// <summary>Notes a command.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="at">When it was carried out.</param>
    /// <param name="actor">Who asked.</param>
    /// <param name="kind">For what.</param>
    /// <param name="subject">What it changed.</param>
    /// <param name="traceId">The trace in which it was carried out; none if there was no trace.</param>
    public CommandRecord(Guid id, DateTimeOffset at, string actor, CommandKind kind, Subject subject, string? traceId)
    {
        Id = id;
        At = at;
        Actor = actor;
        Kind = kind;
        (SubjectKind, SubjectId, SubjectName) = subject;
        TraceId = traceId;
    }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Actor { get; private set; } = "";

    public CommandKind Kind { get; private set; }

    public SubjectKind SubjectKind { get; private set; }

    /// <summary>None if the command was about all things of the kind.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>What the subject was called then.</summary>
    public string? SubjectName { get; private set; }

    /// <summary>Finds the command in traces and in the log.</summary>
    public string? TraceId { get; private set; }
}
