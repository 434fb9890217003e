using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>What is known of a rare slot and one file system.</summary>
public sealed record RareEvidence
{
    /// <summary>The session of the slot; none if the portal did not run, or has forgotten it.</summary>
    public Session? Run { get; init; }

    /// <summary>The file system's task in it; none if it had none.</summary>
    public WorkItem? Task { get; init; }

    /// <summary>Whether a restore point of the slot, or of a later one, has the flag.</summary>
    public bool IsServed { get; init; }
}

/// <summary>Says which rare flags a file system still lacks, and why.</summary>
/// <remarks>
/// A backup carries what is missing when it is planned: it then serves a rule whose own slot brought nothing. Whoever was not protected by
/// the policy at that slot lacks nothing, and neither does a file system that AWS did not have yet.
/// </remarks>
public static class MissingFlags
{
    /// <summary>The flag that is missing; none if the slot has brought what it should.</summary>
    public static CarriedFlag? Of(RareSlot slot, FileSystem fileSystem, RareEvidence evidence)
    {
        if (evidence.IsServed || fileSystem.Facts.CreatedAt > slot.Slot)
        {
            return null;
        }

        return Reason(slot, evidence) is { } reason ? new CarriedFlag(slot.Flag, slot.Slot, reason) : null;
    }

    private static string? Reason(RareSlot slot, RareEvidence evidence) => evidence switch
    {
        { Run: null } => "the portal did not run then.",
        { Run: var run } when !Asks(run, slot) => null,
        { Run: { StartedAt: null, State: SessionState.Missed } } => "the portal did not run then.",
        { Run: { StartedAt: null } run } => Because("the run was skipped", run.Reason),
        { Task: { IsOpen: false } task } => OfTask(slot.Kind, task),
        _ => null,
    };

    // A run of which the rule asked nothing, such as one by hand at that very instant, cannot have failed it.
    private static bool Asks(Session run, RareSlot slot) =>
        (slot.Kind == RestorePointKind.Copy ? run.Order?.CopyFlags : run.Order?.Flags)?.HasFlag(slot.Flag) == true;

    private static string? OfTask(RestorePointKind kind, WorkItem task)
    {
        if (task.RestorePointId is null)
        {
            return Because($"the backup {Word(task.State)}", task.Reason);
        }

        // Copies that the type cannot have are skipped, and nobody misses them.
        return kind == RestorePointKind.Copy
            && task.Copies.FirstOrDefault(copy => copy.State is TaskState.Failed or TaskState.Canceled) is { } copy
            ? Because($"the copy {Word(copy.State)}", copy.Reason)
            : null;
    }

    private static string Word(TaskState state) => state switch
    {
        TaskState.Failed => "failed",
        TaskState.Canceled => "was canceled",
        _ => "was skipped",
    };

    private static string Because(string what, string? reason) => reason is null ? $"{what}." : $"{what}: {reason}";
}
