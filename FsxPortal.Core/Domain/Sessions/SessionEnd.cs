namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What is written down with the end of a session, in the same transaction.</summary>
/// <param name="Line">The last line of its log.</param>
/// <param name="Message">What is to be told outside of the portal.</param>
public sealed record SessionEnd(LogEntry Line, OutboxMessage Message);
