using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Queries.Views;

/// <summary>A policy as it is shown.</summary>
public sealed record PolicyView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required int Priority { get; init; }

    public required PolicyDocument Document { get; init; }

    public string Name => Document.Name ?? "";

    public bool Enabled => Document.Enabled;

    /// <summary>How many file systems it owns.</summary>
    public int FileSystems { get; init; }

    /// <summary>How many of them lack a good backup or copy.</summary>
    public int AtRisk { get; init; }

    public Guid? LastSessionId { get; init; }

    public SessionState? LastState { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Whether an edit would delete many restore points at once and nobody has approved it yet.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>From which moment on its newest retention counts; none for all restore points.</summary>
    public DateTimeOffset? RetentionFrom { get; init; }

    /// <summary>What is lacking to it in AWS, and what to do: a vault that is no more, credentials that are refused.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The session that runs now.</summary>
    public Guid? RunningSessionId { get; init; }
}

/// <summary>A lane in which AWS can't be used: since when, and what to do.</summary>
public sealed record LaneTroubleView(string AwsAccount, string Region, DateTimeOffset Since, string Trouble);

/// <summary>What the first page shows.</summary>
public sealed record OverviewView
{
    public int Protected { get; init; }

    public int AtRisk { get; init; }

    public int Unprotected { get; init; }

    public int Unsupported { get; init; }

    public long RestorePoints { get; init; }

    public long Copies { get; init; }

    public int Policies { get; init; }

    public IReadOnlyList<SessionView> Running { get; init; } = [];

    public IReadOnlyList<SessionView> Recent { get; init; } = [];

    public IReadOnlyList<AttentionView> Attention { get; init; } = [];

    public IReadOnlyList<LaneTroubleView> Troubles { get; init; } = [];

    public IReadOnlyList<UpcomingRun> Upcoming { get; init; } = [];

    /// <summary>The business time at which this was true.</summary>
    public DateTimeOffset AsOf { get; init; }
}

/// <summary>A file system that is not protected as somebody may think, and why.</summary>
public sealed record AttentionView(Guid Id, string Name, string Region, ProtectionState State, string? Reason);

/// <summary>A run that will happen.</summary>
public sealed record UpcomingRun(Guid PolicyId, string PolicyName, DateTimeOffset At, int FileSystems);
