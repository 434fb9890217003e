using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Queries.Views;

/// <summary>A policy as it is shown.</summary>
public sealed record PolicyView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required int Priority { get; init; }

    /// <summary>Its number in the order of priority, from 1, without the gaps that removed policies leave.</summary>
    public int Place { get; init; }

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

/// <summary>Which policies are wanted.</summary>
/// <param name="Search">A part of the name.</param>
/// <param name="FileSystemId">The file system that they cover, whether they own it or leave it to another.</param>
public sealed record PolicyFilter(string? Search = null, Guid? FileSystemId = null);

/// <summary>A page of policies.</summary>
/// <param name="Page">The policies.</param>
/// <param name="Count">How many are wanted.</param>
/// <param name="Total">How many there are.</param>
public sealed record PolicyPage(Page<PolicyView> Page, int Count, int Total);

/// <summary>What a policy is called.</summary>
public sealed record PolicyName(Guid Id, string Name);

/// <summary>The names of some policies.</summary>
/// <param name="Names">By priority.</param>
/// <param name="Others">How many more there are.</param>
public sealed record PolicyNames(IReadOnlyList<PolicyName> Names, int Others);

/// <summary>A lane in which AWS can't be used: since when, and what to do.</summary>
public sealed record LaneTroubleView(string AwsAccount, string Region, DateTimeOffset Since, string Trouble);

/// <summary>An account whose credentials AWS refuses or has not confirmed, and what to do about it.</summary>
public sealed record AccountTroubleView(Guid Id, string Name, string AwsAccount, CredentialState State, string Trouble);

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

    /// <summary>The accounts of which nothing is read, or which nobody has confirmed, by name.</summary>
    public IReadOnlyList<AccountTroubleView> Accounts { get; init; } = [];

    /// <summary>What does not fit in the audit trail; none if all fits, or the reader may not know.</summary>
    public string? AuditFault { get; init; }

    public IReadOnlyList<UpcomingRun> Upcoming { get; init; } = [];

    /// <summary>The business time at which this was true.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>When the vault that was listed longest ago was last listed to its end; none where one never was.</summary>
    public DateTimeOffset? ListedAt { get; init; }
}

/// <summary>A file system that is not protected as somebody may think, and why.</summary>
public sealed record AttentionView(Guid Id, string Name, string Region, ProtectionState State, string? Reason)
{
    /// <summary>The state of those of its restore points that this is about; none where it is about the protection itself.</summary>
    public RestorePointState? Points { get; init; }
}

/// <summary>A run that will happen.</summary>
public sealed record UpcomingRun(Guid PolicyId, string PolicyName, DateTimeOffset At, int FileSystems);
