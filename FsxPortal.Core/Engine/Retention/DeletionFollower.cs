using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine;

/// <summary>Sends decided deletions to AWS and believes them only when AWS no longer knows the point.</summary>
public sealed class DeletionFollower(VaultGateway vaults, Checkpoints checkpoints, ILogger<DeletionFollower> log)
{
    // Reads of AWS may lag its writes: a point is not taken for untouched before this.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Asks AWS to delete points whose deletion is on disk.</summary>
    public async Task SendAsync(LanePass pass, IReadOnlyList<RestorePoint> points, CancellationToken cancel)
    {
        foreach (var point in points)
        {
            try
            {
                await vaults.DeleteAsync(pass.Account, Arn.Parse(point.VaultArn), point.Arn, cancel);
            }
            catch (AwsFault fault) when (fault.Kind == FaultKind.Busy)
            {
                // Being copied or restored: judged again after the next run.
                point.Spare();
            }
            catch (AwsFault fault) when (fault.Kind is FaultKind.Denied or FaultKind.Refused)
            {
                point.FailDeletion(fault.Message);
                log.LogWarning("The restore point {Arn} was not deleted: {Message}", point.Arn, fault.Message);
            }
            catch (AwsFault fault) when (fault.Kind == FaultKind.NotFound)
            {
                // Our intent is on disk, so this is the answer to a call that got through before: FollowAsync confirms it.
            }
        }

        checkpoints.Pass(Checkpoints.DeletionCalled);
        await pass.SaveAsync(cancel);
    }

    /// <summary>Reads again what is being deleted in the lane.</summary>
    /// <returns>Whether anything is still to be confirmed.</returns>
    public async Task<bool> FollowAsync(LanePass pass, CancellationToken cancel)
    {
        var points = await pass.Db.RestorePoints.Where(point =>
            point.State == RestorePointState.Deleting && point.AwsAccount == pass.Account.AwsAccountId && point.Region == pass.Region).ToListAsync(cancel);
        foreach (var point in points)
        {
            Conclude(pass, point, await vaults.FindAsync(pass.Account, Arn.Parse(point.VaultArn), point.Arn, cancel));
        }

        if (points.Count > 0)
        {
            await pass.SaveAsync(cancel);
            checkpoints.Pass(Checkpoints.DeletionConfirmed);
        }

        return points.Exists(point => point.State == RestorePointState.Deleting);
    }

    private static void Conclude(LanePass pass, RestorePoint point, RecoveryPointFacts? now)
    {
        switch (now?.Status)
        {
            case null:
                point.ConfirmDeletion(pass.Now);
                break;
            case "EXPIRED":
                point.FailDeletion("AWS accepted the deletion but kept the point as EXPIRED: the role lacks a permission. Grant backup:DeleteRecoveryPoint and fsx:DeleteBackup.");
                break;
            case "DELETING":
                return;
            default:
                // The process may have died before AWS was asked. What was decided then is judged anew.
                if (pass.Now - point.DeletionDecidedAt < Patience)
                {
                    return;
                }

                point.Spare();
                break;
        }

        pass.ChainChanged(point.FileSystemId);
    }
}
