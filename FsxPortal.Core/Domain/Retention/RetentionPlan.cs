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
    Locked,
    ApprovalPending,
}

/// <summary>One reason to keep a restore point.</summary>
/// <param name="Kind">What kind of reason it is.</param>
/// <param name="Flag">The flag that has not ended; none for other kinds.</param>
/// <param name="Until">When the reason ends, as far as is known.</param>
/// <param name="Detail">What else there is to say.</param>
/// <param name="Freeze">What the chain waits for; none for other kinds.</param>
public sealed record KeepReason(
    KeepKind Kind, GfsFlags Flag = GfsFlags.None, DateTimeOffset? Until = null, string? Detail = null, Freeze? Freeze = null)
{
    /// <summary>The reason in words; <see cref="Until"/> in UTC.</summary>
    public override string ToString() => Kind switch
    {
        KeepKind.Flag when Until is { } until => $"{Flag} until {Moments.Text(until)}",
        KeepKind.Flag => $"{Flag} without end",
        KeepKind.Newest => "Newest restore point of its chain",
        KeepKind.InUse => "Being copied or restored",
        KeepKind.CopyPending => "Its copy is not complete yet",
        KeepKind.ChainFrozen => $"Chain frozen: {Freeze}",
        KeepKind.Held => Until is { } end ? $"Held until {Moments.Text(end)} {Detail}" : $"Held {Detail}",
        KeepKind.Locked when Until is { } end => $"Its vault is locked: AWS deletes it itself after {Moments.Text(end)}",
        KeepKind.Locked => "Its vault is locked: nobody can delete it",
        KeepKind.ApprovalPending => "Its deletion waits for somebody's approval",
        KeepKind.NoRules => "Its retention is unknown",
    };
}

/// <summary>A flag whose time is over.</summary>
public sealed record EndedFlag(GfsFlags Flag, DateTimeOffset Until);

/// <summary>What is known of a chain besides its points, when it is judged.</summary>
public sealed record Circumstances
{
    /// <summary>Whether the newest complete point stays whatever its flags say.</summary>
    public bool KeepNewest { get; init; } = true;

    /// <summary>What edits of policies have promised the points of the chain.</summary>
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>Why nothing of the chain may go; none if it may.</summary>
    public Freeze? Freeze { get; init; }

    /// <summary>Whether the vault is locked: AWS refuses to delete anything from it.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Points that a job reads right now.</summary>
    public IReadOnlySet<Guid> InUse { get; init; } = new HashSet<Guid>();

    /// <summary>Points whose demanded copy is not there yet and may still come.</summary>
    public IReadOnlySet<Guid> CopyPending { get; init; } = new HashSet<Guid>();
}
