namespace FsxPortal.Core.Engine;

/// <summary>The moments at which a process may die, by name.</summary>
/// <remarks>
/// The engine passes them between two effects (a commit, a call to AWS). In production nothing listens; tests kill or stop the
/// process at each in turn and expect the same end.
/// </remarks>
public sealed class Checkpoints(Action<string>? listener = null)
{
    public const string SessionPlanned = "session-planned";
    public const string LaneTaken = "lane-taken";
    public const string BackupIntended = "backup-intended";
    public const string BackupCalled = "backup-called";
    public const string BackupAccepted = "backup-accepted";
    public const string JobsObserved = "jobs-observed";
    public const string PointSeen = "point-seen";
    public const string PointRecorded = "point-recorded";
    public const string CopyIntended = "copy-intended";
    public const string CopyCalled = "copy-called";
    public const string CopyAccepted = "copy-accepted";
    public const string RetentionRequested = "retention-requested";
    public const string DeletionDecided = "deletion-decided";
    public const string DeletionCalled = "deletion-called";
    public const string DeletionConfirmed = "deletion-confirmed";
    public const string TasksEnded = "tasks-ended";

    /// <summary>All names, in the order in which a session meets them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SessionPlanned, LaneTaken, BackupIntended, BackupCalled, BackupAccepted, JobsObserved, PointSeen, PointRecorded, CopyIntended,
        CopyCalled, CopyAccepted, RetentionRequested, DeletionDecided, DeletionCalled, DeletionConfirmed, TasksEnded,
    ];

    /// <summary>Says that the engine is here.</summary>
    public void Pass(string name) => listener?.Invoke(name);
}
