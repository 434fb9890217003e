using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>When what is newest today will be too old for what a policy promises.</summary>
/// <param name="DueAt">The first run that came after it.</param>
/// <param name="LateFrom">The run after that: the first may still be working, so that this is the moment from which it is missed.</param>
public sealed record Freshness(DateTimeOffset DueAt, DateTimeOffset LateFrom)
{
    // Two runs of any daily rule lie within this.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(62);

    /// <summary>How long a newest backup of <paramref name="last"/> is fresh; none if the schedule does not ask for two more.</summary>
    public static Freshness? OfBackups(Policy policy, DateTimeOffset last) => After(policy, last, _ => true);

    /// <summary>The same for copies.</summary>
    public static Freshness? OfCopies(Policy policy, DateTimeOffset last) => After(policy, last, occurrence => occurrence.CopyFlags != GfsFlags.None);

    private static Freshness? After(Policy policy, DateTimeOffset last, Func<Occurrence, bool> counts) =>
        Occurrences.Between(policy.Schedule, policy.Zone, last, last + Horizon).Where(counts).Take(2).ToArray() is [var first, var second]
            ? new Freshness(first.Slot, second.Slot)
            : null;
}
