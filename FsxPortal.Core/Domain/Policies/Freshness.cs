using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>How old the newest backup and copy may be while a policy keeps its promise.</summary>
/// <param name="BackupsSince">An older newest backup is late; none where the schedule has not asked for two yet.</param>
/// <param name="CopiesSince">The same for copies.</param>
public sealed record Freshness(DateTimeOffset? BackupsSince, DateTimeOffset? CopiesSince)
{
    // Most schedules name two moments within days; the longest look back covers any daily rule.
    private static readonly TimeSpan[] LooksBack = [TimeSpan.FromDays(3), TimeSpan.FromDays(16), TimeSpan.FromDays(62)];

    /// <summary>What <paramref name="policy"/> promises as of <paramref name="now"/>.</summary>
    /// <remarks>The run of the last due moment may still be working, so the moment before it is what counts.</remarks>
    public static Freshness Of(Policy policy, DateTimeOffset now) => new(
        LastButOne(policy, now, _ => true),
        LastButOne(policy, now, occurrence => occurrence.CopyFlags != GfsFlags.None));

    private static DateTimeOffset? LastButOne(Policy policy, DateTimeOffset now, Func<Occurrence, bool> counts)
    {
        foreach (var back in LooksBack)
        {
            Occurrence[] due = [.. Occurrences.Between(policy.Schedule, policy.Zone, now - back, now).Where(counts).TakeLast(2)];
            if (due.Length == 2)
            {
                return due[0].Slot;
            }
        }

        return null;
    }
}
