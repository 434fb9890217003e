using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>The one thing to do next for a task.</summary>
public abstract record TaskAction;

/// <summary>Nothing can be done now.</summary>
/// <param name="Reason">What is waited for, where a person would ask.</param>
public sealed record Wait(string? Reason = null) : TaskAction;

/// <summary>Ask AWS for the backup, for the first time or again with the same token.</summary>
public sealed record StartBackup : TaskAction;

/// <summary>Note how far AWS is.</summary>
public sealed record FollowBackup(AwsJob Job) : TaskAction;

/// <summary>The backup job is complete: look for its recovery point.</summary>
public sealed record AwaitBackup(AwsJob Job) : TaskAction;

/// <summary>The backup becomes a restore point of its chain.</summary>
public sealed record RecordBackup(RecoveryPointFacts Point) : TaskAction;

/// <summary>Make another attempt later.</summary>
public sealed record RetryBackup(string Reason, DateTimeOffset NotBefore) : TaskAction;

/// <summary>Ask AWS for a copy, for the first time or again with the same token.</summary>
public sealed record StartCopy(TaskCopy Copy) : TaskAction;

/// <summary>The copy waits, and this is why.</summary>
public sealed record HoldCopy(TaskCopy Copy, string Reason) : TaskAction;

/// <summary>The copy job is complete: look for its recovery point.</summary>
public sealed record AwaitCopy(TaskCopy Copy, AwsJob Job) : TaskAction;

/// <summary>The copy becomes a restore point of its copy chain.</summary>
public sealed record RecordCopy(TaskCopy Copy, RecoveryPointFacts Point) : TaskAction;

/// <summary>Make another attempt to copy later.</summary>
public sealed record RetryCopy(TaskCopy Copy, string Reason, DateTimeOffset NotBefore) : TaskAction;

/// <summary>The copy ends without a restore point.</summary>
public sealed record EndCopy(TaskCopy Copy, TaskState State, string Reason) : TaskAction;

/// <summary>All jobs are over: have the chains judged.</summary>
public sealed record Retain : TaskAction;

/// <summary>The task is over.</summary>
public sealed record Finish(TaskState State, string? Reason) : TaskAction;
