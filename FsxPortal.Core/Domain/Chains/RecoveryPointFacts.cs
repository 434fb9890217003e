namespace FsxPortal.Core.Domain.Chains;

/// <summary>What AWS says of a recovery point.</summary>
public sealed record RecoveryPointFacts
{
    public required string Arn { get; init; }

    public required string ResourceArn { get; init; }

    public required string VaultArn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The logical size, not what AWS bills.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>When AWS deletes it by itself; none if it does not.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>The status as AWS words it, such as COMPLETED.</summary>
    public required string Status { get; init; }

    /// <summary>The plan of AWS Backup that had it made; none if somebody asked for it.</summary>
    public string? Plan { get; init; }

    /// <summary>Whether one could restore from it.</summary>
    public bool IsComplete => Status is "COMPLETED" or "AVAILABLE";
}
