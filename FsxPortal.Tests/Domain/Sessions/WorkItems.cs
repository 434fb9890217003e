using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

/// <summary>What has become of a work item, in the words of a test.</summary>
internal static class WorkItems
{
    public static void Intend(this WorkItem item, DateTimeOffset now) => item.Intend(item.Backup, now);

    public static void Intend(this WorkItem item, AwsJobRun run, DateTimeOffset now) =>
        item.Apply(new IntendRun(run, new JobRequest { SourceArn = item.ResourceArn }), now);

    public static void Follow(this WorkItem item, string jobId) => item.Apply(new AcceptRun(item.Backup, jobId), Some.Now);

    public static void Advance(this WorkItem item, double? percent, string? recoveryPointArn) =>
        item.Apply(new FollowRun(item.Backup, Job(item, recoveryPointArn) with { Percent = percent }), Some.Now);

    public static void Record(this WorkItem item, Guid restorePointId, long? sizeBytes) =>
        item.Record(item.Backup, restorePointId, sizeBytes, Some.Now);

    public static void Record(this WorkItem item, AwsJobRun run, Guid restorePointId, long? sizeBytes, DateTimeOffset now) =>
        item.Apply(new RecordedRun(run, restorePointId, sizeBytes), now);

    public static void Retry(this WorkItem item, string reason, DateTimeOffset notBefore) =>
        item.Apply(new RetryRun(item.Backup, reason, notBefore), Some.Now);

    public static void End(this WorkItem item, TaskState state, string? reason, DateTimeOffset now) =>
        item.Apply(new Finish(state, reason), now);

    public static void End(this WorkItem item, AwsJobRun run, TaskState state, string reason, DateTimeOffset now) =>
        item.Apply(new EndRun(run, state, reason), now);

    private static AwsJob Job(WorkItem item, string? recoveryPointArn) => new()
    {
        Id = item.Backup.JobId ?? "job",
        ResourceArn = item.ResourceArn,
        VaultArn = item.Backup.VaultArn,
        State = AwsJobState.Running,
        RecoveryPointArn = recoveryPointArn,
    };
}
