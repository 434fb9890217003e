namespace FsxPortal.Core.Engine.Retention;

/// <summary>What one pass over a lane may delete: then backups are looked at again.</summary>
/// <remarks>Counted in calls and not in time: AWS takes eight deletions a second, so a backup waits for seconds.</remarks>
public sealed class DeletionSlice
{
    /// <summary>How many deletions a pass sends to AWS at most.</summary>
    public const int Size = 40;

    /// <summary>How many more may be sent.</summary>
    public int Left { get; private set; } = Size;

    /// <summary>Whether AWS asks for patience: the rest comes with a later pass.</summary>
    public bool IsThrottled { get; private set; }

    /// <summary>Whether nothing more is sent in this pass.</summary>
    public bool IsOver => Left == 0 || IsThrottled;

    /// <summary>Notes one deletion that was sent.</summary>
    public void Take() => Left--;

    /// <summary>Notes that AWS asks for patience.</summary>
    public void Throttle() => IsThrottled = true;
}

/// <summary>What a pass leaves to later ones.</summary>
/// <param name="HasMore">Whether there is more to judge, to delete or to ask for at once.</param>
/// <param name="Unconfirmed">When the youngest deletion was decided that is still to be confirmed; none if there is none.</param>
public sealed record RetentionRest(bool HasMore, DateTimeOffset? Unconfirmed);
