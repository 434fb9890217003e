using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Protection;

/// <summary>Keeps the counted row of each file system true, in the transaction that changes what it says.</summary>
public static class ProtectionBook
{
    private const int Chunk = 200;

    /// <summary>Counts and judges these file systems again; the policies that own them are as they were.</summary>
    public static async Task RefreshAsync(PortalDb db, IReadOnlyCollection<Guid> fileSystemIds, CancellationToken cancel)
    {
        foreach (var chunk in fileSystemIds.Order().Chunk(Chunk))
        {
            var owners = db.Protection.Where(row => chunk.Contains(row.FileSystemId)).Select(row => row.PolicyId);
            await RefreshAsync(
                db, await ProtectionJudge.ReadAsync(db, db.Policies.Where(policy => owners.Contains(policy.Id)), cancel), chunk, cancel);
        }
    }

    /// <summary>Counts and judges all file systems that a policy owns.</summary>
    public static async Task RefreshPolicyAsync(PortalDb db, Guid policyId, CancellationToken cancel) => await RefreshAsync(
        db, await db.Protection.Where(row => row.PolicyId == policyId).Select(row => row.FileSystemId).ToListAsync(cancel), cancel);

    /// <summary>Finds out who owns these file systems, counts and judges them.</summary>
    public static async Task AssignAsync(PortalDb db, IReadOnlyCollection<Guid> fileSystemIds, CancellationToken cancel)
    {
        if (fileSystemIds.Count == 0)
        {
            return;
        }

        var judge = await ProtectionJudge.ReadAsync(db, db.Policies, cancel);
        foreach (var chunk in fileSystemIds.Order().Chunk(Chunk))
        {
            await RefreshAsync(db, judge, chunk, cancel);
        }
    }

    /// <summary>Finds out who owns what in the whole fleet, as a change of what policies cover demands.</summary>
    public static async Task AssignAllAsync(PortalDb db, CancellationToken cancel) =>
        await AssignAsync(db, await db.FileSystems.Select(fileSystem => fileSystem.Id).ToListAsync(cancel), cancel);

    /// <summary>Counts and judges everything from the start, and corrects the rows that say something else.</summary>
    /// <returns>What was wrong, a line for each row.</returns>
    public static async Task<IReadOnlyList<string>> VerifyAsync(PortalDb db, CancellationToken cancel)
    {
        var wrong = new List<string>();
        var judge = await ProtectionJudge.ReadAsync(db, db.Policies, cancel);
        foreach (var chunk in (await db.FileSystems.Select(fileSystem => fileSystem.Id).ToListAsync(cancel)).Order().Chunk(Chunk))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            wrong.AddRange(await RefreshAsync(db, judge, chunk, cancel));
            await transaction.CommitAsync(cancel);
        }

        return wrong;
    }

    private static async Task<List<string>> RefreshAsync(PortalDb db, ProtectionJudge judge, Guid[] ids, CancellationToken cancel)
    {
        // Two lanes may add points of one file system at the same time: the second counts when it sees those of the first.
        await RowLocks.TakeProtectionAsync(db, ids, cancel);
        var counts = await ProtectionJudge.CountAsync(db, ids, cancel);
        var failures = await ProtectionJudge.FailuresAsync(db, ids, cancel);
        var rows = await db.Protection.Where(row => ids.Contains(row.FileSystemId)).ToDictionaryAsync(row => row.FileSystemId, cancel);
        var wrong = new List<string>();
        foreach (var fileSystem in await db.FileSystems.AsNoTracking().Where(fileSystem => ids.Contains(fileSystem.Id)).ToListAsync(cancel))
        {
            var row = rows.GetValueOrDefault(fileSystem.Id) ?? db.Protection.Add(new ProtectionRecord(fileSystem.Id)).Entity;
            var said = (row.Name, row.AwsAccount, row.Region, row.IsGone, row.PolicyId, row.Verdict, row.Counts);
            judge.Judge(fileSystem, counts.GetValueOrDefault(fileSystem.Id), failures.GetValueOrDefault(fileSystem.Id), row);
            if (said != (row.Name, row.AwsAccount, row.Region, row.IsGone, row.PolicyId, row.Verdict, row.Counts))
            {
                wrong.Add($"{fileSystem.Name}: {said.Verdict} with {said.Counts}, not {row.Verdict} with {row.Counts}");
            }
        }

        // A lane's context does not look for changes by itself.
        rows.Values.ToList().ForEach(row => db.Entry(row).DetectChanges());
        await db.SaveChangesAsync(cancel);

        // The context may live on while others count: what it remembered of these rows would be old.
        foreach (var entry in db.ChangeTracker.Entries<ProtectionRecord>())
        {
            entry.State = EntityState.Detached;
        }

        return wrong;
    }
}
