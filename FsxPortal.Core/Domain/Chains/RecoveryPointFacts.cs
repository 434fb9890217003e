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

    /// <summary>What AWS says of the status besides; none if nothing.</summary>
    public string? Message { get; init; }

    /// <summary>Whether one could restore from it.</summary>
    public bool IsComplete => Status is "COMPLETED" or "AVAILABLE";

    /// <summary>Whether AWS is deleting it, for whomever.</summary>
    public bool IsLeaving => Status == "DELETING";

    /// <summary>What it is where it is there and no good; none if it is good, comes, goes, or if the status says nothing of that.</summary>
    public RestorePointState? Spoilt => Status switch
    {
        "EXPIRED" => RestorePointState.Expired,
        "PARTIAL" or "STOPPED" => RestorePointState.Partial,
        _ => null,
    };

    /// <summary>Why it does not count, in words; none if it does.</summary>
    public string? SpoiltBecause => Spoilt switch
    {
        RestorePointState.Expired =>
            "AWS calls it EXPIRED: its time is over there, but AWS could not delete it. It costs money and protects nothing." + Said,
        RestorePointState.Partial =>
            $"AWS calls it {Status}: it did not come out whole. It costs money and protects nothing." + Said,
        _ => null,
    };

    /// <summary>Whether it stands in a vault, good or not.</summary>
    public bool IsKept => IsComplete || Spoilt is not null;

    private string Said => string.IsNullOrWhiteSpace(Message) ? "" : $" {Message.Trim().TrimEnd('.')}.";
}
