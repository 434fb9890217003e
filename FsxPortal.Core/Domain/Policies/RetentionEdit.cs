using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What an edit of a policy means for the restore points that exist.</summary>
/// <param name="Backups">How long backups last from now on, where that is later than they were promised.</param>
/// <param name="Copies">The same for copies.</param>
/// <param name="Cuts">What ends sooner, because a person has approved it; none if nothing does.</param>
public sealed record RetentionEdit(RetentionRules Backups, RetentionRules Copies, RetentionCuts? Cuts)
{
    /// <summary>The rules for a kind.</summary>
    public RetentionRules RulesOf(RestorePointKind kind) => kind == RestorePointKind.Copy ? Copies : Backups;

    /// <summary>The flags of a kind that end sooner.</summary>
    public GfsFlags CutsOf(RestorePointKind kind) => Cuts?.Of(kind) ?? GfsFlags.None;
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

    private static GfsFlags Sooner(IReadOnlyDictionary<GfsFlags, Period> before, IReadOnlyDictionary<GfsFlags, Period> after, DateTimeOffset now) =>
        after.Where(pair => before.TryGetValue(pair.Key, out var old) && pair.Value.After(now, TimeZoneInfo.Utc) < old.After(now, TimeZoneInfo.Utc))
            .Aggregate(GfsFlags.None, (flags, pair) => flags | pair.Key);
}
