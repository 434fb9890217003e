using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Deletions that are decided and on disk.</summary>
/// <param name="Request">The request in which they were decided.</param>
/// <param name="Points">What is to be deleted.</param>
/// <param name="Versions">The versions of the policies that had a say, by id.</param>
public sealed record DeletionDecision(
    RetentionRequest Request, IReadOnlyList<RestorePoint> Points, IReadOnlyDictionary<Guid, long> Versions);

/// <summary>Sends decided deletions to AWS and believes them only when AWS no longer knows the point.</summary>
public sealed class DeletionFollower(VaultGateway vaults, NamedLocks locks, Checkpoints checkpoints, ILogger<DeletionFollower> log)
{
    // Reads of AWS may lag its writes: a point is not taken for untouched before this.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // A deletion takes minutes.
    private static readonly TimeSpan MostWait = TimeSpan.FromDays(1);

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>The lock that whoever asks AWS to delete a point of a policy holds for as
    /// long as the call lasts, and whoever wants to save it too.</summary>
    public static string LockOf(Guid? policyId) => $"deletions of {policyId}";

    // So many points are asked for by name in one pass: backups of the lane wait for it.
    private const int MostAsked = 60;

    /// <summary>Asks AWS to delete points whose deletion is on disk, each only if nothing speaks for it at that very moment.</summary>
    /// <remarks>Where AWS asks for patience the others are spared as well: a later pass decides on them anew.</remarks>
    public async Task SendAsync(LanePass pass, DeletionDecision decision, DeletionSlice slice, CancellationToken cancel)
    {
        var isAskedAgain = false;
        foreach (var point in decision.Points)
        {
            if (!slice.IsThrottled)
            {
                await vaults.AwaitDeletionAsync(pass.Account, pass.Region, cancel);
            }

            await using var turn = await locks.TakeAsync(LockOf(point.PolicyId), cancel);
            await pass.Db.Entry(point).ReloadAsync(cancel);
            if (point.State != RestorePointState.Deleting)
            {
                // Somebody has saved it since.
                continue;
            }

            var isOutdated = !slice.IsThrottled && await IsOutdatedAsync(pass, point, decision, cancel);
            if (slice.IsThrottled || isOutdated)
            {
                point.Spare();
                pass.ChainChanged(point.FileSystemId);
                isAskedAgain = isAskedAgain || (isOutdated && AskAgain(pass, decision.Request));
                await pass.SaveAsync(cancel);
                continue;
            }

            point.SendDeletion(pass.Now);
            DeletionEntry.Record(pass, point);
            await pass.SaveAsync(cancel);
            slice.Take();
            await CallAsync(pass, point, slice, cancel);
        }
    }

    /// <summary>Reads again what is being deleted in the lane.</summary>
    public async Task<RetentionRest> FollowAsync(LanePass pass, CancellationToken cancel)
    {
        var points = await pass.Db.RestorePoints.Where(point =>
            point.State == RestorePointState.Deleting && point.AwsAccount == pass.Account.AwsAccountId && point.Region == pass.Region)
                .ToListAsync(cancel);
        var asks = new Asks(MostAsked);
        foreach (var vault in points.GroupBy(point => point.VaultArn))
        {
            try
            {
                await FollowAsync(pass, vault.Key, [.. vault], asks, cancel);
            }
            catch (AwsFault fault)
            {
                // A vault that AWS does not show proves nothing of its points, and keeps none of the others waiting.
                pass.Seen.Trouble ??= fault;
            }
        }

        if (points.Count > 0)
        {
            await pass.SaveAsync(cancel);
            foreach (var point in points.Where(point => point.State == RestorePointState.Deleted))
            {
                PortalMeter.DeletionConfirmed(point.Kind.ToString());
            }

            checkpoints.Pass(Checkpoints.DeletionConfirmed);
        }

        return new RetentionRest(asks.AreSpent, points.Exists(point => point.State == RestorePointState.Available)
            ? pass.Now
            : points.Where(point => point.State == RestorePointState.Deleting).Max(point => point.DeletionDecidedAt));
    }

    // The policy may have been edited, the vault locked or a copy begun since the deletion was decided.
    private static async Task<bool> IsOutdatedAsync(LanePass pass, RestorePoint point, DeletionDecision decision, CancellationToken cancel)
    {
        var ids = decision.Versions.Keys.ToList();
        var versions = await pass.Db.Policies.Where(policy => ids.Contains(policy.Id)).Select(policy => new { policy.Id, policy.Version })
            .ToDictionaryAsync(row => row.Id, row => row.Version, cancel);
        return point.Hold?.IsOn(pass.Now) == true
            || ids.Exists(id => versions.GetValueOrDefault(id) != decision.Versions[id])
            || await pass.Db.Vaults.AnyAsync(vault => vault.Arn == point.VaultArn && vault.Locked, cancel)
            || await pass.Db.Tasks.AnyAsync(task =>
                task.RestorePointId == point.Id && (task.State == TaskState.Pending || task.State == TaskState.Running)
                && task.Runs.Any(run => run.State == TaskState.Pending || run.State == TaskState.Running), cancel);
    }

