using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>The newest slot of a rare rule: until the rule's next one, later backups may stand in for it.</summary>
/// <param name="Flag">The rule's flag: W, M or Y.</param>
/// <param name="Slot">When it was.</param>
/// <param name="Kind">Whether a backup or a copy was to come of it.</param>
public sealed record RareSlot(GfsFlags Flag, DateTimeOffset Slot, RestorePointKind Kind);

/// <summary>Finds the newest slots of a policy's rare rules.</summary>
public static class RareSlots
{
    private const GfsFlags Rare = GfsFlags.Weekly | GfsFlags.Monthly | GfsFlags.Yearly;

    // How many days back a slot is looked for, one reach after the other: a week, two
    // months, a year, and one more for a day that its zone skipped.
    private static readonly int[] Reaches = [8, 63, 400, 800];

    /// <summary>The newest slots at or before a moment, of each rule at most one for backups and one for copies.</summary>
    /// <remarks>
    /// Copies have slots of their own, because a rule may copy some of its runs
    /// only. Slots of before a rule was made, changed or switched on
    /// owe nothing, nor do those that come while the policy is off.
    /// </remarks>
    public static IReadOnlyList<RareSlot> Of(Policy policy, DateTimeOffset at)
    {
        var until = policy.Enabled || at < policy.ScheduledUntil ? at : policy.ScheduledUntil;
        return
        [
            .. from flag in (policy.Schedule.Flags & Rare).Each()
               from kind in new[] { RestorePointKind.Backup, RestorePointKind.Copy }
               let slot = Newest(policy, flag, kind, until)
               where slot is not null
               select new RareSlot(flag, slot.Value, kind),
        ];
    }

    private static DateTimeOffset? Newest(Policy policy, GfsFlags flag, RestorePointKind kind, DateTimeOffset until)
    {
        var (rule, since) = (policy.Schedule.Only(flag), policy.SinceOf(flag));
        if (kind == RestorePointKind.Copy && !rule.MakesCopies)
        {
            return null;
        }

        foreach (var from in Reaches.Select(days => until.AddDays(-days)))
        {
            var newest = Occurrences.Between(rule, policy.Zone, from > since ? from : since, until)
                .LastOrDefault(run => kind == RestorePointKind.Backup || run.CopyFlags != GfsFlags.None);
            if (newest is not null || from <= since)
            {
                return newest?.Slot;
            }
        }

        return null;
    }
}
