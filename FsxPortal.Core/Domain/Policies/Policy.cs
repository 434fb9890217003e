using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What an edit of retention means for restore points that exist already.</summary>
public enum RetentionChange
{
    /// <summary>They follow it, but many of them are deleted at once only when somebody has approved it.</summary>
    AskFirst,

    /// <summary>They follow it: somebody has seen what it deletes.</summary>
    Approved,

    /// <summary>They keep what they were made with.</summary>
    NewPoints,
}

/// <summary>A saved policy.</summary>
public sealed class Policy
{
    private Policy()
    {
    }

    /// <summary>Saves a valid document as a new policy of the lowest priority.</summary>
    public Policy(Guid id, PolicyDocument document, int priority, DateTimeOffset now)
    {
        Id = id;
        Priority = priority;
        CreatedAt = now;
        ScheduledUntil = now;
        RulesSince = (document.Schedule ?? new Schedule()).Flags.Each().ToDictionary(rule => rule, _ => now);
        Take(document, now);
        Version = 1;
    }

    public Guid Id { get; private set; }

    /// <summary>Grows with each change; sessions and restore points remember the one they were made by.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public bool Enabled { get; private set; }

    /// <summary>1 wins over 2 where both cover a file system.</summary>
    public int Priority { get; private set; }

    public PolicyDocument Document { get; private set; } = null!;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Up to which instant the schedule has been turned into sessions.</summary>
    public DateTimeOffset ScheduledUntil { get; private set; }

    /// <summary>From which moment on the newest retention counts; restore points of before keep what they were made with. None for all.</summary>
    public DateTimeOffset? RetentionFrom { get; private set; }

    /// <summary>What an edit would shorten of what was promised, and nobody has approved yet; none if nothing waits.</summary>
    public PendingCuts? Pending { get; private set; }

    /// <summary>Since when each rule names its slots without a break; a rule that was changed or switched on since counts from then.</summary>
    public IReadOnlyDictionary<GfsFlags, DateTimeOffset> RulesSince { get; private set; } = new Dictionary<GfsFlags, DateTimeOffset>();

    /// <summary>What nobody has approved yet of what an edit or an import deletes.</summary>
    public ApprovalNeed Approval { get; private set; }

    /// <summary>Whether deletions may wait for somebody's approval.</summary>
    public bool AwaitsApproval => Approval != ApprovalNeed.None;

    /// <summary>The zone of the schedule.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Document.TimeZone!);

    /// <summary>The schedule, empty where the document has none.</summary>
    public Schedule Schedule => Document.Schedule ?? new Schedule();

    /// <summary>Replaces what the administrator asked for. A new schedule counts from now on.</summary>
    public void Change(PolicyDocument document, DateTimeOffset now, RetentionChange retention = RetentionChange.AskFirst)
    {
        if (!SameRetention(document, Document))
        {
            RetentionFrom = retention == RetentionChange.NewPoints ? now : null;
            var asks = Shortens(document, Document, now) && Approval == ApprovalNeed.None ? ApprovalNeed.OfMany : Approval;
            Approval = retention == RetentionChange.AskFirst ? asks : ApprovalNeed.None;
        }

        if (!Enabled || !SameSchedule(document, Document))
        {
            ScheduledUntil = Later(ScheduledUntil, now);
        }

        RulesSince = (document.Schedule ?? new Schedule()).Flags.Each()
            .ToDictionary(rule => rule, rule => GoesOn(rule, document) ? SinceOf(rule) : now);
        Take(document, now);
        Version++;
    }

    /// <summary>Switches the schedule on or off. What was due while it was off is not made up for.</summary>
    public void Enable(bool enabled, DateTimeOffset now)
    {
        if (enabled != Enabled)
        {
            Change(Document with { Enabled = enabled }, now);
        }
    }

    /// <summary>Somebody has seen what the newest edit deletes and wants it.</summary>
    public void ApproveDeletions()
    {
        Approval = ApprovalNeed.None;
        Version++;
    }