    private static bool AskAgain(LanePass pass, RetentionRequest request)
    {
        pass.Db.RetentionRequests.Add(new RetentionRequest(
            pass.NewId(), request.SessionId, null, new ChainKey(request.FileSystemId, request.Kind, request.VaultArn), pass.Now));
        return true;
    }

    private async Task CallAsync(LanePass pass, RestorePoint point, DeletionSlice slice, CancellationToken cancel)
    {
        try
        {
            pass.DemandLease();
            await vaults.DeleteAsync(pass.Account, Arn.Parse(point.VaultArn), point.Arn, cancel);
            checkpoints.Pass(Checkpoints.DeletionCalled);
        }
        catch (AwsFault fault) when (fault.IsThrottled)
        {
            log.LogInformation("Deletions are put off: {Reason}", fault.Message);
            point.Spare();
            slice.Throttle();
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

        if (point.State != RestorePointState.Deleting)
        {
            // What AWS has answered is worth keeping even if the next call fails.
            pass.ChainChanged(point.FileSystemId);
            await pass.SaveAsync(CancellationToken.None);
        }
    }

    // Asks for each point. Where that takes fewer calls the vault is listed first,
    // which tells what is still there, and nothing of what is not.
    private async Task FollowAsync(
        LanePass pass, string vaultArn, IReadOnlyList<RestorePoint> points, Asks asks, CancellationToken cancel)
    {
        var since = points.Min(point => point.CreatedAt) - Margin;
        var listed = await pass.Db.RestorePoints.CountAsync(point => point.VaultArn == vaultArn && point.CreatedAt > since
            && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing, cancel);
        var seen = points.Count <= VaultGateway.PagesOf(listed) ? []
            : (await vaults.ReadPointsAsync(pass.Account, Arn.Parse(vaultArn), null, since, cancel)).Items.ToDictionary(point => point.Arn);
        foreach (var point in points.Where(point => seen.ContainsKey(point.Arn)))
        {
            await ConcludeAsync(pass, point, seen[point.Arn], cancel);
        }

        AwsFault? trouble = null;
        foreach (
            var point in points.Where(point => !seen.ContainsKey(point.Arn)).OrderBy(point => point.DeletionDecidedAt)
                .TakeWhile(_ => asks.TryTake()))
        {
            try
            {
                await ConcludeAsync(pass, point, await vaults.FindAsync(pass.Account, Arn.Parse(vaultArn), point.Arn, cancel), cancel);
            }
            catch (AwsFault fault) when (!fault.IsPassing)
            {
                // What AWS says of one point keeps none of the others waiting.
                trouble ??= fault;
            }
        }

        if (trouble is not null)
        {
            throw trouble;
        }
    }

    private static async Task ConcludeAsync(LanePass pass, RestorePoint point, RecoveryPointFacts? now, CancellationToken cancel)
    {
        switch (now?.Status)
        {
            case null:
                point.ConfirmDeletion(pass.Now);
                break;
            case "EXPIRED":
                point.FailDeletion(
                    "AWS accepted the deletion but kept the point as EXPIRED: the role lacks a permission. Grant "
                        + "backup:DeleteRecoveryPoint and fsx:DeleteBackup.");
                break;
            case "DELETING" when pass.Now - point.DeletionDecidedAt < MostWait:
                return;
            case "DELETING":
                point.FailDeletion(
                    $"AWS has been deleting it since {Moments.Text(point.DeletionDecidedAt!.Value)} and has not come to an end. The daily "
                        + "retention asks again; if that does not help, ask the support of AWS.");
                break;
            default:
                // AWS may not have been asked, or not yet have begun. What was decided then is judged anew.
                if (point.DeletionSentAt is { } sent && (pass.Now - sent).Duration() < Patience)
                {
                    return;
                }

                point.Spare();
                point.See(now);
                await AskAgainAsync(pass, point, cancel);
                break;
        }

        pass.ChainChanged(point.FileSystemId);
    }

    // In the session that asked last, which may be over by now.
    private static async Task AskAgainAsync(LanePass pass, RestorePoint point, CancellationToken cancel)
    {
        var last = await pass.Db.RetentionRequests
            .Where(request =>
                request.FileSystemId == point.FileSystemId && request.Kind == point.Kind && request.VaultArn == point.VaultArn)
            .OrderByDescending(request => request.RequestedAt).FirstOrDefaultAsync(cancel);
        if (last is { DoneAt: not null })
        {
            pass.Db.RetentionRequests.Add(new RetentionRequest(
                pass.NewId(), last.SessionId, null, new ChainKey(point.FileSystemId, point.Kind, point.VaultArn), pass.Now));
        }
    }

    /// <summary>How many points may still be asked for in a pass.</summary>
    private sealed class Asks(int left)
    {
        private int _left = left;

        /// <summary>Whether more was wanted than there was.</summary>
        public bool AreSpent { get; private set; }

        public bool TryTake()
        {
            AreSpent = _left == 0;
            return !AreSpent && _left-- > 0;
        }
    }
}
