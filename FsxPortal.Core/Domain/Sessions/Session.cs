namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What a session does.</summary>
public enum SessionType
{
    Policy,
    Retention,
    ManualBackup,
    Restore,
    Removal,
    Sync,
    Rebuild,
}

/// <summary>What set a session off.</summary>
public enum SessionTrigger
{
    Schedule,
    Manual,
    CatchUp,
}

/// <summary>Where a session stands.</summary>
public enum SessionState
{
    Pending,
    Running,
    Succeeded,
    Warning,
    Failed,
    Canceled,
    Skipped,
    Missed,
}

/// <summary>One run of a policy, of the daily retention pass, or of a sync.</summary>
public sealed class Session
{
    private Session()
    {
    }

    /// <summary>Opens a session.</summary>
    public Session(Guid id, SessionType type, SessionTrigger trigger, DateTimeOffset slot, string actor, DateTimeOffset now)
    {
        Id = id;
        Type = type;
        Trigger = trigger;
        Slot = slot;
        Actor = actor;
        CreatedAt = now;
        Version = 1;
    }

    public Guid Id { get; private set; }

    public SessionType Type { get; private set; }

    public SessionTrigger Trigger { get; private set; }

    public Guid? PolicyId { get; private set; }

    /// <summary>The AWS account it works in; none if it works in all.</summary>
    public string? AwsAccount { get; private set; }

    /// <summary>What the policy asked for when the run was planned; none for sessions of no policy.</summary>
    public RunOrder? Order { get; private set; }

    /// <summary>What the session is called: the policy's name at the time, or the type.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The scheduled instant; for a run by hand the instant of the click.</summary>
    public DateTimeOffset Slot { get; private set; }

    public SessionState State { get; private set; } = SessionState.Pending;

    public string Actor { get; private set; } = "";

    public string? Reason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? StopRequestedAt { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether anything may still happen.</summary>
    public bool IsOpen => State is SessionState.Pending or SessionState.Running;

    /// <summary>Says for which policy the session runs, and what its restore points will serve.</summary>
    public void RunFor(RunOrder order)
    {
        (PolicyId, AwsAccount) = (order.PolicyId, order.AwsAccount);
        Title = order.Title;
        Order = order;
    }

    /// <summary>Names a session that runs for no policy.</summary>
    public void Call(string title) => Title = title;

    public void Start(DateTimeOffset now)
    {
        State = SessionState.Running;
        StartedAt = now;
        Version++;
    }

    /// <summary>From now on nothing more is started; what runs in AWS is followed to its end.</summary>
    public void RequestStop(string actor, DateTimeOffset now)
    {
        StopRequestedAt ??= now;
        Reason = $"Stopped by {actor}.";
        Version++;
    }

    /// <summary>Ends the session, of whatever type it is.</summary>
    /// <returns>What has to be written down with it.</returns>
    /// <exception cref="InvalidOperationException">It has ended before.</exception>
    public SessionEnd End(SessionState state, string? reason, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"The session {Id} has ended before ({State}).");
        }

        State = state;
        Reason = reason ?? Reason;
        EndedAt = now;
        Version++;
        return new SessionEnd(
            new LogEntry(Id, null, now, LevelOf(state), $"Session ended: {state}. {Reason}".TrimEnd()), new OutboxMessage(Id, now));
    }

    private static LogLevel LevelOf(SessionState state) => state switch
    {
        SessionState.Succeeded => LogLevel.Success,
        SessionState.Failed => LogLevel.Error,
        _ => LogLevel.Warning,
    };
}
