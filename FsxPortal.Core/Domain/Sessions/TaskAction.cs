using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>The one thing to do next for a work item, or what has come of it.</summary>
public abstract record TaskAction;

/// <summary>Nothing can be done now.</summary>
/// <param name="Reason">What is waited for, where a person would ask.</param>
public sealed record Wait(string? Reason = null) : TaskAction;

/// <summary>One job waits, and this is why.</summary>
public sealed record HoldRun(AwsJobRun Run, string Reason) : TaskAction;

/// <summary>Ask AWS for a job, for the first time or again with the same token.</summary>
public sealed record StartRun(AwsJobRun Run) : TaskAction;

/// <summary>AWS is about to be asked for exactly this.</summary>
public sealed record IntendRun(AwsJobRun Run, JobRequest Request) : TaskAction;

/// <summary>AWS has accepted the job.</summary>
public sealed record AcceptRun(AwsJobRun Run, string JobId) : TaskAction;

/// <summary>AWS refused for now: the same attempt is made again later.</summary>
public sealed record WithdrawRun(AwsJobRun Run, string Reason, DateTimeOffset NotBefore) : TaskAction;

/// <summary>Note how far AWS is.</summary>
public sealed record FollowRun(AwsJobRun Run, AwsJob Job) : TaskAction;

/// <summary>The job is complete: look for its recovery point.</summary>
public sealed record AwaitRun(AwsJobRun Run, AwsJob Job) : TaskAction;

/// <summary>The recovery point becomes a restore point of its chain.</summary>
public sealed record RecordRun(AwsJobRun Run, RecoveryPointFacts Point) : TaskAction;

/// <summary>It is a restore point of its chain.</summary>
public sealed record RecordedRun(AwsJobRun Run, Guid RestorePointId, long? SizeBytes) : TaskAction;

/// <summary>Make another attempt later.</summary>
public sealed record RetryRun(AwsJobRun Run, string Reason, DateTimeOffset NotBefore) : TaskAction;

/// <summary>The job ends without a restore point.</summary>
public sealed record EndRun(AwsJobRun Run, TaskState State, string Reason) : TaskAction;

/// <summary>All jobs are over: have the chains judged.</summary>
public sealed record Retain : TaskAction;

/// <summary>The item is over.</summary>
public sealed record Finish(TaskState State, string? Reason) : TaskAction;
