using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>The terms of all points of one chain, each set of terms found once.</summary>
internal sealed class ChainTerms(IReadOnlyList<Promise> promises, DateTimeOffset now)
{
    private readonly List<Known> _known = [];
    private readonly Promise[] _promises = [.. promises.OrderBy(promise => promise.PolicyVersion)];
    private Known? _last;

    /// <summary>How long the flags of a point last; none if nobody has said so.</summary>
    public Terms? Of(RestorePoint point) => Find(point).Terms;

    /// <summary>Which of its flags are over; none if nobody has said how long they last.</summary>
    public FlagEnds? EndsOf(RestorePoint point) => Find(point).Ends;

    // Neighbours in a chain nearly always share their terms.
    private Known Find(RestorePoint point) =>
        _last is { } last && IsFor(last, point) ? last : _last = _known.Find(known => IsFor(known, point)) ?? Add(point);

    private Known Add(RestorePoint point)
    {
        var meant = MeantPromise.Of(_promises, point);
        var terms = Terms.Of(point.Rules, meant);
        var added = new Known(point.Rules, meant, terms, terms is null ? null : new FlagEnds(terms, now));
        _known.Add(added);
        return added;
    }

    // Asked for each point of each chain: it allocates nothing.
    private bool IsFor(Known known, RestorePoint point)
    {
        if (!ReferenceEquals(known.Rules, point.Rules))
        {
            return false;
        }

        var next = 0;
        foreach (var promise in _promises)
        {
            if (promise.Means(point) && (next == known.Meant.Count || known.Meant[next++] != new MeantPromise(promise, point)))
            {
                return false;
            }
        }

        return next == known.Meant.Count;
    }

    private sealed record Known(RetentionRules? Rules, IReadOnlyList<MeantPromise> Meant, Terms? Terms, FlagEnds? Ends);
}
