using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>One promise of how long a flag lasts, on the calendar of a zone.</summary>
internal readonly record struct FlagTerm(GfsFlags Flag, Period Period, TimeZoneInfo Zone);

/// <summary>A promise, and which flags of a point it ends sooner.</summary>
internal readonly record struct MeantPromise(Promise Promise, GfsFlags Cuts)
{
    /// <summary>A promise as it counts for a point.</summary>
    public MeantPromise(Promise promise, RestorePoint point)
        : this(promise, promise.CutsOf(point))
    {
    }

    /// <summary>Those of some promises that count for a point, in their order.</summary>
    public static IReadOnlyList<MeantPromise> Of(IReadOnlyList<Promise> promises, RestorePoint point) =>
        [.. promises.Where(promise => promise.Means(point)).Select(promise => new MeantPromise(promise, point))];
}

/// <summary>How long the flags of a restore point last: as it was made, and as edits have promised since.</summary>
/// <remarks>
/// A flag ends at the latest of the ends that it was ever promised. Only where a person has approved an earlier end of this very point,
/// what was promised before that no longer counts.
/// </remarks>
public sealed class Terms
{
    private readonly FlagTerm[] _terms;

    private Terms(FlagTerm[] terms) => _terms = terms;

    /// <summary>What was promised of each flag and still counts; a flag without any never ends.</summary>
    internal IReadOnlyList<FlagTerm> All => _terms;

    /// <summary>The terms of one point of a chain.</summary>
    /// <param name="point">The point.</param>
    /// <param name="promises">What edits have promised its chain, oldest first.</param>
    /// <returns>None if nobody has ever said how long it lasts.</returns>
    public static Terms? Of(RestorePoint point, IReadOnlyList<Promise> promises) =>
        Of(point.Rules, MeantPromise.Of(promises, point));

    /// <summary>The terms of points that were made with certain rules, and that certain promises mean, oldest first.</summary>
    internal static Terms? Of(RetentionRules? own, IReadOnlyList<MeantPromise> promises)
    {
        var isSaid = own is not null || promises.Any(promise => promise.Cuts != GfsFlags.None);
        return isSaid ? new Terms([.. GfsLetters.All.Each().SelectMany(flag => OfFlag(flag, own, promises))]) : null;
    }

    /// <summary>When each of <paramref name="flags"/> ends for a point of <paramref name="moment"/>; none where it never does.</summary>
    public IEnumerable<(GfsFlags Flag, DateTimeOffset? Until)> EndsFor(GfsFlags flags, DateTimeOffset moment) =>
        flags.Each()
            .Select(flag =>
                (flag, _terms.Where(term => term.Flag == flag).Max(term => (DateTimeOffset?)term.Period.After(moment, term.Zone))));

    // Without rules, or with a period of no length, a flag never ends: nothing is deleted for want of a rule.
    private static List<FlagTerm> OfFlag(GfsFlags flag, RetentionRules? own, IReadOnlyList<MeantPromise> promises)
    {
        List<FlagTerm> terms = [.. Spoken(flag, own)];
        var isEndless = terms.Count == 0;
        foreach (var (promise, cuts) in promises.Where(meant => meant.Promise.Rules.Periods.ContainsKey(flag)))
        {
            if (cuts.HasFlag(flag))
            {
                terms.Clear();
                isEndless = false;
            }

            var later = Spoken(flag, promise.Rules).ToList();
            isEndless |= later.Count == 0;
            terms.AddRange(later);
        }

        return isEndless ? [] : terms;
    }

    private static IEnumerable<FlagTerm> Spoken(GfsFlags flag, RetentionRules? rules) =>
        rules?.Periods.GetValueOrDefault(flag) is { Count: > 0 } period
            ? [new FlagTerm(flag, period, TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone))] : [];
}
