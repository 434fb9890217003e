using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>The reasons besides flags for which a restore point stays, each a bit.</summary>
[Flags]
internal enum KeepKinds
{
    None = 0,
    Held = 1,
    Locked = 2,
    Newest = 4,
    InUse = 8,
    CopyPending = 16,
    ChainFrozen = 32,
    NoRules = 64,
    ApprovalPending = 128,
}

/// <summary>Judges the points of one chain at one moment, and remembers how long the rules of its points last.</summary>
internal sealed class Judgement(Circumstances circumstances, DateTimeOffset now)
{
    private readonly ChainTerms _terms = new(circumstances.Promises, now);

    /// <summary>Says which reasons keep a point.</summary>
    public Verdict Judge(RestorePoint point, bool isNewest)
    {
        // Without flags or rules nobody has said how long the point lives.
        var ends = point.Flags == GfsFlags.None ? null : _terms.EndsOf(point);
        var lasting = ends?.LastingOf(point.Flags, point.Moment) ?? GfsFlags.None;
        var kinds = Bit(ends is null, KeepKinds.NoRules)
            | Bit(IsFrozen(isNewest, lasting), KeepKinds.ChainFrozen)
            | Bit(circumstances.IsLocked, KeepKinds.Locked)
            | Bit(isNewest && circumstances.KeepNewest, KeepKinds.Newest)
            | Bit(point.Hold?.IsOn(now) == true, KeepKinds.Held)
            | Bit(circumstances.InUse.Contains(point.Id), KeepKinds.InUse)
            | Bit(circumstances.CopyPending.Contains(point.Id), KeepKinds.CopyPending)
            | Bit(point.AwaitsApproval, KeepKinds.ApprovalPending);
        return new Verdict(point, this, lasting, kinds);
    }

    /// <summary>The reasons that bits stand for.</summary>
    public IReadOnlyList<KeepReason> ReasonsFor(RestorePoint point, GfsFlags lasting, KeepKinds kinds)
    {
        var reasons = new List<KeepReason>();
        if (lasting != GfsFlags.None)
        {
            reasons.AddRange(
                _terms.Of(point)!.EndsFor(lasting, point.Moment).Select(end => new KeepReason(KeepKind.Flag, end.Flag, end.Until)));
        }

        reasons.AddRange(Others(point).Where(pair => kinds.HasFlag(pair.Kind)).Select(pair => pair.Reason()));
        return reasons;
    }

    /// <summary>The flags of a point whose time is over.</summary>
    public IReadOnlyList<EndedFlag> EndedOf(RestorePoint point) =>
        [.. (_terms.Of(point)?.EndsFor(point.Flags, point.Moment) ?? []).Where(end => end.Until <= now)
            .Select(end => new EndedFlag(end.Flag, end.Until!.Value))];

    private static KeepKinds Bit(bool isSo, KeepKinds kind) => isSo ? kind : KeepKinds.None;

    // Nothing could ever make room in a quota that is used up if all of its chains were
    // frozen. That a run goes on is a reason only for what would go.
    private bool IsFrozen(bool isNewest, GfsFlags lasting) => circumstances.Freeze?.Cause switch
    {
        null => false,
        FreezeCause.Quota => isNewest,
        FreezeCause.Due => lasting == GfsFlags.None,
        _ => true,
    };

    private IEnumerable<(KeepKinds Kind, Func<KeepReason> Reason)> Others(RestorePoint point) =>
    [
        (KeepKinds.Held, () => new KeepReason(KeepKind.Held, Until: point.Hold!.Until, Detail: $"by {point.Hold.By}: {point.Hold.Reason}")),
        (KeepKinds.Locked, () => new KeepReason(KeepKind.Locked, Until: point.DeleteAt)),
        (KeepKinds.Newest, () => new KeepReason(KeepKind.Newest)),
        (KeepKinds.InUse, () => new KeepReason(KeepKind.InUse)),
        (KeepKinds.CopyPending, () => new KeepReason(KeepKind.CopyPending)),
        (KeepKinds.ChainFrozen, () => new KeepReason(KeepKind.ChainFrozen, Freeze: circumstances.Freeze! with { Detail = null })),
        (KeepKinds.NoRules, () => new KeepReason(KeepKind.NoRules)),
        (KeepKinds.ApprovalPending, () => new KeepReason(KeepKind.ApprovalPending)),
    ];
}
