using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Makes a completed job a restore point of its chain.</summary>
public static class ChainRecorder
{
    /// <summary>The task's backup joins its chain. Its flags are those of the slot, however late it was made, and those it carries.</summary>
    public static async Task<RestorePoint> RecordBackupAsync(LanePass pass, BackupTask task, RecoveryPointFacts facts, CancellationToken cancel)
    {
        var session = pass.Sessions[task.SessionId];
        var origin = await OriginAsync(pass, task, RestorePointKind.Backup, task.VaultArn, cancel);
        var point = await AddAsync(pass, facts, origin with
        {
            Flags = task.FlagsOf(session.Order!),
            Carried = task.Carried,
            Rules = session.Order!.BackupRules,
        }, cancel);
        task.Record(point.Id, point.SizeBytes);
        return point;
    }

    /// <summary>The copy joins the copy chain of its vault.</summary>
    public static async Task<RestorePoint> RecordCopyAsync(LanePass pass, BackupTask task, TaskCopy copy, RecoveryPointFacts facts, CancellationToken cancel)
    {
        var session = pass.Sessions[task.SessionId];
        var origin = await OriginAsync(pass, task, RestorePointKind.Copy, copy.VaultArn, cancel);
        var point = await AddAsync(pass, facts, origin with
        {
            SourceId = task.RestorePointId,
            Flags = task.CopyFlagsOf(session.Order!),
            Carried = task.CarriedCopies,
            Rules = session.Order!.CopyRules,
        }, cancel);
        copy.Record(point.Id, pass.Now);
        task.Touch();
        return point;
    }

    private static async Task<Origin> OriginAsync(LanePass pass, BackupTask task, RestorePointKind kind, string vaultArn, CancellationToken cancel)
    {
        var order = pass.Sessions[task.SessionId].Order!;
        var chain = pass.Db.RestorePoints.Where(point => point.FileSystemId == task.FileSystemId && point.Kind == kind && point.VaultArn == vaultArn);
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
