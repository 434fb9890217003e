using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>Which flags of which moments are over now, by one set of rules.</summary>
/// <remarks>
/// The end of a period is a matter of calendars and clocks. For all but a few moments two numbers decide: what lies well before
/// the period counted back from now is over, what lies well after it is not. The few between are counted exactly.
/// </remarks>
internal sealed class FlagEnds
{
    // Months differ by three days, and clocks by hours.
    private static readonly long Margin = TimeSpan.FromDays(5).Ticks;

    private readonly (GfsFlags Flag, Period Period, long Over, long Lasting)[] _flags;
    private readonly GfsFlags _ending;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset _now;

    public FlagEnds(RetentionRules rules, DateTimeOffset now)
    {
        (_zone, _now) = (TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone), now);
        _flags = [.. rules.Periods.Where(pair => pair.Value.Count > 0).Select(pair => Around(pair.Key, pair.Value))];
        _ending = _flags.Aggregate(GfsFlags.None, (flags, flag) => flags | flag.Flag);
    }

    /// <summary>The flags of a point of a moment that are not over.</summary>
    public GfsFlags LastingOf(GfsFlags flags, DateTimeOffset moment)
    {
        // A flag without a period never ends.
        var lasting = flags & ~_ending;
        var ticks = moment.UtcTicks;
        foreach (ref readonly var flag in _flags.AsSpan())
        {
            if ((flags & flag.Flag) != GfsFlags.None
                && (ticks >= flag.Lasting || (ticks > flag.Over && flag.Period.After(moment, _zone) > _now)))
            {
                lasting |= flag.Flag;
            }
        }

        return lasting;
    }

    private (GfsFlags Flag, Period Period, long Over, long Lasting) Around(GfsFlags flag, Period period)
    {
        var back = (period with { Count = -period.Count }).After(_now, _zone).UtcTicks;
        return (flag, period, back - Margin, back + Margin);
    }
}
