using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What AWS does in one job.</summary>
public enum JobKind
{
    Backup,
    Copy,
}

/// <summary>A job as AWS is asked for it, to the letter: a repeat after a restart asks for the same.</summary>
public sealed record JobRequest
{
    /// <summary>What is read: a file system or volume for a backup, a recovery point for a copy.</summary>
    public required string SourceArn { get; init; }

    /// <summary>The vault in which the source of a copy lies.</summary>
    public string? SourceVaultArn { get; init; }

    /// <summary>The tags that a backup gets besides those of the file system.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>After how many days AWS deletes by itself what the job makes; none where nothing is said of it.</summary>
    public long? DeleteAfterDays { get; init; }

    /// <summary>The role in whose name AWS does it; none in requests of earlier versions, which take the account's.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Within how many minutes AWS has to begin a backup; none in requests of copies and of earlier versions.</summary>
    public long? StartMinutes { get; init; }

    /// <summary>Within how many minutes of that it has to be complete.</summary>
    public long? CompleteMinutes { get; init; }
}

/// <summary>An attempt that has ended.</summary>
public sealed record Attempt(int Number, string? JobId, TaskState State, string? Reason);

/// <summary>One job of AWS for a work item: asked for, followed, and made again where it fails.</summary>
/// <remarks>
/// Each call to AWS has its intent (attempt, token, request) on disk before it is made, so that a restart repeats the very call with the
/// same token instead of starting a second job.
/// </remarks>
public sealed class AwsJobRun
{
    private AwsJobRun()
    {
    }

    /// <summary>Plans a job.</summary>
    /// <param name="id">A new id; that of the item for its backup.</param>
    /// <param name="itemId">The work item.</param>
    /// <param name="kind">What AWS shall do.</param>
    /// <param name="vaultArn">The vault that receives the recovery point.</param>
    public AwsJobRun(Guid id, Guid itemId, JobKind kind, string vaultArn)
    {
        (Id, ItemId, Kind, VaultArn) = (id, itemId, kind, vaultArn);
        var arn = Inventory.Arn.Parse(vaultArn);
        (AwsAccount, Region) = (arn.Account, arn.Region);
    }

    public Guid Id { get; private set; }

    public Guid ItemId { get; private set; }

    public JobKind Kind { get; private set; }

    /// <summary>What a restore point is that the job makes.</summary>
    public RestorePointKind Makes => Kind == JobKind.Copy ? RestorePointKind.Copy : RestorePointKind.Backup;

    /// <summary>The vault that receives the recovery point.</summary>
    public string VaultArn { get; private set; } = "";

    public string AwsAccount { get; private set; } = "";

    public string Region { get; private set; } = "";

    public TaskState State { get; private set; } = TaskState.Pending;

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>Not before this instant is the next attempt made.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>When the decision to call AWS was written down; none before.</summary>
    public DateTimeOffset? IntentAt { get; private set; }

    /// <summary>What AWS is asked for in this attempt; none before it is decided.</summary>
    public JobRequest? Request { get; private set; }

    public string? JobId { get; private set; }

    /// <summary>When AWS said that it runs the job; none before.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>0 to 100, as far as AWS says so.</summary>
    public int Percent { get; private set; }

    public string? RecoveryPointArn { get; private set; }

    /// <summary>Whether AWS reports the job complete and its recovery point is not described yet.</summary>
    public bool AwaitsPoint { get; private set; }

    /// <summary>Since when; none before.</summary>
    public DateTimeOffset? AwaitsSince { get; private set; }

    /// <summary>What AWS said when the job was complete: the recovery point is good, but something was left out. None if nothing.</summary>
    public string? Message { get; private set; }

    public Guid? RestorePointId { get; private set; }

    /// <summary>What it waits for, or why it ended as it did.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    public bool IsOpen => State is TaskState.Pending or TaskState.Running;

    /// <summary>Whether AWS may be at work: the job occupies its file system.</summary>
    public bool IsInFlight => State == TaskState.Running && !AwaitsPoint;

    /// <summary>The lane into which the job writes.</summary>
    public string Destination => Inventory.Lane.Of(AwsAccount, Region);

    /// <summary>The idempotency token of the current attempt: the same after a restart, another for each attempt.</summary>
    public string Token => $"{Id:N}-{Attempt}";

    internal void Wait(string? reason) => Reason = reason;

    internal void Intend(JobRequest? request, DateTimeOffset now)
    {
        IntentAt = now;
        Request = request;
        State = TaskState.Running;
        Reason = null;
    }

    internal void Follow(string jobId, DateTimeOffset now) => (JobId, AcceptedAt) = (jobId, now);

    internal void Withdraw(string reason, DateTimeOffset notBefore)
    {
        Forget(notBefore);
        Reason = reason;
    }

    internal bool Advance(double? percent, string? recoveryPointArn)
    {
        var before = (Percent, RecoveryPointArn);
        Percent = Math.Max(Percent, (int)Math.Clamp(percent ?? 0, 0, 100));
        RecoveryPointArn = recoveryPointArn ?? RecoveryPointArn;
        return before != (Percent, RecoveryPointArn);
    }

    internal void AwaitPoint(string recoveryPointArn, string? message, DateTimeOffset now)
    {
        (AwaitsPoint, AwaitsSince, Message) = (true, now, string.IsNullOrWhiteSpace(message) ? null : message);
        Advance(100, recoveryPointArn);
    }

    internal void Record(Guid restorePointId, DateTimeOffset now)
    {
        RestorePointId = restorePointId;
        End(TaskState.Succeeded, null, now);
    }

    internal void Retry(string reason, DateTimeOffset notBefore)
    {
        Remember(TaskState.Failed, reason);
        Attempt++;
        Forget(notBefore);
        Reason = $"Attempt {Attempt - 1} failed: {reason}";
    }

    internal void End(TaskState state, string? reason, DateTimeOffset now)
    {
        if (IntentAt is not null)
        {
            Remember(state, reason);
        }

        State = state;
        AwaitsPoint = false;
        Reason = reason;
        EndedAt = now;
    }

    internal bool IsDatedAfter(DateTimeOffset instant) =>
        NotBefore > instant || IntentAt > instant || AcceptedAt > instant || AwaitsSince > instant;

    internal void Rewind(DateTimeOffset now, DateTimeOffset wrong)
    {
        DateTimeOffset? Believe(DateTimeOffset? instant) => instant > wrong ? now : instant;

        (NotBefore, IntentAt) = (Believe(NotBefore), Believe(IntentAt));
        (AcceptedAt, AwaitsSince) = (Believe(AcceptedAt), Believe(AwaitsSince));
    }

    private void Remember(TaskState state, string? reason) => Attempts = [.. Attempts, new Attempt(Attempt, JobId, state, reason)];

    private void Forget(DateTimeOffset notBefore)
    {
        (IntentAt, Request, JobId, RecoveryPointArn, Percent, AwaitsPoint) = (null, null, null, null, 0, false);
        (AcceptedAt, AwaitsSince, Message) = (null, null, null);
        State = TaskState.Pending;
        NotBefore = notBefore;
    }
}
