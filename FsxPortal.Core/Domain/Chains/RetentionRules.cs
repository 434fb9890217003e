using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>How long each flag lasts, on the calendar of a time zone.</summary>
/// <remarks>A flag without a period, or with one of no length, never ends: nothing is deleted for want of a rule.</remarks>
public sealed record RetentionRules(IReadOnlyDictionary<GfsFlags, Period> Periods, string TimeZone)
{
    /// <summary>When each of <paramref name="flags"/> ends for a point of <paramref name="slot"/>; none where it never does.</summary>
    public IEnumerable<(GfsFlags Flag, DateTimeOffset? Until)> EndsFor(GfsFlags flags, DateTimeOffset slot)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        return flags.Each()
            .Select(flag =>
                (flag, Periods.TryGetValue(flag, out var period) && period.Count > 0 ? period.After(slot, zone) : (DateTimeOffset?)null));
    }
}
