using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>Which flags of which moments are over now, by one set of terms.</summary>
/// <remarks>
/// The end of a period is a matter of calendars and clocks. For all but a few moments two numbers decide: what lies well before
/// the period counted back from now is over, what lies well after it is not. The few between are counted exactly.
/// </remarks>
internal sealed class FlagEnds
{
    // Months differ by three days, and clocks by hours.
    private static readonly long Margin = TimeSpan.FromDays(5).Ticks;

    private readonly (FlagTerm Term, long Over, long Lasting)[] _terms;
    private readonly GfsFlags _ending;
    private readonly DateTimeOffset _now;

    public FlagEnds(Terms terms, DateTimeOffset now)
    {
        _now = now;
        _terms = [.. terms.All.Select(Around)];
        _ending = terms.All.Aggregate(GfsFlags.None, (flags, term) => flags | term.Flag);
    }

    /// <summary>The flags of a point of a moment that are not over.</summary>
    public GfsFlags LastingOf(GfsFlags flags, DateTimeOffset moment)
    {
        // A flag without a term never ends.
        var lasting = flags & ~_ending;
        var ticks = moment.UtcTicks;
        foreach (ref readonly var known in _terms.AsSpan())
        {
            var term = known.Term;
            if ((flags & term.Flag) != GfsFlags.None
                && (ticks >= known.Lasting || (ticks > known.Over && term.Period.After(moment, term.Zone) > _now)))
            {
                lasting |= term.Flag;
            }
        }

        return lasting;
    }

    private (FlagTerm Term, long Over, long Lasting) Around(FlagTerm term)
    {
        var back = (term.Period with { Count = -term.Period.Count }).After(_now, term.Zone).UtcTicks;
        return (term, back - Margin, back + Margin);
    }
}
