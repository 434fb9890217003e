using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Api.Described;

/// <summary>A policy document, with what the portal adds to it. What is added may be sent back, and is left aside.</summary>
internal sealed record PolicyAnswer
{
    /// <summary>The id of the policy.</summary>
    public required Guid Id { get; init; }

    /// <summary>Grows with each change; the ETag says the same.</summary>
    public required long Version { get; init; }

    /// <summary>Its place among all policies: the lowest number comes first.</summary>
    public required int Priority { get; init; }

    /// <summary>How many file systems it backs up.</summary>
    public required int FileSystems { get; init; }

    /// <summary>The session that began last.</summary>
    public Guid? LastSessionId { get; init; }

    /// <summary>How that session stands.</summary>
    public SessionState? LastState { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>When the schedule starts the policy next.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>The session that runs now.</summary>
    public Guid? RunningSessionId { get; init; }

    /// <summary>Whether restore points would end sooner and nobody has approved it yet.</summary>
    public required bool AwaitsApproval { get; init; }

    /// <summary>What is lacking to it in AWS, and what to do.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>From which moment on its newest retention counts; none for all restore points.</summary>
    public DateTimeOffset? RetentionFrom { get; init; }
}

/// <summary>One page of policies.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">The cursor of the next page; none on the last one.</param>
/// <param name="Total">How many policies there are, whether they were asked for or not.</param>
internal sealed record PageOfPolicies(IReadOnlyList<PolicyAnswer> Items, string? Next, int Total);
