using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>How long each flag lasts, on the calendar of a time zone.</summary>
/// <remarks>A flag without a period, or with one of no length, never ends: nothing is deleted for want of a rule.</remarks>
public sealed record RetentionRules(IReadOnlyDictionary<GfsFlags, Period> Periods, string TimeZone)
{
    /// <summary>These rules as a later wish changes them. A flag the wish no longer speaks of lasts as it did.</summary>
    public RetentionRules ChangedBy(RetentionRules later) => new(
        Periods.Where(pair => !later.Periods.ContainsKey(pair.Key)).Concat(later.Periods).ToDictionary(), later.TimeZone);

    /// <summary>When each of <paramref name="flags"/> ends for a point of <paramref name="slot"/>; none where it never does.</summary>
    public IEnumerable<(GfsFlags Flag, DateTimeOffset? Until)> EndsFor(GfsFlags flags, DateTimeOffset slot)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        return flags.Each().Select(flag => (flag, Periods.TryGetValue(flag, out var period) && period.Count > 0 ? period.After(slot, zone) : (DateTimeOffset?)null));
    }
}
