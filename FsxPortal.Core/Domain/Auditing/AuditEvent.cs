namespace FsxPortal.Core.Domain.Auditing;

/// <summary>Something that has to be on record.</summary>
/// <param name="Actor">Who did it, or wanted to.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">About what; none where it is about nothing in particular.</param>
public sealed record AuditEvent(Actor Actor, AuditAction Action, Subject? Subject = null)
{
    public AuditOutcome Outcome { get; init; }

    /// <summary>Why, or why not; none if that goes without saying.</summary>
    public string? Reason { get; init; }

    /// <summary>What was there before, as JSON; none if nothing was.</summary>
    public string? Before { get; init; }

    /// <summary>What is there now, as JSON; none if nothing is.</summary>
    public string? After { get; init; }

    /// <summary>When; none for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Finds it in traces and in the log; none for the trace in which it is recorded.</summary>
    public string? TraceId { get; init; }
}
