namespace FsxPortal.Core.Domain.Sessions;

/// <summary>The life of a backup or copy job in AWS.</summary>
public enum AwsJobState
{
    Created,
    Pending,
    Running,
    Aborting,
    Completed,
    Failed,
    Expired,
    Aborted,
    Partial,

    /// <summary>A state AWS has added since; followed like a running job.</summary>
    Unknown,
}

/// <summary>What AWS says of a backup or copy job.</summary>
public sealed record AwsJob
{
    public required string Id { get; init; }

    public required string ResourceArn { get; init; }

    /// <summary>The vault that receives the recovery point.</summary>
    public required string VaultArn { get; init; }

    public required AwsJobState State { get; init; }

    /// <summary>The recovery point the job makes; AWS names it only after a while.</summary>
    public string? RecoveryPointArn { get; init; }

    /// <summary>What a copy job reads.</summary>
    public string? SourceRecoveryPointArn { get; init; }

    /// <summary>In whose name AWS runs it; none where AWS does not say so.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The plan of AWS Backup that has started it; none if a call has.</summary>
    public string? Plan { get; init; }

    /// <summary>0 to 100; none where AWS gives no estimate.</summary>
    public double? Percent { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a copy has ended; none before, and where AWS does not say so.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the job has ended without a usable recovery point.</summary>
    public bool HasFailed => State is AwsJobState.Failed or AwsJobState.Expired or AwsJobState.Aborted or AwsJobState.Partial;

    /// <summary>Why it failed, in words.</summary>
    public string Failure => string.IsNullOrWhiteSpace(Message)
        ? $"AWS ended the job as {State.ToString().ToUpperInvariant()} without giving a reason."
        : Message;
}
