using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Protection;

/// <summary>Counts restore points and judges file systems by the policies of one moment.</summary>
internal sealed class ProtectionJudge
{
    private readonly IReadOnlyList<Policy> _policies;
    private readonly Dictionary<Guid, DateTimeOffset> _missed;

    private ProtectionJudge(IReadOnlyList<Policy> policies, Dictionary<Guid, DateTimeOffset> missed) =>
        (_policies, _missed) = (policies, missed);

    /// <summary>Reads the policies that may own what is to be judged.</summary>
    public static async Task<ProtectionJudge> ReadAsync(PortalDb db, IQueryable<Policy> owners, CancellationToken cancel)
    {
        var policies = await owners.AsNoTracking().ToListAsync(cancel);
        var newest = await owners.Select(policy => db.Sessions
            .Where(session => session.PolicyId == policy.Id && session.Type == SessionType.Policy && session.EndedAt != null)
            .OrderByDescending(session => session.Slot)
            .Select(session => (Guid?)session.Id)
            .FirstOrDefault()).ToListAsync(cancel);
        var missed = await db.Sessions.Where(session => newest.Contains(session.Id) && session.State == SessionState.Missed)
            .Select(session => new { session.PolicyId, session.Slot }).ToListAsync(cancel);
        return new ProtectionJudge(policies, missed.ToDictionary(session => session.PolicyId!.Value, session => session.Slot));
    }

    /// <summary>Counts the restore points of file systems.</summary>
    public static async Task<Dictionary<Guid, PointCounts>> CountAsync(PortalDb db, Guid[] ids, CancellationToken cancel)
    {
        var kinds = await db.RestorePoints.Where(point => ids.Contains(point.FileSystemId)
                && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .GroupBy(point => new { point.FileSystemId, IsCopy = point.Kind == RestorePointKind.Copy })
            .Select(group => new
            {
                group.Key.FileSystemId,
                group.Key.IsCopy,
                Points = group.Count(),
                Bytes = group.Sum(point => point.SizeBytes ?? 0),
                Numbers = group.Sum(point => point.Sequence + 1L),

                // Only what is good protects; what is doubted, expired or not whole is counted, because it costs money.
                Last = group.Max(point => point.State == RestorePointState.Available ? (DateTimeOffset?)point.CreatedAt : null),
            }).ToListAsync(cancel);
        return kinds.GroupBy(kind => kind.FileSystemId).ToDictionary(group => group.Key, group =>
        {
            var (copies, backups) = (group.SingleOrDefault(kind => kind.IsCopy), group.SingleOrDefault(kind => !kind.IsCopy));
            return new PointCounts(
                group.Sum(kind => kind.Points), copies?.Points ?? 0, group.Sum(kind => kind.Bytes), backups?.Last, copies?.Last)
            {
                Numbers = group.Sum(kind => kind.Numbers),
            };
        });
    }

    /// <summary>The file systems whose newest backup failed. A run that was canceled or skipped says nothing.</summary>
    public static async Task<Dictionary<Guid, BackupFailure>> FailuresAsync(PortalDb db, Guid[] ids, CancellationToken cancel)
    {
        var newest = await db.FileSystems.Where(fileSystem => ids.Contains(fileSystem.Id)).Select(fileSystem => db.Tasks
            .Where(task => task.FileSystemId == fileSystem.Id && task.EndedAt != null
                && (task.State == TaskState.Succeeded || task.State == TaskState.Warning || task.State == TaskState.Failed))
            .OrderByDescending(task => task.EndedAt)
            .Select(task => (Guid?)task.Id)
            .FirstOrDefault()).ToListAsync(cancel);
        return (await db.Tasks.AsNoTracking().Where(task => newest.Contains(task.Id) && task.State == TaskState.Failed)
                .Select(task => new { task.FileSystemId, task.Reason, task.EndedAt }).ToListAsync(cancel))
            .ToDictionary(task => task.FileSystemId, task => new BackupFailure(task.Reason ?? "AWS gave no reason.", task.EndedAt!.Value));
    }

    /// <summary>Writes the verdict into the file system's row.</summary>
    public void Judge(FileSystem fileSystem, PointCounts? counted, BackupFailure? failure, ProtectionRecord row)
    {
        var counts = counted ?? new PointCounts(0, 0, 0, null, null);
        var owner = Assignment.Of(fileSystem, _policies).Owner;
        row.Set(fileSystem, owner?.Id, ProtectionRule.Judge(fileSystem, new ProtectionEvidence
        {
            Owner = owner,
            LastBackupAt = counts.LastBackupAt,
            HasBackups = counts.RestorePoints > counts.Copies,
            LastCopyAt = counts.LastCopyAt,
            LastFailure = failure,
            MissedSlot = owner is not null && _missed.TryGetValue(owner.Id, out var slot) ? slot : null,
        }), counts);
    }
}
