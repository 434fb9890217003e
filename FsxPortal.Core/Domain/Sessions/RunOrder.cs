using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What a policy asks of one of its runs. A later edit of the policy does not change a run that has begun.</summary>
public sealed record RunOrder
{
    public required Guid PolicyId { get; init; }

    public required long PolicyVersion { get; init; }

    public required string Title { get; init; }

    /// <summary>The AWS account whose file systems are backed up.</summary>
    public string AwsAccount { get; init; } = "";

    public GfsFlags Flags { get; init; }

    public GfsFlags CopyFlags { get; init; }

    public required RetentionRules BackupRules { get; init; }

    public required RetentionRules CopyRules { get; init; }

    /// <summary>Tags of the administrator for each backup.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether backups keep the tags of their file systems.</summary>
    public bool CopySourceTags { get; init; } = true;

    /// <summary>How many attempts each task has, the first included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The flags that the slot gives to what a job makes.</summary>
    public GfsFlags FlagsOf(JobKind kind) => kind == JobKind.Copy ? CopyFlags : Flags;

    /// <summary>How long the policy asks for what a job makes to live.</summary>
    public RetentionRules RulesOf(JobKind kind) => kind == JobKind.Copy ? CopyRules : BackupRules;

    /// <summary>What the policy asks of a run.</summary>
    public static RunOrder Of(Policy policy, Occurrence occurrence, SessionTrigger trigger) => new()
    {
        PolicyId = policy.Id,
        PolicyVersion = policy.Version,
        Title = policy.Name,
        AwsAccount = policy.AwsAccount,
        Flags = occurrence.Flags,
        CopyFlags = occurrence.CopyFlags,
        BackupRules = new RetentionRules(policy.Schedule.BackupPeriods(), policy.Document.TimeZone!),
        CopyRules = new RetentionRules(policy.Schedule.CopyPeriods(), policy.Document.TimeZone!),
        Tags = policy.Document.CustomTags ?? new Dictionary<string, string>(),
        CopySourceTags = policy.Document.CopySourceTags,
        // A person who starts a policy is there to start it again.
        Attempts = trigger == SessionTrigger.Manual ? 1 : 1 + (policy.Document.Retry?.Attempts ?? 0),
    };
}
