using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Remembers what edits of policies promise the restore points that exist.</summary>
public static class PromiseBook
{
    private const int Chunk = 200;

    /// <summary>Notes an edit for every chain of the file systems that the policy owns;
    /// the caller saves, in the transaction of the edit.</summary>
    /// <returns>How many chains it concerns.</returns>
    public static async Task<int> NoteAsync(PortalDb db, Policy policy, RetentionEdit edit, Clocks clocks, CancellationToken cancel)
    {
        var owned = await db.Protection.Where(row => row.PolicyId == policy.Id).Select(row => row.FileSystemId).ToListAsync(cancel);
        var chains = 0;
        foreach (var chunk in owned.Order().Chunk(Chunk))
        {
            foreach (var (chain, last, toCome) in await ChainsAsync(db, policy.Id, chunk, cancel))
            {
                chains++;
                db.Promises.AddRange(edit.PromisesFor(policy, chain, last, toCome, clocks.NewId, clocks.Now));
            }
        }

        return chains;
    }

    private static async Task<IEnumerable<(
        ChainKey Chain, int Last, int ToCome)>> ChainsAsync(PortalDb db, Guid policyId, Guid[] fileSystems, CancellationToken cancel)
    {
        var known = await db.RestorePoints.Where(point => fileSystems.Contains(point.FileSystemId) && point.Kind != RestorePointKind.Manual)
            .GroupBy(point => new { point.FileSystemId, point.Kind, point.VaultArn })
            .Select(group =>
                new
                {
                    group.Key,
                    Last = group.Max(point => point.Sequence),
                    IsMade = group.Max(point => point.PolicyId == policyId ? 1 : 0)
                }).ToListAsync(cancel);
        var running = await db.Tasks.AsNoTracking()
            .Where(task => fileSystems.Contains(task.FileSystemId) && (task.State == TaskState.Pending || task.State == TaskState.Running))
            .Join(db.Sessions.Where(session => session.PolicyId == policyId), task =>
                task.SessionId, session => session.Id, (task, _) => task).ToListAsync(cancel);
        var toCome = running.SelectMany(task => task.Runs.Select(run => new ChainKey(task.FileSystemId, run.Makes, run.VaultArn)))
            .CountBy(chain => chain).ToDictionary();
        var last = known.ToDictionary(chain =>
            new ChainKey(chain.Key.FileSystemId, chain.Key.Kind, chain.Key.VaultArn), chain => chain.Last);
        return known.Where(chain => chain.IsMade == 1)
            .Select(chain => new ChainKey(chain.Key.FileSystemId, chain.Key.Kind, chain.Key.VaultArn)).Union(toCome.Keys)
            .Select(chain => (chain, last.GetValueOrDefault(chain, -1), toCome.GetValueOrDefault(chain)));
    }
}
