using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Rare;

/// <summary>How a run ends for the one file system of a history.</summary>
public enum RunEnd
{
    Good,
    CopyFailed,
    Failed,
    Canceled,
    Skipped,

    /// <summary>It ran for others.</summary>
    Without,

    /// <summary>The whole run was skipped.</summary>
    Passed,

    Missed,

    /// <summary>Nobody noted the slot.</summary>
    Down,
}

/// <summary>What became of the runs of a policy for one file system, kept in memory and judged by the portal's own rules.</summary>
internal sealed class RareHistory(Policy policy)
{
    private readonly Dictionary<DateTimeOffset, (Session Run, WorkItem? Task)> _runs = [];
    private readonly List<(RestorePointKind Kind, GfsFlags Flags, DateTimeOffset Slot)> _points = [];
    private int _ids = 100;

    public Policy Policy => policy;

    public FileSystem FileSystem { get; set; } = Some.FileSystem();

    /// <summary>What is missing at a moment.</summary>
    public IEnumerable<(RestorePointKind Kind, CarriedFlag Flag)> LacksAt(DateTimeOffset at) =>
        from slot in RareSlots.Of(policy, at)
        let lack = MissingFlags.Of(slot, FileSystem, EvidenceOf(slot))
        where lack is not null
        select (slot.Kind, lack);

    /// <summary>Lets a run end; the answer is its task, with what it carries.</summary>
    public WorkItem? Run(Occurrence slot, RunEnd end, SessionTrigger trigger = SessionTrigger.Schedule)
    {
        if (end == RunEnd.Down)
        {
            return null;
        }

        var session = new Session(Some.Id(++_ids), SessionType.Policy, trigger, slot.Slot, "FsxPortal", slot.Slot);
        session.RunFor(RunOrder.Of(policy, slot, trigger));
        var task = end is RunEnd.Missed or RunEnd.Passed ? null : Task(session, end);
        session.End(end == RunEnd.Missed ? SessionState.Missed : end == RunEnd.Passed ? SessionState.Skipped : SessionState.Succeeded,
            end == RunEnd.Passed ? "The run before it was still going on." : null, slot.Slot);
        _runs[slot.Slot] = (session, task);
        return task;
    }

    private WorkItem? Task(Session session, RunEnd end)
    {
        session.Start(session.Slot);
        if (end == RunEnd.Without)
        {
            return null;
        }

        var order = session.Order!;
        var lacks = LacksAt(session.Slot).ToLookup(lack => lack.Kind, lack => lack.Flag);
        var task = new WorkItem(Some.Id(++_ids), session.Id, FileSystem.Id, FileSystem.Arn, FileSystem.Lane, Some.VaultArn);
        task.Carry(
            [.. lacks[RestorePointKind.Backup].Where(lack => !order.Flags.HasFlag(lack.Flag))],
            [.. lacks[RestorePointKind.Copy].Where(lack => !order.CopyFlags.HasFlag(lack.Flag))]);
        if (task.FlagsOf(order, JobKind.Copy) != GfsFlags.None)
        {
            task.AddCopy(Some.Id(++_ids), Some.VaultArn);
        }

        End(task, session, end);
        return task;
    }

    private void End(WorkItem task, Session session, RunEnd end)
    {
        if (end is RunEnd.Good or RunEnd.CopyFailed)
        {
            task.Record(Some.Id(++_ids), null);
            _points.Add((RestorePointKind.Backup, task.FlagsOf(session.Order!, JobKind.Backup), session.Slot));
            foreach (var copy in task.Copies)
            {
                if (end == RunEnd.CopyFailed)
                {
                    task.End(copy, TaskState.Failed, "AWS said no.", session.Slot);
                    continue;
                }

                task.Record(copy, Some.Id(++_ids), null, session.Slot);
                _points.Add((RestorePointKind.Copy, task.FlagsOf(session.Order!, JobKind.Copy), session.Slot));
            }
        }

        var (state, reason) = end switch
        {
            RunEnd.Good => (TaskState.Succeeded, null),
            RunEnd.CopyFailed => (TaskState.Warning, "Its copy failed."),
            RunEnd.Canceled => (TaskState.Canceled, (string?)null),
            RunEnd.Skipped => (TaskState.Skipped, "It was busy."),
            _ => (TaskState.Failed, "AWS said no."),
        };
        task.End(state, reason, session.Slot);
    }

    private RareEvidence EvidenceOf(RareSlot slot) => new()
    {
        Run = _runs.GetValueOrDefault(slot.Slot).Run,
        Task = _runs.GetValueOrDefault(slot.Slot).Task,
        IsServed = _points.Exists(point => point.Kind == slot.Kind && point.Flags.HasFlag(slot.Flag) && point.Slot >= slot.Slot),
    };
}
