using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Has chains judged and deletes what no reason keeps, in the lane of their vault.</summary>
public sealed class RetentionRunner(
    VaultGateway vaults, LastLook lastLook, DeletionFollower deletions, Checkpoints checkpoints, ILogger<RetentionRunner> log)
{
    // So many chains are judged in a pass: what decides about them is read at once, and backups are looked at again after them.
    private const int AtOnce = 100;

    /// <summary>Works off the lane's requests, a slice of deletions at most, and follows its deletions once none is left to send.</summary>
    public async Task<RetentionRest> RunAsync(LanePass pass, string lane, CancellationToken cancel)
    {
        var open = await pass.Db.RetentionRequests.Where(request => request.Lane == lane && request.DoneAt == null)
            .OrderBy(request => request.Id).Take(AtOnce + 1).ToListAsync(cancel);
        var slice = new DeletionSlice();
        List<RetentionRequest> requests = [.. open.Take(AtOnce)];
        Guid[] fileSystems = [.. requests.Select(request => request.FileSystemId).Distinct()];
        await pass.LearnNamesAsync(fileSystems, cancel);
        var fleet = await FleetCircumstances.ReadAsync(pass.Db, fileSystems, pass.Now, cancel);
        foreach (var request in requests.TakeWhile(_ => !slice.IsOver))
        {
            using var work = PortalTrace.Begin(log, "Judge", request.SessionId, request.TaskId);
            await JudgeAsync(pass, request, fleet, slice, cancel);
        }

        var isLeft = open.Exists(request => request.DoneAt is null);
        if (isLeft && !slice.IsThrottled)
        {
            return new RetentionRest(true, null);
        }

        var rest = await deletions.FollowAsync(pass, cancel);
        return isLeft ? rest with { Unconfirmed = rest.Unconfirmed ?? pass.Now } : rest;
    }

    // What a pass does not come to is judged anew by the next one.
    private async Task JudgeAsync(
        LanePass pass, RetentionRequest request, FleetCircumstances fleet, DeletionSlice slice, CancellationToken cancel)
    {
        var chain = await DeletionDecider.ReadChainAsync(pass, request, cancel);
        var verdicts = RetentionPlanner.Plan(chain, await fleet.OfAsync(chain, cancel), pass.Now);
        List<Guid> doomed = [.. verdicts.Where(verdict => !verdict.IsKept).Select(verdict => verdict.Point.Id)];
        var (isDone, problem) = doomed.Count == 0 ? (true, null) : await TryDeleteAsync(pass, request, chain, doomed, slice, cancel);
        if (isDone)
        {
            LogPending(pass, request, verdicts.Count(verdict => verdict.IsPending));
            await RequestEnds.EndAsync(pass, request, problem, cancel);
        }

        await pass.SaveAsync(cancel);
    }

    // What AWS will not show is not deleted; a list that could not be read to its end is read again by the next pass.
    private async Task<(bool IsDone, string? Problem)> TryDeleteAsync(
        LanePass pass, RetentionRequest request, Chain chain, List<Guid> doomed, DeletionSlice slice, CancellationToken cancel)
    {
        try
        {
            var open = await DoomedChain.ReadAsync(vaults, pass, request, chain, cancel);
            return await open.FollowStatesAsync(pass, cancel) ? (false, null)
                : open.Doubt(pass.Now, vaults.ClockAhead(pass.Account, pass.Region)) is { } doubt ? (true, doubt)
                : (await DeleteAsync(pass, open, doomed, slice, cancel), null);
        }
        catch (AwsFault fault) when (!fault.IsPassing)
        {
            return (true, fault.Message);
        }
    }

    // Looked at once more, decided on disk, and sent at once: only so many as may be sent.
    private async Task<bool> DeleteAsync(LanePass pass, DoomedChain open, List<Guid> doomed, DeletionSlice slice, CancellationToken cancel)
    {
        while (doomed.Count > 0 && !slice.IsOver)
        {
            var next = doomed[..Math.Min(slice.Left, doomed.Count)];
            doomed = doomed[next.Count..];
            if (await OursAsync(pass, open, next, cancel) is not { Count: > 0 } ours)
            {
                continue;
            }

            DeletionDecision? decision = null;
            await pass.SaveAsync(
                cancel, async () => decision = await DeletionDecider.DecideAsync(pass, open.Request, open.Chain, ours, cancel));
            checkpoints.Pass(Checkpoints.DeletionDecided);
            await deletions.SendAsync(pass, decision!, slice, cancel);
        }

        return doomed.Count == 0 && !slice.IsThrottled;
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

    // Only what may change is watched: the daily pass reads all chains of a fleet.
    private async Task<List<Guid>> OursAsync(LanePass pass, DoomedChain open, List<Guid> doomed, CancellationToken cancel)
    {
        var points = await pass.Db.RestorePoints.Where(point => doomed.Contains(point.Id)).OrderBy(point => point.CreatedAt)
            .ToListAsync(cancel);
        var spared = await lastLook.TakeAsync(pass, open.Request, open.FileSystem, open.Listed, points, cancel);
        return [.. doomed.Where(id => !spared.Contains(id))];
    }
}
