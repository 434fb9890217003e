using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Judging;

/// <summary>How the newest runs ended that should have brought chains their next restore points.</summary>
internal sealed class RunOutcomes
{
    private readonly Dictionary<Guid, NewestTask> _backups;
    private readonly Dictionary<Guid, NewestTask> _copied;
    private readonly Dictionary<Guid, DateTimeOffset> _missed;

    private RunOutcomes(
        Dictionary<Guid, NewestTask> backups, Dictionary<Guid, NewestTask> copied, Dictionary<Guid, DateTimeOffset> missed) =>
        (_backups, _copied, _missed) = (backups, copied, missed);

    /// <summary>Reads the newest runs of file systems, and what policies have missed.</summary>
    public static async Task<RunOutcomes> ReadAsync(
        PortalDb db, IReadOnlyCollection<Guid> fileSystems, IReadOnlyCollection<Guid> policies, CancellationToken cancel)
    {
        var backups = await NewestAsync(db, fileSystems, db.Tasks.Where(task => task.EndedAt != null), cancel);
        var copied = await NewestAsync(
            db, fileSystems, db.Tasks.Where(task => task.EndedAt != null && task.Runs.Any(run => run.Kind == JobKind.Copy)), cancel);
        var missed = await db.Policies.Where(policy => policies.Contains(policy.Id)).Select(policy => new
        {
            policy.Id,
            Slot = db.Sessions.Where(session =>
                session.PolicyId == policy.Id && (session.State == SessionState.Missed || session.State == SessionState.Skipped))
                .OrderByDescending(session => session.Slot).Select(session => (DateTimeOffset?)session.Slot).FirstOrDefault(),
        }).ToListAsync(cancel);
        return new RunOutcomes(
            backups, copied, missed.Where(row => row.Slot is not null).ToDictionary(row => row.Id, row => row.Slot!.Value));
    }

    /// <summary>The newest run of a chain; none if there was none.</summary>
    public RunOutcome? Of(ChainKey chain)
    {
        if (chain.Kind == RestorePointKind.Backup)
        {
            return _backups.TryGetValue(chain.FileSystemId, out var run)
                ? new RunOutcome(run.Slot, CauseOf(run.Task.State), run.Task.Reason) : null;
        }

        return _copied.TryGetValue(chain.FileSystemId, out var newest)
            && newest.Task.Copies.FirstOrDefault(copy => copy.VaultArn == chain.VaultArn) is { } made
            ? OfCopy(newest, made) : null;
    }

    /// <summary>The newest slot of a policy that no run served; none if there is none.</summary>
    public DateTimeOffset? MissedOf(Guid policyId) => _missed.TryGetValue(policyId, out var slot) ? slot : null;

    private static async Task<Dictionary<Guid, NewestTask>> NewestAsync(
        PortalDb db, IReadOnlyCollection<Guid> fileSystems, IQueryable<WorkItem> tasks, CancellationToken cancel)
    {
        var newest = await db.FileSystems.Where(row => fileSystems.Contains(row.Id))
            .Select(row =>
                tasks.Where(task => task.FileSystemId == row.Id).OrderByDescending(task => task.EndedAt).Select(task => (Guid?)task.Id)
                    .FirstOrDefault())
            .ToListAsync(cancel);
        var ids = newest.OfType<Guid>().ToList();
        return ids.Count == 0 ? [] : (await db.Tasks.AsNoTracking().Where(task => ids.Contains(task.Id))
                .Join(db.Sessions, task => task.SessionId, session => session.Id, (task, session) => new NewestTask(task, session.Slot))
                .ToListAsync(cancel))
            .ToDictionary(run => run.Task.FileSystemId);
    }

    // A backup that never came to its copies ended as its task did.
    private static RunOutcome OfCopy(NewestTask newest, AwsJobRun copy) => copy.IsOpen
        ? new RunOutcome(newest.Slot, CauseOf(newest.Task.State), newest.Task.Reason)
        : copy.State == TaskState.Skipped ? new RunOutcome(newest.Slot, null, copy.Reason, IsWaived: true)
        : new RunOutcome(newest.Slot, CauseOf(copy.State), copy.Reason);

    private static FreezeCause? CauseOf(TaskState state) => state switch
    {
        TaskState.Failed => FreezeCause.Failed,
        TaskState.Skipped => FreezeCause.Skipped,
        TaskState.Canceled => FreezeCause.Canceled,
        _ => null,
    };

    private sealed record NewestTask(WorkItem Task, DateTimeOffset Slot);
}
