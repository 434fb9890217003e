using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Queries.Views;

/// <summary>How many tasks of a session are where.</summary>
public sealed record TaskCounts(int Total, int Running, int Succeeded, int Warning, int Failed, int Canceled, int Skipped);

/// <summary>A session as it is shown.</summary>
public sealed record SessionView
{
    public required Guid Id { get; init; }

    public required SessionType Type { get; init; }

    public Guid? PolicyId { get; init; }

    /// <summary>The policy's name at the time of the run, or what the session does.</summary>
    public required string Title { get; init; }

    public required DateTimeOffset Slot { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    public required SessionTrigger Trigger { get; init; }

    public required SessionState State { get; init; }

    public required string Actor { get; init; }

    public int Percent { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? StopRequestedAt { get; init; }

    public string? Reason { get; init; }

    public required TaskCounts Counts { get; init; }

    /// <summary>Whether anything may still happen.</summary>
    public bool IsOpen => State is SessionState.Pending or SessionState.Running;
}

/// <summary>The AWS job of a task's backup.</summary>
public sealed record BackupJobView(string? JobId, string? RecoveryPointArn, int Percent);

/// <summary>An attempt that has ended.</summary>
public sealed record AttemptView(int Number, string? BackupJobId, TaskState State, string? Reason);

/// <summary>A copy of a task's backup.</summary>
public sealed record CopyView(
    string? JobId, string Region, string Vault, string? RecoveryPointArn, Guid? RestorePointId, TaskState State, string? Reason);

/// <summary>A task as it is shown. Two views are equal exactly when <see cref="Version"/> and <see cref="Id"/> are.</summary>
public sealed record TaskView
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid FileSystemId { get; init; }

    public required string FileSystemName { get; init; }

    public required TaskState State { get; init; }

    public required TaskStep Step { get; init; }

    public int Percent { get; init; }

    public string? Reason { get; init; }

    public long? SizeBytes { get; init; }

    /// <summary>How large the backup will be if it is like the last one; none where there is none, or the size is known.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>When the present attempt began; none while none is under way.</summary>
    public DateTimeOffset? AttemptAt { get; init; }

    /// <summary>Since when AWS has been at work for it; none if it is not.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    public Guid? RestorePointId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public BackupJobView? Backup { get; init; }

    public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    public IReadOnlyList<CopyView> Copies { get; init; } = [];

    public long Version { get; init; }

    /// <summary>Whether a person may end the wait for AWS.</summary>
    /// <param name="isSessionOpen">Whether the session goes on.</param>
    /// <param name="now">The instant.</param>
    public bool MayBeLetGo(bool isSessionOpen, DateTimeOffset now) =>
        State is TaskState.Pending or TaskState.Running && JobDeadlines.RefusalToLetGo(WaitsSince, isSessionOpen, now) is null;

    /// <summary>How quickly the backup goes on, in bytes an hour: its share of the expected size in
    /// the time since the attempt began. None before it can be said.</summary>
    public double? SpeedAt(DateTimeOffset now) =>
        Step == TaskStep.BackingUp && Backup is { Percent: > 0 and var percent } && ExpectedBytes is { } bytes
            && now - AttemptAt is { Ticks: > 0 } since
            ? bytes * (percent / 100d) / since.TotalHours
            : null;
}

/// <summary>A line of a session's log.</summary>
public sealed record LogView(long Id, Guid? TaskId, DateTimeOffset At, LogLevel Level, string Text);

/// <summary>Which sessions are wanted.</summary>
public sealed record SessionFilter(Guid? PolicyId = null, SessionState? State = null, SessionType? Type = null)
{
    /// <summary>What set them off.</summary>
    public SessionTrigger? Trigger { get; init; }

    /// <summary>Not before this slot.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this slot.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Which lines of a log are wanted.</summary>
/// <param name="Level">Warning for warnings and errors, Error for errors alone; all if none.</param>
/// <param name="Text">What the lines hold, in upper or lower case.</param>
public sealed record LogFilter(LogLevel? Level = null, string? Text = null);

/// <summary>The task of a session that took the longest.</summary>
public sealed record SlowestTask(Guid FileSystemId, string Name, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);

/// <summary>Why so many tasks of a session failed.</summary>
public sealed record FailureView(string Reason, int Count);

/// <summary>How an ended session went, over all of its tasks.</summary>
public sealed record SessionResult(long Bytes, int Copies, SlowestTask? Slowest, IReadOnlyList<FailureView> Failures);
