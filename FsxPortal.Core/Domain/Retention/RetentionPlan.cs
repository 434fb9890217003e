using System.Globalization;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Retention;

/// <summary>The kinds of reasons to keep a restore point.</summary>
public enum KeepKind
{
    Flag,
    Newest,
    InUse,
    CopyPending,
    ChainFrozen,
    NoRules,
    Held,
    ApprovalPending,
}

/// <summary>One reason to keep a restore point.</summary>
/// <param name="Kind">What kind of reason it is.</param>
/// <param name="Flag">The flag that has not ended; none for other kinds.</param>
/// <param name="Until">When the reason ends, as far as is known.</param>
/// <param name="Detail">What else there is to say.</param>
public sealed record KeepReason(KeepKind Kind, GfsFlags Flag = GfsFlags.None, DateTimeOffset? Until = null, string? Detail = null)
{
    /// <summary>The reason in words; <see cref="Until"/> in UTC.</summary>
    public override string ToString() => Kind switch
    {
        KeepKind.Flag when Until is { } until => string.Create(CultureInfo.InvariantCulture, $"{Flag} until {until:yyyy-MM-dd HH:mm}"),
        KeepKind.Flag => $"{Flag} without end",
        KeepKind.Newest => "Newest restore point of its chain",
        KeepKind.InUse => "Being copied or restored",
        KeepKind.CopyPending => "Its copy is not complete yet",
        KeepKind.ChainFrozen => $"Chain frozen: {Detail}",
        KeepKind.Held => Until is { } end ? string.Create(CultureInfo.InvariantCulture, $"Held until {end:yyyy-MM-dd HH:mm} {Detail}") : $"Held {Detail}",
        KeepKind.ApprovalPending => "Its deletion waits for somebody's approval",
        KeepKind.NoRules => "Its retention is unknown",
    };
}

/// <summary>A flag whose time is over.</summary>
public sealed record EndedFlag(GfsFlags Flag, DateTimeOffset Until);

/// <summary>What the planner says of one restore point.</summary>
public sealed record Verdict(RestorePoint Point, IReadOnlyList<KeepReason> Reasons, IReadOnlyList<EndedFlag> Ended)
{
    /// <summary>A restore point is deleted exactly when no reason to keep it is left.</summary>
    public bool IsKept => Reasons.Count > 0;

    /// <summary>Whether time alone ends it, by the rules it was made with: no later edit does.</summary>
    public bool IsForeseen { get; init; }

    /// <summary>Why the point goes, in words.</summary>
    public string DeletedBecause => string.Join(", ", Ended.Select(flag =>
        string.Create(CultureInfo.InvariantCulture, $"{flag.Flag} ended {flag.Until:yyyy-MM-dd HH:mm}")));
}

/// <summary>What the policy that owns a file system asks for now.</summary>
/// <param name="PolicyId">The policy: it governs the points it made.</param>
/// <param name="Rules">How long its backups, or its copies, last.</param>
/// <param name="AppliesFrom">From which moment on; older points keep what they were made with. None for all.</param>
/// <param name="AwaitsApproval">Whether nobody has approved yet that the newest edit deletes many points at once.</param>
public sealed record GoverningRules(Guid PolicyId, RetentionRules Rules, DateTimeOffset? AppliesFrom, bool AwaitsApproval)
{
    /// <summary>How long the flags of a point last.</summary>
    public static RetentionRules? For(RestorePoint point, GoverningRules? governing) =>
        governing is not null && point.PolicyId == governing.PolicyId && !(point.Moment < governing.AppliesFrom)
            ? point.Rules?.ChangedBy(governing.Rules) ?? governing.Rules
            : point.Rules;
}

/// <summary>What is known of a chain besides its points, when it is judged.</summary>
public sealed record Circumstances
{
    /// <summary>Whether the newest complete point stays whatever its flags say.</summary>
    public bool KeepNewest { get; init; } = true;

    /// <summary>What the owner of the file system asks for now; none if no policy owns it.</summary>
    public GoverningRules? Governing { get; init; }

    /// <summary>Why nothing of the chain may go; none if it may.</summary>
    public string? FrozenBecause { get; init; }

    /// <summary>Points that a job reads right now.</summary>
    public IReadOnlySet<Guid> InUse { get; init; } = new HashSet<Guid>();

    /// <summary>Points whose demanded copy is not there yet and may still come.</summary>
    public IReadOnlySet<Guid> CopyPending { get; init; } = new HashSet<Guid>();
}
