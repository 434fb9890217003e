using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>What <see cref="ChainCircumstances"/> reads for one chain, read at once for the chains of many file systems.</summary>
public sealed class FleetCircumstances
{
    private readonly HashSet<string> _locked;
    private readonly HashSet<Guid> _inUse;
    private readonly HashSet<Guid> _copyPending;
    private readonly HashSet<Guid> _failed;
    private readonly HashSet<(Guid FileSystemId, string VaultArn)> _failedCopies;

    private FleetCircumstances(HashSet<string> locked, HashSet<Guid> inUse, HashSet<Guid> copyPending, HashSet<Guid> failed, HashSet<(Guid, string)> failedCopies) =>
        (_locked, _inUse, _copyPending, _failed, _failedCopies) = (locked, inUse, copyPending, failed, failedCopies);

    /// <summary>Reads what decides about the chains of these file systems besides their points and policies.</summary>
    public static async Task<FleetCircumstances> ReadAsync(PortalDb db, IReadOnlyList<Guid> fileSystems, CancellationToken cancel)
    {
        var open = await db.Tasks.AsNoTracking()
            .Where(task => (task.State == TaskState.Pending || task.State == TaskState.Running) && task.RestorePointId != null)
            .ToListAsync(cancel);
        return new FleetCircumstances(
            [.. await db.Vaults.Where(vault => vault.Locked).Select(vault => vault.Arn).ToListAsync(cancel)],
            Reading(open, TaskState.Running),
            Reading(open, TaskState.Pending),
            await FailedAsync(db, fileSystems, cancel),
            await FailedCopiesAsync(db, fileSystems, cancel));
    }

    /// <summary>Whether more has to be read to judge a chain: its copies have failed at some time, and perhaps still do.</summary>
    public bool IsDoubtful(Chain chain) => chain.Kind == RestorePointKind.Copy && _failedCopies.Contains((chain.FileSystemId, chain.VaultArn));

    /// <summary>Completes what policies ask of a chain.</summary>
    public Circumstances Complete(Circumstances wishes, Chain chain) => wishes with
    {
        IsLocked = _locked.Contains(chain.VaultArn),
        InUse = _inUse,
        CopyPending = _copyPending,
        FrozenBecause = chain.Kind == RestorePointKind.Backup && _failed.Contains(chain.FileSystemId) ? "its newest run failed." : null,
    };

    private static HashSet<Guid> Reading(List<BackupTask> open, TaskState state) =>
        [.. open.Where(task => task.Copies.Any(copy => copy.State == state)).Select(task => task.RestorePointId!.Value)];

    private static async Task<HashSet<Guid>> FailedAsync(PortalDb db, IReadOnlyList<Guid> fileSystems, CancellationToken cancel)
    {
        var newest = db.FileSystems.Where(row => fileSystems.Contains(row.Id)).Select(row => new
        {
            row.Id,
            State = db.Tasks.Where(task => task.FileSystemId == row.Id && task.EndedAt != null && task.State != TaskState.Skipped && task.State != TaskState.Canceled)
                .OrderByDescending(task => task.EndedAt).Select(task => (TaskState?)task.State).FirstOrDefault(),
        });
        return [.. await newest.Where(row => row.State == TaskState.Failed).Select(row => row.Id).ToListAsync(cancel)];
    }

    private static async Task<HashSet<(Guid, string)>> FailedCopiesAsync(PortalDb db, IReadOnlyList<Guid> fileSystems, CancellationToken cancel)
    {
        var failed = from copy in db.Copies
                     join task in db.Tasks on copy.TaskId equals task.Id
                     where copy.State == TaskState.Failed && fileSystems.Contains(task.FileSystemId)
                     select new { task.FileSystemId, copy.VaultArn };
        return [.. (await failed.Distinct().ToListAsync(cancel)).Select(copy => (copy.FileSystemId, copy.VaultArn))];
    }
}
