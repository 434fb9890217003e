using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Has chains judged and deletes what no reason keeps, in the lane of their vault.</summary>
public sealed class RetentionRunner(
    VaultGateway vaults, LastLook lastLook, DeletionFollower deletions, Checkpoints checkpoints, ILogger<RetentionRunner> log)
{
    // Nothing is deleted while our clock and that of AWS differ by more: ends are instants.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    // What decides about so many chains is read at once.
    private const int AtOnce = 100;

    /// <summary>Works off the lane's requests and follows its deletions.</summary>
    /// <returns>When the youngest deletion that is still to be confirmed was decided; none if there is none.</returns>
    public async Task<DateTimeOffset?> RunAsync(LanePass pass, string lane, CancellationToken cancel)
    {
        var requests = await pass.Db.RetentionRequests.Where(request => request.Lane == lane && request.DoneAt == null)
            .OrderBy(request => request.Id).ToListAsync(cancel);
        foreach (var group in requests.Chunk(AtOnce))
        {
            Guid[] fileSystems = [.. group.Select(request => request.FileSystemId).Distinct()];
            await pass.LearnNamesAsync(fileSystems, cancel);
            var fleet = await FleetCircumstances.ReadAsync(pass.Db, fileSystems, pass.Now, cancel);
            foreach (var request in group)
            {
                using var work = PortalTrace.Begin(log, "Judge", request.SessionId, request.TaskId);
                await JudgeAsync(pass, request, fleet, cancel);
            }
        }

        return await deletions.FollowAsync(pass, cancel);
    }

    private async Task JudgeAsync(LanePass pass, RetentionRequest request, FleetCircumstances fleet, CancellationToken cancel)
    {
        var chain = await ReadChainAsync(pass, request, cancel);
        var verdicts = RetentionPlanner.Plan(chain, await fleet.OfAsync(chain, cancel), pass.Now);
        LogPending(pass, request, verdicts.Count(verdict => verdict.IsPending));
        List<Verdict> doomed = [.. verdicts.Where(verdict => !verdict.IsKept)];
        var problem = doomed.Count == 0 ? null : await DoubtOrDenialAsync(pass, request, chain, doomed, cancel);
        if (problem is not null)
        {
            pass.Log(
                request.SessionId, request.TaskId, LogLevel.Warning,
                $"{pass.NameOf(request.FileSystemId)}: nothing was deleted. {problem}");
        }

        request.Complete(pass.Now, problem);
        if (request.TaskId is { } taskId)
        {
            pass.Seen.OpenRetention[taskId] = pass.Seen.OpenRetention.GetValueOrDefault(taskId) - 1;

            // The task may wait in another lane, that of its file system.
            pass.Wake(await pass.Db.Tasks.Where(task => task.Id == taskId).Select(task => task.Lane).SingleAsync(cancel));
        }

        if (problem is not null || doomed.Count == 0)
        {
            await pass.SaveAsync(cancel);
            return;
        }

        DeletionDecision? decision = null;
        await pass.SaveAsync(
            cancel, async () => decision = await DecideAsync(pass, request, chain, doomed.ConvertAll(verdict => verdict.Point.Id), cancel));
        checkpoints.Pass(Checkpoints.DeletionDecided);
        await deletions.SendAsync(pass, decision!, cancel);
    }

    private static async Task<Chain> ReadChainAsync(LanePass pass, RetentionRequest request, CancellationToken cancel) => new(
        request.FileSystemId, request.Kind, request.VaultArn, await pass.Db.RestorePoints.AsNoTracking()
            .Where(point => point.FileSystemId == request.FileSystemId && point.Kind == request.Kind && point.VaultArn == request.VaultArn
                && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .OrderBy(point => point.CreatedAt).ToListAsync(cancel));

    // AWS was asked meanwhile, which takes its time: what has been edited, held or
    // started since counts. Whoever edits a policy waits for this decision.
    private static async Task<DeletionDecision> DecideAsync(
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

    private static void LogPending(LanePass pass, RetentionRequest request, int pending)
    {
        if (pending > 0)
        {
            pass.Log(request.SessionId, request.TaskId, LogLevel.Warning,
                $"{pass.NameOf(request.FileSystemId)}: the end of {pending} restore points was over when they were found. Approve their "
                    + $"deletion in the list of policies.");
        }
    }

    private static void Decide(LanePass pass, RetentionRequest request, RestorePoint point, string because)
    {
        point.DecideDeletion(because, pass.Now);
        pass.ChainChanged(request.FileSystemId);
        pass.Log(request.SessionId, request.TaskId, LogLevel.Information,
            $"{pass.NameOf(request.FileSystemId)}: deleting the {Noun(request.Kind)} of {Moments.Text(point.Moment)} in {point.Region} "
                + $"({because}).");
    }

    // What AWS will not show is not deleted; a list that could not be read to its end is read again by the next pass.
    private async Task<string?> DoubtOrDenialAsync(
        LanePass pass, RetentionRequest request, Chain chain, List<Verdict> doomed, CancellationToken cancel)
    {
        try
        {
            return await DoubtAsync(pass, request, chain, doomed, cancel);
        }
        catch (AwsFault fault) when (!fault.IsPassing)
        {
            return fault.Message;
        }
    }

    /// <summary>Whether AWS agrees with what the database believes; only then may
    /// anything be deleted. What is not ours is taken off the list.</summary>
    /// <returns>The doubt in words; none if there is none.</returns>
    private async Task<string?> DoubtAsync(
        LanePass pass, RetentionRequest request, Chain chain, List<Verdict> doomed, CancellationToken cancel)
    {
        var fileSystem = await pass.Db.FileSystems.AsNoTracking().SingleAsync(row => row.Id == chain.FileSystemId, cancel);
        var listed = (await vaults.ReadPointsAsync(pass.Account, Arn.Parse(chain.VaultArn), fileSystem.Arn, null, cancel))
            .DistinctBy(point => point.Arn).ToDictionary(point => point.Arn);
        var ahead = vaults.ClockAhead(pass.Account, pass.Region);
        if (ahead.Duration() > MostSkew)
        {
            return new ClockDifference(OtherClock.Aws, ahead).Text;
        }

        if (chain.Points.FirstOrDefault(point =>
            point.State == RestorePointState.Available && !listed.ContainsKey(point.Arn) && !(point.DeleteAt <= pass.Now)) is { } missing)
        {
            return $"AWS did not list the restore point of {Moments.Text(missing.Moment)}. Synchronise the vaults to see what is there.";
        }

        // Only what may change is watched: the daily pass reads all chains of a fleet.
        var ids = doomed.ConvertAll(verdict => verdict.Point.Id);
        var points = await pass.Db.RestorePoints.Where(point => ids.Contains(point.Id)).OrderBy(point => point.CreatedAt)
            .ToListAsync(cancel);
        var spared = await lastLook.TakeAsync(pass, request, fileSystem, listed, points, cancel);
        doomed.RemoveAll(verdict => spared.Contains(verdict.Point.Id));
        return null;
    }

    private static string Noun(RestorePointKind kind) => kind == RestorePointKind.Copy ? "copy" : "backup";
}
