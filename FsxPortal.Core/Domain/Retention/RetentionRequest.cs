using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>The wish that one chain be judged, kept until its lane has done so.</summary>
public sealed class RetentionRequest
{
    private RetentionRequest(string vaultArn, string lane) => (VaultArn, Lane) = (vaultArn, lane);

    /// <summary>Asks the lane of the vault to judge a chain.</summary>
    public RetentionRequest(Guid id, Guid sessionId, Guid? taskId, ChainKey chain, DateTimeOffset now)
        : this(chain.VaultArn, Inventory.Lane.Of(Inventory.Arn.Parse(chain.VaultArn)))
    {
        Id = id;
        SessionId = sessionId;
        TaskId = taskId;
        FileSystemId = chain.FileSystemId;
        Kind = chain.Kind;
        RequestedAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>The session in whose log the verdicts appear.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The task that waits for the verdict; none for the daily pass.</summary>
    public Guid? TaskId { get; private set; }

    public Guid FileSystemId { get; private set; }

    public RestorePointKind Kind { get; private set; }

    public string VaultArn { get; private set; }

    public string Lane { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Why nothing could be deleted, if so.</summary>
    public string? Problem { get; private set; }

    /// <summary>The chain has been judged.</summary>
    public void Complete(DateTimeOffset now, string? problem)
    {
        DoneAt = now;
        Problem = problem;
    }
}
