using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>The terms of all points of one chain, each set of terms found once.</summary>
internal sealed class ChainTerms(IReadOnlyList<Promise> promises, DateTimeOffset now)
{
    private readonly List<(RetentionRules? Rules, Promise[] Meant, Terms? Terms, FlagEnds? Ends)> _known = [];
    private readonly Promise[] _promises = [.. promises.OrderBy(promise => promise.PolicyVersion)];
    private int _last = -1;

    /// <summary>How long the flags of a point last; none if nobody has said so.</summary>
    public Terms? Of(RestorePoint point) => Find(point).Terms;

    /// <summary>Which of its flags are over; none if nobody has said how long they last.</summary>
    public FlagEnds? EndsOf(RestorePoint point) => Find(point).Ends;

    // Neighbours in a chain nearly always share their terms.
    private (Terms? Terms, FlagEnds? Ends) Find(RestorePoint point)
    {
        if (_last < 0 || !IsFor(_known[_last], point))
        {
            _last = _known.FindIndex(known => IsFor(known, point));
            if (_last < 0)
            {
                _last = _known.Count;
                _known.Add(Add(point));
            }
        }

        return (_known[_last].Terms, _known[_last].Ends);
    }

    private (RetentionRules? Rules, Promise[] Meant, Terms? Terms, FlagEnds? Ends) Add(RestorePoint point)
    {
        Promise[] meant = [.. _promises.Where(promise => promise.Means(point))];
        var terms = Terms.Of(point.Rules, meant);
        return (point.Rules, meant, terms, terms is null ? null : new FlagEnds(terms, now));
    }

    private bool IsFor((RetentionRules? Rules, Promise[] Meant, Terms? Terms, FlagEnds? Ends) known, RestorePoint point)
    {
        if (!ReferenceEquals(known.Rules, point.Rules))
        {
            return false;
        }

        var next = 0;
        foreach (var promise in _promises)
        {
            if (promise.Means(point) && (next == known.Meant.Length || !ReferenceEquals(known.Meant[next++], promise)))
            {
                return false;
            }
        }

        return next == known.Meant.Length;
    }
}
