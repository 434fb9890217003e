using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>Points with one of these flags are over if they lie before an instant.</summary>
public sealed record Threshold(IReadOnlyList<GfsFlags> Flags, DateTimeOffset Before);

/// <summary>Turns rules of retention round: not when a point ends, but which points have ended.</summary>
public static class Thresholds
{
    // Where clocks are set back, a later moment may end earlier.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(3);

    /// <summary>Where to look for points that rules end at an instant: no ended point is left out, a few more may be in.</summary>
    /// <remarks>Flags without a period are left to the point's own rules, and so are points that have no other.</remarks>
    public static IReadOnlyList<Threshold> Of(RetentionRules rules, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone);
        var before = rules.Periods.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => Before(pair.Value, zone, at));
        return
        [
            .. from number in Enumerable.Range(1, (int)GfsLetters.All)
               let flags = (GfsFlags)number
               let known = flags.Each().Where(before.ContainsKey).ToList()
               where known.Count > 0
               group flags by known.Min(flag => before[flag]) into same
               select new Threshold([.. same], same.Key),
        ];
    }

    // No period is longer or shorter than its neighbours by more than days.
    private static DateTimeOffset Before(Period period, TimeZoneInfo zone, DateTimeOffset at)
    {
        var guess = (period with { Count = -period.Count }).After(at, zone);
        var (early, late) = (guess.AddDays(-5), guess.AddDays(5));
        while (late - early > TimeSpan.FromMinutes(1))
        {
            var middle = early + ((late - early) / 2);
            (early, late) = period.After(middle, zone) <= at ? (middle, late) : (early, middle);
        }

        return late + Margin;
    }
}