    /// <summary>Deletions that time alone does not explain wait for somebody's approval.</summary>
    public void AskBeforeDeleting(ApprovalNeed need)
    {
        if (need > Approval)
        {
            Approval = need;
            Version++;
        }
    }

    /// <summary>What the policy asks of points of a kind that it made.</summary>
    public GoverningRules RulesOf(RestorePointKind kind) => new(
        Id, new RetentionRules(kind == RestorePointKind.Copy ? Schedule.CopyPeriods() : Schedule.BackupPeriods(), Document.TimeZone!), RetentionFrom);

    /// <summary>Gives the policy its place in the order.</summary>
    public void Rank(int priority)
    {
        Priority = priority;
        Version++;
    }

    /// <summary>Notes that every slot up to <paramref name="now"/> has become a session.</summary>
    public void AdvanceSchedule(DateTimeOffset now) => ScheduledUntil = Later(ScheduledUntil, now);

    /// <summary>Since when a rule names its slots without a break.</summary>
    public DateTimeOffset SinceOf(GfsFlags rule) => RulesSince.TryGetValue(rule, out var since) ? since : CreatedAt;

    /// <summary>Whether the policy asks for the file system, whoever else does.</summary>
    public bool Covers(FileSystem fileSystem) =>
        fileSystem.GoneAt is null
        && fileSystem.AwsAccount == Document.Account
        && Document.Regions.Contains(fileSystem.Region)
        && (Document.Selection ?? new Selection()).Covers(fileSystem.Facts);

    /// <summary>Where copies of backups in <paramref name="region"/> go; none if they are not copied.</summary>
    public CopyTarget? CopyTargetOf(string region) => Document.Copies?.GetValueOrDefault(region);

    // Lists in records compare by reference; what is written is what is meant.
    private static bool SameSchedule(PolicyDocument one, PolicyDocument other) =>
        PolicyJson.Write(new PolicyDocument { Schedule = one.Schedule, TimeZone = one.TimeZone })
        == PolicyJson.Write(new PolicyDocument { Schedule = other.Schedule, TimeZone = other.TimeZone });

    private bool GoesOn(GfsFlags rule, PolicyDocument later) => (Enabled || !later.Enabled) && SameSchedule(
        later with { Schedule = later.Schedule?.Only(rule).Times() }, Document with { Schedule = Schedule.Only(rule).Times() });

    private static bool SameRetention(PolicyDocument one, PolicyDocument other)
    {
        var (now, then) = (one.Schedule ?? new Schedule(), other.Schedule ?? new Schedule());
        return one.TimeZone == other.TimeZone && Same(now.BackupPeriods(), then.BackupPeriods()) && Same(now.CopyPeriods(), then.CopyPeriods());
    }

    private static bool Shortens(PolicyDocument later, PolicyDocument earlier, DateTimeOffset now)
    {
        var (one, other) = (later.Schedule ?? new Schedule(), earlier.Schedule ?? new Schedule());
        return Shorter(one.BackupPeriods(), other.BackupPeriods(), now) || Shorter(one.CopyPeriods(), other.CopyPeriods(), now);
    }

    private static bool Shorter(IReadOnlyDictionary<GfsFlags, Period> one, IReadOnlyDictionary<GfsFlags, Period> other, DateTimeOffset now) =>
        one.Any(pair => other.TryGetValue(pair.Key, out var before) && pair.Value.After(now, TimeZoneInfo.Utc) < before.After(now, TimeZoneInfo.Utc));

    private static bool Same(IReadOnlyDictionary<GfsFlags, Period> one, IReadOnlyDictionary<GfsFlags, Period> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private void Take(PolicyDocument document, DateTimeOffset now)
    {
        Document = document;
        Name = document.Name!;
        Enabled = document.Enabled;
        ChangedAt = now;
    }
}
