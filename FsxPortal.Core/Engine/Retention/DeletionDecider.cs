using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Decides on disk which restore points are deleted, before AWS is asked to.</summary>
internal static class DeletionDecider
{
    /// <summary>The chain that is asked for, oldest first, without what is gone.</summary>
    public static async Task<Chain> ReadChainAsync(LanePass pass, RetentionRequest request, CancellationToken cancel) => new(
        request.FileSystemId, request.Kind, request.VaultArn, await pass.Db.RestorePoints.AsNoTracking()
            .Where(point => point.FileSystemId == request.FileSystemId && point.Kind == request.Kind && point.VaultArn == request.VaultArn
                && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .OrderBy(point => point.CreatedAt).ToListAsync(cancel));

    /// <summary>Decides what of a chain goes, in the caller's transaction.</summary>
    /// <remarks>
    /// AWS was asked meanwhile, which takes its time: what has been edited, held or started since counts. Whoever edits a policy waits for
    /// this decision.
    /// </remarks>
    public static async Task<DeletionDecision> DecideAsync(
        LanePass pass, RetentionRequest request, Chain chain, List<Guid> undoubted, CancellationToken cancel)
    {
        var owner = await pass.Db.Protection.Where(row => row.FileSystemId == request.FileSystemId).Select(row => row.PolicyId)
            .SingleOrDefaultAsync(cancel);
        await RowLocks.SharePoliciesAsync(
            pass.Db, chain.Points.Select(point => point.PolicyId).Append(owner).OfType<Guid>().Distinct(), cancel);
        chain = await ReadChainAsync(pass, request, cancel);
        var fleet = await FleetCircumstances.ReadAsync(pass.Db, [request.FileSystemId], pass.Now, cancel);
        var verdicts = RetentionPlanner.Plan(chain, await fleet.OfAsync(chain, cancel), pass.Now)
            .Where(verdict => !verdict.IsKept && undoubted.Contains(verdict.Point.Id)).ToDictionary(verdict => verdict.Point.Id);
        var points = await pass.Db.RestorePoints.Where(point => verdicts.Keys.Contains(point.Id)).OrderBy(point => point.CreatedAt)
            .ToListAsync(cancel);
        foreach (var point in points)
        {
            await pass.Db.Entry(point).ReloadAsync(cancel);
            Decide(pass, request, point, verdicts[point.Id].DeletedBecause);
        }

        return new DeletionDecision(request, points, fleet.Versions);
    }

    private static void Decide(LanePass pass, RetentionRequest request, RestorePoint point, string because)
    {
        point.DecideDeletion(because, pass.Now);
        pass.ChainChanged(request.FileSystemId);
        pass.Log(request.SessionId, request.TaskId, LogLevel.Information,
            $"{pass.NameOf(request.FileSystemId)}: deleting the {Noun(request.Kind)} of {Moments.Text(point.Moment)} in {point.Region} "
                + $"({because}).");
    }

    private static string Noun(RestorePointKind kind) => kind == RestorePointKind.Copy ? "copy" : "backup";
}
