using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence;

/// <summary>What the newest slots of a policy's rare rules have brought, read at once however many file systems the policy has.</summary>
/// <remarks>Where every slot brought what it should, which is nearly always, no restore point is read.</remarks>
public sealed class RareRuns
{
    // Every state is named, and every set of flags that holds one, so that the index is not read past what is looked for.
    // A backup that did not come out whole has brought nothing.
    private static readonly RestorePointState[] States =
        [.. Enum.GetValues<RestorePointState>().Where(state => state != RestorePointState.Partial)];
    private static readonly GfsFlags[] FlagSets = [.. Enumerable.Range(0, 16).Select(number => (GfsFlags)number)];

    private readonly Dictionary<RareSlot, HashSet<Guid>> _served = [];
    private readonly Dictionary<DateTimeOffset, Session> _runs;
    private readonly Dictionary<(Guid SessionId, Guid FileSystemId), WorkItem> _tasks;

    private RareRuns(IReadOnlyList<RareSlot> slots, Dictionary<DateTimeOffset, Session> runs, IEnumerable<WorkItem> tasks)
    {
        Slots = slots;
        _runs = runs;
        _tasks = tasks.ToDictionary(task => (task.SessionId, task.FileSystemId));
    }

    /// <summary>The slots that were looked at.</summary>
    public IReadOnlyList<RareSlot> Slots { get; }

    /// <summary>Reads what became of the newest rare slots at or before a moment.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="at">The moment.</param>
    /// <param name="fileSystemId">The only file system that is asked for; none for all of them.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<RareRuns> ReadAsync(
        PortalDb db, Policy policy, DateTimeOffset at, Guid? fileSystemId, CancellationToken cancel)
    {
        var slots = RareSlots.Of(policy, at);
        if (slots.Count == 0)
        {
            return new RareRuns([], [], []);
        }

        var instants = slots.Select(slot => slot.Slot).Distinct().ToList();
        var runs = await db.Sessions.AsNoTracking().Where(session => session.PolicyId == policy.Id && instants.Contains(session.Slot))
            .ToDictionaryAsync(session => session.Slot, cancel);
        var ids = runs.Values.Select(run => run.Id).ToList();
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => ids.Contains(task.SessionId) && (fileSystemId == null || task.FileSystemId == fileSystemId)
                && (task.State == TaskState.Failed || task.State == TaskState.Canceled || task.State == TaskState.Skipped
                    || task.State == TaskState.Warning))
            .ToListAsync(cancel);
        var read = new RareRuns(slots, runs, tasks);
        foreach (var slot in slots.Where(read.MayLack))
        {
            read._served[slot] = await ServedAsync(db, policy.Id, slot, fileSystemId, cancel);
        }

        return read;
    }

    /// <summary>The flags that the backups, or the copies, of a file system lack.</summary>
    public IEnumerable<CarriedFlag> LackedBy(FileSystem fileSystem, RestorePointKind kind) => Slots
        .Where(slot => slot.Kind == kind)
        .Select(slot => MissingFlags.Of(slot, fileSystem, EvidenceOf(slot, fileSystem.Id)))
        .OfType<CarriedFlag>();

    private RareEvidence EvidenceOf(RareSlot slot, Guid fileSystemId)
    {
        var run = _runs.GetValueOrDefault(slot.Slot);
        return new RareEvidence
        {
            Run = run,
            Task = run is null ? null : _tasks.GetValueOrDefault((run.Id, fileSystemId)),
            IsServed = _served.GetValueOrDefault(slot)?.Contains(fileSystemId) == true,
        };
    }

    private bool MayLack(RareSlot slot) => _runs.GetValueOrDefault(slot.Slot) is not { StartedAt: not null } run
        || _tasks.Keys.Any(task => task.SessionId == run.Id);

    // A restore point that is gone by now was there: its slot has brought something.
    private static async Task<HashSet<Guid>> ServedAsync(
        PortalDb db, Guid policyId, RareSlot slot, Guid? fileSystemId, CancellationToken cancel)
    {
        var sets = FlagSets.Where(set => set.HasFlag(slot.Flag)).ToList();
        return await db.RestorePoints
            .Where(point =>
                point.PolicyId == policyId && States.Contains(point.State) && point.Kind == slot.Kind && sets.Contains(point.Flags)
                && point.Slot >= slot.Slot && point.ForeignBecause == null && (fileSystemId == null || point.FileSystemId == fileSystemId))
            .Select(point => point.FileSystemId).ToHashSetAsync(cancel);
    }
}
