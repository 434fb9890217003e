using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>What the planner says of one restore point.</summary>
/// <remarks>A chain is judged far more often than anybody asks why: which reasons there are
/// is known at once, their words are found when they are wanted.</remarks>
public readonly record struct Verdict
{
    private readonly Judgement _judgement;
    private readonly GfsFlags _lasting;
    private readonly KeepKinds _kinds;

    internal Verdict(RestorePoint point, Judgement judgement, GfsFlags lasting, KeepKinds kinds)
    {
        Point = point;
        (_judgement, _lasting, _kinds) = (judgement, lasting, kinds);
    }

    /// <summary>The restore point that was judged.</summary>
    public RestorePoint Point { get; init; }

    /// <summary>A restore point is deleted exactly when no reason to keep it is left.</summary>
    public bool IsKept => (_lasting, _kinds) != (GfsFlags.None, KeepKinds.None);

    /// <summary>Whether it would go and waits for somebody's approval.</summary>
    public bool IsPending => (_lasting, _kinds) == (GfsFlags.None, KeepKinds.ApprovalPending);

    /// <summary>Why it stays; none if it goes.</summary>
    public IReadOnlyList<KeepReason> Reasons => _judgement.ReasonsFor(Point, _lasting, _kinds);

    /// <summary>Its flags whose time is over.</summary>
    public IReadOnlyList<EndedFlag> Ended => _judgement.EndedOf(Point);

    /// <summary>Why the point goes, in words.</summary>
    public string DeletedBecause => string.Join(", ", Ended.Select(flag => $"{flag.Flag} ended {Moments.Text(flag.Until)}"));
}
