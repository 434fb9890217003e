using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Reads what else decides about a chain: failed runs, running jobs, the policy's wish to keep the newest point.</summary>
public static class ChainCircumstances
{
    /// <summary>Reads the circumstances of <paramref name="chain"/>, judged for the run of <paramref name="taskId"/> or for none.</summary>
    public static async Task<Circumstances> ReadAsync(PortalDb db, Chain chain, Guid? taskId, CancellationToken cancel)
    {
        var open = await db.Tasks.AsNoTracking()
            .Where(task => task.FileSystemId == chain.FileSystemId && (task.State == TaskState.Pending || task.State == TaskState.Running))
            .ToListAsync(cancel);
        var reading = open.Where(task => task.RestorePointId is not null).ToList();
        var (owner, policies) = await PoliciesAsync(db, chain, cancel);
        return PolicyWishes.For(chain, owner, policies) with
        {
            IsLocked = await db.Vaults.AnyAsync(vault => vault.Arn == chain.VaultArn && vault.Locked, cancel),
            FrozenBecause = await FrozenBecauseAsync(db, chain, taskId, cancel),
            InUse = reading.Where(task => task.Copies.Any(copy => copy.State == TaskState.Running)).Select(task => task.RestorePointId!.Value).ToHashSet(),
            CopyPending = reading.Where(task => task.Copies.Any(copy => copy.State == TaskState.Pending)).Select(task => task.RestorePointId!.Value).ToHashSet(),
        };
    }

    private static async Task<(Policy? Owner, Dictionary<Guid, Policy> Policies)> PoliciesAsync(PortalDb db, Chain chain, CancellationToken cancel)
    {
        var owner = await db.Protection.Where(row => row.FileSystemId == chain.FileSystemId).Select(row => row.PolicyId).SingleOrDefaultAsync(cancel);
        var ids = chain.Points.Select(point => point.PolicyId).Append(owner).OfType<Guid>().Distinct().ToList();
        var policies = await db.Policies.AsNoTracking().Where(policy => ids.Contains(policy.Id)).ToDictionaryAsync(policy => policy.Id, cancel);
        return (owner is { } id ? policies.GetValueOrDefault(id) : null, policies);
    }

    private static async Task<string?> FrozenBecauseAsync(PortalDb db, Chain chain, Guid? taskId, CancellationToken cancel)
    {
        if (chain.Kind == RestorePointKind.Copy)
        {
            var last = await (from copy in db.Copies
                              join task in db.Tasks on copy.TaskId equals task.Id
                              where task.FileSystemId == chain.FileSystemId && copy.VaultArn == chain.VaultArn && copy.EndedAt != null
                                  && (copy.State == TaskState.Failed || copy.State == TaskState.Succeeded)
                              orderby copy.EndedAt descending
                              select new { copy.State, copy.EndedAt }).FirstOrDefaultAsync(cancel);
            return last?.State == TaskState.Failed ? $"its newest copy failed ({last.EndedAt:yyyy-MM-dd HH:mm} UTC)." : null;
        }

        // A run that asks for the judgement has just made a good backup.
        var newest = taskId is not null ? null : await db.Tasks
            .Where(task => task.FileSystemId == chain.FileSystemId && task.EndedAt != null
                && task.State != TaskState.Skipped && task.State != TaskState.Canceled)
            .OrderByDescending(task => task.EndedAt).Select(task => new { task.State, task.EndedAt }).FirstOrDefaultAsync(cancel);
        return newest?.State == TaskState.Failed ? $"its newest run failed ({newest.EndedAt:yyyy-MM-dd HH:mm} UTC)." : null;
    }
}
