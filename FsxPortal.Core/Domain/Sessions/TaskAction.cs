using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>The one thing to do next for a work item, or what has come of it.</summary>
public abstract record TaskAction
{
    /// <summary>What traces call it.</summary>
    public virtual string Name => GetType().Name;
}

/// <summary>An action on one of its jobs.</summary>
public abstract record RunAction(AwsJobRun Run) : TaskAction
{
    /// <inheritdoc/>
    public override string Name => GetType().Name.Replace("Run", $"{Run.Kind}", StringComparison.Ordinal);
}

/// <summary>Nothing can be done now.</summary>
/// <param name="Reason">What is waited for, where a person would ask.</param>
public sealed record Wait(string? Reason = null) : TaskAction;

/// <summary>One job waits, and this is why.</summary>
public sealed record HoldRun(AwsJobRun Run, string Reason) : RunAction(Run);

/// <summary>Ask AWS for a job, for the first time or again with the same token.</summary>
public sealed record StartRun(AwsJobRun Run) : RunAction(Run);

/// <summary>AWS is about to be asked for exactly this; for nothing where no request can be made.</summary>
public sealed record IntendRun(AwsJobRun Run, JobRequest? Request) : RunAction(Run);

/// <summary>AWS has accepted the job.</summary>
public sealed record AcceptRun(AwsJobRun Run, string JobId) : RunAction(Run);

/// <summary>AWS refused for now: the same attempt is made again later.</summary>
public sealed record WithdrawRun(AwsJobRun Run, string Reason, DateTimeOffset NotBefore) : RunAction(Run);

/// <summary>Note how far AWS is.</summary>
/// <param name="Run">The job.</param>
/// <param name="Job">What AWS says of it.</param>
/// <param name="Overdue">That it takes longer than jobs do, in words; none if it does not.</param>
public sealed record FollowRun(AwsJobRun Run, AwsJob Job, string? Overdue = null) : RunAction(Run);

/// <summary>The job is complete: look for its recovery point.</summary>
public sealed record AwaitRun(AwsJobRun Run, AwsJob Job) : RunAction(Run);

/// <summary>Take the tags of the file system off the complete backup, before it is copied: copies carry the tags of their backup.</summary>
public sealed record TrimTags(AwsJobRun Run, RecoveryPointFacts Point) : RunAction(Run);

/// <summary>The recovery point becomes a restore point of its chain, good or not.</summary>
/// <param name="Run">The job.</param>
/// <param name="Point">What AWS says of the point.</param>
/// <param name="TagsLeft">Why it keeps tags that were to be taken off; none if it does not.</param>
public sealed record RecordRun(AwsJobRun Run, RecoveryPointFacts Point, string? TagsLeft = null) : RunAction(Run);

/// <summary>It is a restore point of its chain.</summary>
public sealed record RecordedRun(AwsJobRun Run, Guid RestorePointId, long? SizeBytes) : RunAction(Run);

/// <summary>Make another attempt later.</summary>
public sealed record RetryRun(AwsJobRun Run, string Reason, DateTimeOffset NotBefore) : RunAction(Run);

/// <summary>The job ends without a restore point.</summary>
public sealed record EndRun(AwsJobRun Run, TaskState State, string Reason) : RunAction(Run);

/// <summary>All jobs are over: have the chains judged.</summary>
public sealed record Retain : TaskAction;

/// <summary>The item is over.</summary>
public sealed record Finish(TaskState State, string? Reason) : TaskAction;
