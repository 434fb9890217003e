using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What an edit of a policy means for the restore points that exist.</summary>
/// <param name="Backups">How long backups last from now on by the flags that the edit
/// is about, where that is later than they were promised.</param>
/// <param name="Copies">The same for copies.</param>
/// <param name="Cuts">What ends sooner, because a person has approved it; none if nothing does.</param>
public sealed record RetentionEdit(RetentionRules Backups, RetentionRules Copies, RetentionCuts? Cuts)
{
    /// <summary>What an edit means.</summary>
    /// <param name="earlier">What was asked for before.</param>
    /// <param name="later">What is asked for now.</param>
    /// <param name="cuts">What ends sooner; none if nothing does.</param>
    /// <returns>None if it means nothing for what exists.</returns>
    public static RetentionEdit? Between(PolicyDocument earlier, PolicyDocument later, RetentionCuts? cuts)
    {
        RetentionRules About(Func<Schedule, IReadOnlyDictionary<GfsFlags, Period>> periods, GfsFlags cut)
        {
            var (before, after) = (periods(earlier.Schedule ?? new Schedule()), periods(later.Schedule ?? new Schedule()));
            return new RetentionRules(
                after.Where(pair =>
                    cut.HasFlag(pair.Key) || earlier.TimeZone != later.TimeZone || before.GetValueOrDefault(pair.Key) != pair.Value)
                        .ToDictionary(),
                later.TimeZone!);
        }

        var edit = new RetentionEdit(
            About(schedule => schedule.BackupPeriods(), cuts?.Backups ?? GfsFlags.None),
            About(schedule => schedule.CopyPeriods(), cuts?.Copies ?? GfsFlags.None), cuts);
        return edit is { Cuts: null, Backups.Periods.Count: 0, Copies.Periods.Count: 0 } ? null : edit;
    }

    /// <summary>The rules for a kind.</summary>
    public RetentionRules RulesOf(RestorePointKind kind) => kind == RestorePointKind.Copy ? Copies : Backups;

    /// <summary>The flags of a kind that end sooner.</summary>
    public GfsFlags CutsOf(RestorePointKind kind) =>
        (Cuts?.Of(kind) ?? GfsFlags.None) & RulesOf(kind).Periods.Keys.Aggregate(GfsFlags.None, (all, flag) => all | flag);

    /// <summary>Whether the newest restore point of each chain need no longer stay.</summary>
    public bool FreesNewest => Cuts?.Newest == true;

    /// <summary>What the points of one chain are promised.</summary>
    /// <param name="policy">The edited policy, which owns the file system.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="last">The number of its last point; -1 if it has none.</param>
    /// <param name="toCome">How many points may still come of runs that began before the
    /// edit. They were not shown to anybody: no approval means them.</param>
    /// <param name="newId">Gives ids.</param>
    /// <param name="now">The instant.</param>
    public IEnumerable<Promise> PromisesFor(Policy policy, ChainKey chain, int last, int toCome, Func<Guid> newId, DateTimeOffset now)
    {
        var (rules, cuts) = (RulesOf(chain.Kind), CutsOf(chain.Kind));
        var isApproved = cuts != GfsFlags.None || FreesNewest;
        if (isApproved)
        {
            yield return new Promise(newId(), chain, policy.Id, policy.Version, last)
            {
                Rules = rules,
                Cuts = cuts,
                FreesNewest = FreesNewest,
                MadeAt = now,
            };
        }

        if (rules.Periods.Count > 0 && (!isApproved || toCome > 0))
        {
            yield return new Promise(newId(), chain, policy.Id, policy.Version, last + toCome) { Rules = rules, MadeAt = now };
        }
    }
}

/// <summary>What of the ends that were promised an edit would bring forward.</summary>
/// <param name="Backups">The flags of backups that would end sooner.</param>
/// <param name="Copies">The flags of copies that would end sooner.</param>
/// <param name="Newest">Whether the newest restore point of each chain would no longer be kept.</param>
public sealed record RetentionCuts(GfsFlags Backups, GfsFlags Copies, bool Newest)
{
    /// <summary>The flags of a kind.</summary>
    public GfsFlags Of(RestorePointKind kind) => kind == RestorePointKind.Copy ? Copies : Backups;

    /// <summary>What an edit brings forward.</summary>
    /// <returns>None if it brings nothing forward. A rule that is taken out leaves what it made as it is.</returns>
    public static RetentionCuts? Between(PolicyDocument earlier, PolicyDocument later, DateTimeOffset now)
    {
        var (before, after) = (earlier.Schedule ?? new Schedule(), later.Schedule ?? new Schedule());
        return Some(new RetentionCuts(
            Sooner(before.BackupPeriods(), after.BackupPeriods(), now),
            Sooner(before.CopyPeriods(), after.CopyPeriods(), now),
            earlier.KeepNewest && !later.KeepNewest));
    }

    /// <summary>These cuts and those that wait already, as far as a document still asks for them.</summary>
    public static RetentionCuts? Join(RetentionCuts? one, RetentionCuts? other, PolicyDocument document)
    {
        var schedule = document.Schedule ?? new Schedule();
        return Some(new RetentionCuts(
            Spoken((one?.Backups ?? GfsFlags.None) | (other?.Backups ?? GfsFlags.None), schedule.BackupPeriods()),
            Spoken((one?.Copies ?? GfsFlags.None) | (other?.Copies ?? GfsFlags.None), schedule.CopyPeriods()),
            (one?.Newest == true || other?.Newest == true) && !document.KeepNewest));
    }

    private static RetentionCuts? Some(RetentionCuts cuts) => cuts == new RetentionCuts(GfsFlags.None, GfsFlags.None, false) ? null : cuts;

    private static GfsFlags Spoken(GfsFlags flags, IReadOnlyDictionary<GfsFlags, Period> periods) =>
        periods.Keys.Where(flag => flags.HasFlag(flag)).Aggregate(GfsFlags.None, (all, flag) => all | flag);

    private static GfsFlags Sooner(
        IReadOnlyDictionary<GfsFlags, Period> before, IReadOnlyDictionary<GfsFlags, Period> after, DateTimeOffset now) =>
        after.Where(pair =>
            before.TryGetValue(pair.Key, out var old) && pair.Value.After(now, TimeZoneInfo.Utc) < old.After(now, TimeZoneInfo.Utc))
            .Aggregate(GfsFlags.None, (flags, pair) => flags | pair.Key);
}
