namespace FsxPortal.Core.Domain.Sessions;

/// <summary>The copy of a task's backup to one vault.</summary>
public sealed class TaskCopy
{
    private TaskCopy()
    {
    }

    /// <summary>Plans a copy.</summary>
    public TaskCopy(Guid id, Guid taskId, string vaultArn)
    {
        Id = id;
        TaskId = taskId;
        VaultArn = vaultArn;
        var arn = Inventory.Arn.Parse(vaultArn);
        AwsAccount = arn.Account;
        Region = arn.Region;
    }

    public Guid Id { get; private set; }

    public Guid TaskId { get; private set; }

    /// <summary>The vault that receives the copy.</summary>
    public string VaultArn { get; private set; } = "";

    public string AwsAccount { get; private set; } = "";

    public string Region { get; private set; } = "";

    public TaskState State { get; private set; } = TaskState.Pending;

    public int Attempt { get; private set; } = 1;

    public DateTimeOffset? NotBefore { get; private set; }

    public DateTimeOffset? IntentAt { get; private set; }

    public string? JobId { get; private set; }

    public string? RecoveryPointArn { get; private set; }

    public Guid? RestorePointId { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOpen => State is TaskState.Pending or TaskState.Running;

    /// <summary>The idempotency token of the current attempt.</summary>
    public string Token => $"{Id:N}-{Attempt}";

    public void Wait(string? reason) => Reason = reason;

    /// <summary>Writes down that AWS is about to be asked for a copy.</summary>
    public void Intend(DateTimeOffset now)
    {
        IntentAt = now;
        State = TaskState.Running;
        Reason = null;
    }

    /// <summary>AWS has accepted the copy.</summary>
    public void Follow(string jobId) => JobId = jobId;

    /// <summary>AWS refused for now: the same attempt is made again later.</summary>
    public void Withdraw(string reason, DateTimeOffset notBefore)
    {
        IntentAt = null;
        State = TaskState.Pending;
        NotBefore = notBefore;
        Reason = reason;
    }

    /// <summary>AWS reports the copy complete; its restore point is not described yet.</summary>
    public void AwaitPoint(string recoveryPointArn) => RecoveryPointArn = recoveryPointArn;

    /// <summary>The attempt failed; another follows.</summary>
    public void Retry(string reason, DateTimeOffset notBefore)
    {
        Attempt++;
        IntentAt = null;
        JobId = null;
        RecoveryPointArn = null;
        State = TaskState.Pending;
        NotBefore = notBefore;
        Reason = $"Attempt {Attempt - 1} failed: {reason}";
    }

    public void End(TaskState state, string? reason, DateTimeOffset now)
    {
        State = state;
        Reason = reason;
        EndedAt = now;
    }

    /// <summary>The copy is a restore point of its copy chain.</summary>
    public void Record(Guid restorePointId, DateTimeOffset now)
    {
        RestorePointId = restorePointId;
        End(TaskState.Succeeded, null, now);
    }
}
