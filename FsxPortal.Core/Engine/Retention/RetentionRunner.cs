using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine;

/// <summary>Has chains judged and deletes what no reason keeps, in the lane of their vault.</summary>
public sealed class RetentionRunner(VaultGateway vaults, LastLook lastLook, DeletionFollower deletions, Checkpoints checkpoints, ILogger<RetentionRunner> log)
{
    // What is over is over by AWS's clock too, to a minute.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    /// <summary>Works off the lane's requests and follows its deletions.</summary>
    /// <returns>When the youngest deletion that is still to be confirmed was decided; none if there is none.</returns>
    public async Task<DateTimeOffset?> RunAsync(LanePass pass, string lane, CancellationToken cancel)
    {
        var requests = await pass.Db.RetentionRequests.Where(request => request.Lane == lane && request.DoneAt == null)
            .OrderBy(request => request.Id).ToListAsync(cancel);
        foreach (var request in requests)
        {
            using var work = PortalTrace.Begin(log, "Judge", request.SessionId, request.TaskId);
            await JudgeAsync(pass, request, cancel);
        }

        return await deletions.FollowAsync(pass, cancel);
    }

    private async Task JudgeAsync(LanePass pass, RetentionRequest request, CancellationToken cancel)
    {
        var points = await pass.Db.RestorePoints.AsNoTracking()
            .Where(point => point.FileSystemId == request.FileSystemId && point.Kind == request.Kind && point.VaultArn == request.VaultArn
                && point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .OrderBy(point => point.CreatedAt).ToListAsync(cancel);
        var chain = new Chain(request.FileSystemId, request.Kind, request.VaultArn, points);
        var circumstances = await ChainCircumstances.ReadAsync(pass.Db, chain, request.TaskId, cancel);
        var verdicts = RetentionPlanner.Plan(chain, circumstances, pass.Now);
        LogPending(pass, request, verdicts.Count(verdict => verdict.Reasons.Any(reason => reason.Kind == KeepKind.ApprovalPending)));
        var doomed = await TrackAsync(pass.Db, [.. verdicts.Where(verdict => !verdict.IsKept)], cancel);
        var problem = doomed.Count == 0 ? null : await DoubtOrDenialAsync(pass, request, chain, doomed, cancel);
        if (problem is null)
        {
            Decide(pass, request, doomed);
        }
        else
        {
            pass.Log(request.SessionId, request.TaskId, LogLevel.Warning, $"{NameOf(pass, request)}: nothing was deleted. {problem}");
        }

        request.Complete(pass.Now, problem);
        if (request.TaskId is { } taskId)
        {
            pass.Seen.OpenRetention[taskId] = pass.Seen.OpenRetention.GetValueOrDefault(taskId) - 1;

            // The task may wait in another lane, that of its file system.
            pass.Wake(await pass.Db.Tasks.Where(task => task.Id == taskId).Select(task => task.Lane).SingleAsync(cancel));
        }

        await pass.SaveAsync(cancel);
        if (problem is null && doomed.Count > 0)
        {
            checkpoints.Pass(Checkpoints.DeletionDecided);
            await deletions.SendAsync(pass, [.. doomed.Select(verdict => verdict.Point)], cancel);
        }
    }

    private static void LogPending(LanePass pass, RetentionRequest request, int pending)
    {
        if (pending > 0)
        {
            pass.Log(request.SessionId, request.TaskId, LogLevel.Warning,
                $"{NameOf(pass, request)}: the edited policy would delete {pending} restore points at once. Approve the deletions in the list of policies, or edit the policy again.");
        }
    }

    // Only what changes is watched: the daily pass reads all chains of a fleet.
    private static async Task<List<Verdict>> TrackAsync(PortalDb db, List<Verdict> doomed, CancellationToken cancel)
    {
        if (doomed.Count == 0)
        {
            return doomed;
        }

        var ids = doomed.ConvertAll(verdict => verdict.Point.Id);
        var points = await db.RestorePoints.Where(point => ids.Contains(point.Id)).ToDictionaryAsync(point => point.Id, cancel);
        return doomed.ConvertAll(verdict => verdict with { Point = points[verdict.Point.Id] });
    }

    private static void Decide(LanePass pass, RetentionRequest request, List<Verdict> doomed)
    {
        foreach (var verdict in doomed)
        {
            verdict.Point.DecideDeletion(verdict.DeletedBecause, pass.Now);
            pass.ChainChanged(request.FileSystemId);
            pass.Log(request.SessionId, request.TaskId, LogLevel.Information,
                $"{NameOf(pass, request)}: deleting the {Noun(request.Kind)} of {verdict.Point.Moment:yyyy-MM-dd HH:mm} UTC in {verdict.Point.Region} ({verdict.DeletedBecause}).");
        }
    }

    // What AWS will not show is not deleted; a list that could not be read to its end is read again by the next pass.
    private async Task<string?> DoubtOrDenialAsync(LanePass pass, RetentionRequest request, Chain chain, List<Verdict> doomed, CancellationToken cancel)
    {
        try
        {
            return await DoubtAsync(pass, request, chain, doomed, cancel);
        }
        catch (AwsFault fault) when (fault.Kind is FaultKind.Denied or FaultKind.NotFound or FaultKind.Refused)
        {
            return fault.Message;
        }
    }

    /// <summary>Whether AWS agrees with what the database believes; only then may anything be deleted. What is not ours is taken off the list.</summary>
    /// <returns>The doubt in words; none if there is none.</returns>
    private async Task<string?> DoubtAsync(LanePass pass, RetentionRequest request, Chain chain, List<Verdict> doomed, CancellationToken cancel)
    {
        var fileSystem = await pass.Db.FileSystems.AsNoTracking().SingleAsync(row => row.Id == chain.FileSystemId, cancel);
        var listed = (await vaults.ReadPointsAsync(pass.Account, Arn.Parse(chain.VaultArn), fileSystem.Arn, null, cancel))
            .DistinctBy(point => point.Arn).ToDictionary(point => point.Arn);
        var ahead = vaults.ClockAhead(pass.Account, pass.Region);
        if (ahead.Duration() > MostSkew)
        {
            return $"The clock of this machine is {ahead.Duration().TotalMinutes:0.#} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of AWS. Set it right.";
        }

        if (chain.Points.FirstOrDefault(point => point.State == RestorePointState.Available && !listed.ContainsKey(point.Arn) && !(point.DeleteAt <= pass.Now)) is { } missing)
        {
            return $"AWS did not list the restore point of {missing.Moment:yyyy-MM-dd HH:mm} UTC. Synchronise the vaults to see what is there.";
        }

        var spared = await lastLook.TakeAsync(pass, request, fileSystem, listed, [.. doomed.Select(verdict => verdict.Point)], cancel);
        doomed.RemoveAll(verdict => spared.Contains(verdict.Point.Id));
        return null;
    }

    private static string NameOf(LanePass pass, RetentionRequest request) => pass.Names.GetValueOrDefault(request.FileSystemId, "File system");

    private static string Noun(RestorePointKind kind) => kind == RestorePointKind.Copy ? "copy" : "backup";
}
