using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Foretells what a retention pass deletes of a policy's restore points, where policies were as they are given and not as they are saved.</summary>
public sealed class DeletionForecast(PortalDb db, Guid policyId, IReadOnlyList<Policy> policies)
{
    private const int Chunk = 100;

    private readonly Dictionary<Guid, Policy> _policies = policies.ToDictionary(policy => policy.Id);

    /// <summary>The restore points that a pass at an instant deletes, the oldest first.</summary>
    public async Task<IReadOnlyList<PreviewedDeletion>> ReadAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var doomed = new List<PreviewedDeletion>();
        var made = await Judged().Where(point => point.PolicyId == policyId).Select(point => point.FileSystemId).Distinct().ToListAsync(cancel);
        foreach (var ids in made.Chunk(Chunk))
        {
            var fileSystems = await db.FileSystems.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
            var points = await Judged().Where(point => ids.Contains(point.FileSystemId)).ToListAsync(cancel);
            foreach (var chain in Chain.Of(points))
            {
                var fileSystem = fileSystems[chain.FileSystemId];
                var owner = Assignment.Of(fileSystem, policies).Owner;
                doomed.AddRange((await JudgeAsync(chain, owner, at, cancel)).Where(verdict => verdict.Point.PolicyId == policyId).Select(verdict => new PreviewedDeletion(
                    verdict.Point.Id, fileSystem.Id, fileSystem.Name, chain.Kind, verdict.Point.Region, verdict.Point.Moment, verdict.DeletedBecause)));
            }
        }

        return [.. doomed.OrderBy(deletion => deletion.Moment)];
    }

    private IQueryable<RestorePoint> Judged() => db.RestorePoints.AsNoTracking().Where(point =>
        point.Kind != RestorePointKind.Manual && (point.State == RestorePointState.Available || point.State == RestorePointState.DeleteFailed));

    // What else keeps a chain costs several reads, and most chains lose nothing anyway.
    private async Task<IReadOnlyList<Verdict>> JudgeAsync(Chain chain, Policy? owner, DateTimeOffset at, CancellationToken cancel)
    {
        var wishes = PolicyWishes.For(chain, owner, _policies);
        if (RetentionPlanner.Plan(chain, wishes, at).All(verdict => verdict.IsKept))
        {
            return [];
        }

        var circumstances = await ChainCircumstances.ReadAsync(db, chain, null, cancel) with
        {
            Governing = wishes.Governing,
            KeepNewest = wishes.KeepNewest,
            Approval = wishes.Approval,
        };
        return [.. RetentionPlanner.Plan(chain, circumstances, at).Where(verdict => !verdict.IsKept)];
    }
}
