using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>When what is newest today will be too old for what a policy promises.</summary>
/// <param name="DueAt">The first run that came after it.</param>
/// <param name="LateFrom">The moment from which that run is missed: the next run,
/// or a day later where the schedule leaves longer gaps.</param>
public sealed record Freshness(DateTimeOffset DueAt, DateTimeOffset LateFrom)
{
    // A run may still be working. A longer grace period, such as one schedule interval, would report a missed yearly backup a year late.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>How long a newest backup of <paramref name="last"/> is fresh; none if the schedule asks for no more.</summary>
    public static Freshness? OfBackups(Policy policy, DateTimeOffset last) => After(policy, last, _ => true);

    /// <summary>The same for copies.</summary>
    public static Freshness? OfCopies(Policy policy, DateTimeOffset last) =>
        policy.Schedule.MakesCopies ? After(policy, last, occurrence => occurrence.CopyFlags != GfsFlags.None) : null;

    private static Freshness? After(Policy policy, DateTimeOffset last, Func<Occurrence, bool> counts)
    {
        var runs = Occurrences.After(policy.Schedule, policy.Zone, last).Where(counts).Take(2).Select(run => run.Slot).ToArray();
        if (runs is not [var due, ..])
        {
            return null;
        }

        var late = due + Patience;
        return new Freshness(due, runs is [_, var next] && next < late ? next : late);
    }
}
