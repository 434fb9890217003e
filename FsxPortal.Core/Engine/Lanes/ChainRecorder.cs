using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Makes a completed job a restore point of its chain.</summary>
public static class ChainRecorder
{
    /// <summary>What a job made joins the chain of its vault. Its flags are those of the
    /// slot, however late it was made, and those it carries.</summary>
    public static async Task<RestorePoint> RecordAsync(
        LanePass pass, WorkItem item, AwsJobRun run, RecoveryPointFacts facts, CancellationToken cancel)
    {
        var order = pass.Sessions[item.SessionId].Order!;
        var origin = await OriginAsync(pass, item, run.Makes, run.VaultArn, cancel);
        return await AddAsync(pass, facts, origin with
        {
            // What a copy was made of; its own backup has no restore point yet when it is recorded.
            SourceId = item.RestorePointId,
            Flags = item.FlagsOf(order, run.Kind),
            Carried = item.CarriedBy(run.Kind),
            Rules = order.RulesOf(run.Kind),
        }, cancel);
    }

    private static async Task<Origin> OriginAsync(
        LanePass pass, WorkItem task, RestorePointKind kind, string vaultArn, CancellationToken cancel)
    {
        var order = pass.Sessions[task.SessionId].Order!;
        var chain = pass.Db.RestorePoints.Where(point =>
            point.FileSystemId == task.FileSystemId && point.Kind == kind && point.VaultArn == vaultArn);
        var last = await chain.MaxAsync(point => (int?)point.Sequence, cancel);
        var anyLive = await chain.AnyAsync(point => point.State == RestorePointState.Available, cancel);
        return new Origin
        {
            Kind = kind,
            FileSystemId = task.FileSystemId,
            PolicyId = order.PolicyId,
            PolicyVersion = order.PolicyVersion,
            SessionId = task.SessionId,
            Slot = pass.Sessions[task.SessionId].Slot,
            Sequence = (last ?? -1) + 1,
            Incremental = anyLive,
        };
    }

    private static async Task<RestorePoint> AddAsync(LanePass pass, RecoveryPointFacts facts, Origin origin, CancellationToken cancel)
    {
        pass.ChainChanged(origin.FileSystemId);

        // A sync may have met the point before its task did: then the task claims it.
        var point = await pass.Db.RestorePoints.SingleOrDefaultAsync(known => known.Arn == facts.Arn, cancel);
        if (point is null)
        {
            return pass.Db.RestorePoints.Add(new RestorePoint(pass.NewId(), facts, origin)).Entity;
        }

        point.Claim(point.Kind == origin.Kind ? origin with { Sequence = point.Sequence, Incremental = point.Incremental } : origin);
        point.See(facts);
        return point;
    }
}
