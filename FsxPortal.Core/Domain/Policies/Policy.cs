using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What an edit of retention means for restore points that exist already.</summary>
public enum RetentionChange
{
    /// <summary>They last longer where it says so; where it would end them sooner, that waits for somebody's approval.</summary>
    AskFirst,

    /// <summary>They follow it: somebody has seen which of them it ends sooner.</summary>
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
        LookAhead();
        Version = 1;
    }

    public Guid Id { get; private set; }

    /// <summary>Grows with each change; sessions and restore points remember the one they were made by.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The AWS account whose file systems it protects.</summary>
    public string AwsAccount { get; private set; } = "";

    public bool Enabled { get; private set; }

    /// <summary>1 wins over 2 where both cover a file system.</summary>
    public int Priority { get; private set; }

    public PolicyDocument Document { get; private set; } = null!;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Up to which instant the schedule has been turned into sessions.</summary>
    public DateTimeOffset ScheduledUntil { get; private set; }

    /// <summary>The next slot that is yet to become a session, or an earlier
    /// instant; none if the schedule is off or names no more.</summary>
    public DateTimeOffset? NextSlotAt { get; private set; }

    /// <summary>From which moment on the newest retention counts; restore points of
    /// before keep what they were made with. None for all.</summary>
    public DateTimeOffset? RetentionFrom { get; private set; }

    /// <summary>What an edit would shorten of what was promised, and nobody has approved yet; none if nothing waits.</summary>
    public RetentionCuts? Pending { get; private set; }

    /// <summary>Since when each rule names its slots without a break; a rule that
    /// was changed or switched on since counts from then.</summary>
    public IReadOnlyDictionary<GfsFlags, DateTimeOffset> RulesSince { get; private set; } = new Dictionary<GfsFlags, DateTimeOffset>();

    /// <summary>Whether the newest restore point of each chain stays; a wish that it shall not waits for an approval.</summary>
    public bool KeepsNewest => Document.KeepNewest || Pending?.Newest == true;

    /// <summary>The version since which the newest restore point may go, if it had to stay before; none if it has to stay, or never had
    /// to.</summary>
    public long? FreesNewestSince { get; private set; }

    /// <summary>The zone of the schedule.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Document.TimeZone!);

    /// <summary>The schedule, empty where the document has none.</summary>
    public Schedule Schedule => Document.Schedule ?? new Schedule();

    /// <summary>Replaces what the administrator asked for. A new schedule counts from now on.</summary>
    /// <returns>What restore points that exist are promised from now on; none if the edit changes nothing for them.</returns>
    public RetentionEdit? Change(PolicyDocument document, DateTimeOffset now, RetentionChange retention = RetentionChange.AskFirst)
    {
        var kept = KeepsNewest;
        var cuts = RetentionCuts.Join(RetentionCuts.Between(Document, document, now), Pending, document);
        var edit = RetentionEdit.Between(Document, document, retention == RetentionChange.Approved ? cuts : null);
        if (!SameRetention(document, Document))
        {
            RetentionFrom = retention == RetentionChange.NewPoints ? now : null;
        }

        if (!Enabled || !SameSchedule(document, Document))
        {
            ScheduledUntil = Later(ScheduledUntil, now);
        }

        RulesSince = (document.Schedule ?? new Schedule()).Flags.Each()
            .ToDictionary(rule => rule, rule => GoesOn(rule, document) ? SinceOf(rule) : now);
        Take(document, now);
        LookAhead();
        Version++;
        Pending = retention switch
        {
            RetentionChange.AskFirst => cuts,
            RetentionChange.Approved => null,
            // The newest restore point of a chain is none that is yet to be made.
            RetentionChange.NewPoints => cuts is { Newest: true } ? new RetentionCuts(GfsFlags.None, GfsFlags.None, true) : null,
        };
        NoteNewest(kept);
        return retention == RetentionChange.NewPoints ? null : edit;
    }

    /// <summary>Whether an edit would leave everything as it is, and what waits for an approval waiting.</summary>
    public bool IsUnchangedBy(PolicyDocument document, RetentionChange retention) => PolicyJson.Same(document, Document) && retention switch
    {
        RetentionChange.AskFirst => true,
        RetentionChange.Approved => Pending is null,
        RetentionChange.NewPoints => Pending is null or { Backups: GfsFlags.None, Copies: GfsFlags.None },
    };

    /// <summary>Switches the schedule on or off. What was due while it was off is not made up for.</summary>
    public void Enable(bool enabled, DateTimeOffset now)
    {
        if (enabled != Enabled)
        {
            Change(Document with { Enabled = enabled }, now);
        }
    }

    /// <summary>Somebody has seen what waits for an approval, and wants it.</summary>
    /// <returns>What restore points that exist are promised from now on; none if nothing of theirs waited.</returns>
    public RetentionEdit? Approve()
    {
        var (edit, kept) = (RetentionEdit.Between(Document, Document, Pending), KeepsNewest);
        Pending = null;
        Version++;
        NoteNewest(kept);
        return edit;
    }

    /// <summary>Counts its versions on from those of an earlier policy of the same id, which was removed.</summary>
    public void Follow(long earlier) => Version += earlier;

    /// <summary>There are no restore points that could end sooner: nothing waits.</summary>
    public void DropPending()
    {
        var kept = KeepsNewest;
        Pending = null;
        NoteNewest(kept);
    }

    /// <summary>What the policy has shown of its points in versions that did not remember
    /// promises: all of them followed its newest retention.</summary>
    /// <remarks>What waited for an approval has not been shown to end sooner.</remarks>
    public RetentionEdit Recall() => new(RulesOf(RestorePointKind.Backup), RulesOf(RestorePointKind.Copy),
        Pending is null ? new RetentionCuts(Schedule.Flags, Schedule.Flags, false) : null);

    /// <summary>An earlier policy of the same id has restore points, of which the newest
    /// ones may have had to stay: that they go waits for an approval.</summary>
    public void AskForNewest() => Pending = RetentionCuts.Join(new RetentionCuts(GfsFlags.None, GfsFlags.None, true), Pending, Document);

    /// <summary>Restore points of this policy are there whose retention nobody knows: what it says of them waits for an approval.</summary>
    public void AskForUnknown() =>
        Pending = RetentionCuts.Join(new RetentionCuts(GfsLetters.All, GfsLetters.All, false), Pending, Document);

    /// <summary>How long restore points of a kind last that the policy makes now.</summary>
    public RetentionRules RulesOf(RestorePointKind kind) =>
        new(kind == RestorePointKind.Copy ? Schedule.CopyPeriods() : Schedule.BackupPeriods(), Document.TimeZone!);

    /// <summary>Gives the policy its place in the order.</summary>
    public void Rank(int priority)
    {
        Priority = priority;
        Version++;
    }

    /// <summary>Notes that every slot up to <paramref name="now"/> has become a session.</summary>
    public void AdvanceSchedule(DateTimeOffset now)
    {
        ScheduledUntil = Later(ScheduledUntil, now);
        LookAhead();
    }

    /// <summary>The clock that the schedule was followed by was ahead, and is set right: the slots from now on are still to come.</summary>
    public void Rewind(DateTimeOffset now)
    {
        ScheduledUntil = now;
        LookAhead();
    }

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

    /// <summary>The Regions that it backs up, or copies to.</summary>
    public IEnumerable<string> RegionsUsed() => Document.Regions
        .Concat((Document.Copies?.Values ?? []).Select(target => target.Region).OfType<string>()).Distinct();

    // Lists in records compare by reference; what is written is what is meant.
    private static bool SameSchedule(PolicyDocument one, PolicyDocument other) =>
        PolicyJson.Write(new PolicyDocument { Schedule = one.Schedule, TimeZone = one.TimeZone })
        == PolicyJson.Write(new PolicyDocument { Schedule = other.Schedule, TimeZone = other.TimeZone });

    private bool GoesOn(GfsFlags rule, PolicyDocument later) => (Enabled || !later.Enabled) && SameSchedule(
        later with { Schedule = later.Schedule?.Only(rule).Times() }, Document with { Schedule = Schedule.Only(rule).Times() });

    private static bool SameRetention(PolicyDocument one, PolicyDocument other)
    {
        var (now, then) = (one.Schedule ?? new Schedule(), other.Schedule ?? new Schedule());
        return one.TimeZone == other.TimeZone && Same(now.BackupPeriods(), then.BackupPeriods())
            && Same(now.CopyPeriods(), then.CopyPeriods());
    }

    private static bool Same(IReadOnlyDictionary<GfsFlags, Period> one, IReadOnlyDictionary<GfsFlags, Period> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private void NoteNewest(bool kept) => FreesNewestSince = KeepsNewest ? null : kept ? Version : FreesNewestSince;

    private void LookAhead() => NextSlotAt = Enabled ? Occurrences.Next(Schedule, Zone, ScheduledUntil)?.Slot : null;

    private void Take(PolicyDocument document, DateTimeOffset now)
    {
        Document = document;
        Name = document.Name!;
        AwsAccount = document.Account!;
        Enabled = document.Enabled;
        ChangedAt = now;
    }
}
