using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Carries out what was decided of a work item, as far as AWS need not be asked, and tells the log.</summary>
public sealed class TaskActions(Checkpoints checkpoints)
{
    /// <summary>Applies one action to its item.</summary>
    /// <returns>Whether there may be more to decide at once.</returns>
    public async Task<bool> ApplyAsync(LanePass pass, WorkItem item, TaskAction action, CancellationToken cancel)
    {
        if (action is RecordRun record)
        {
            return await RecordAsync(pass, item, record, cancel);
        }

        if (action is Retain)
        {
            RequestRetention(pass, item);
        }

        var mayGoOn = item.Apply(action, pass.Now);
        Tell(pass, item, action);
        return mayGoOn;
    }

    private async Task<bool> RecordAsync(LanePass pass, WorkItem item, RecordRun record, CancellationToken cancel)
    {
        if (record.Run.Kind == JobKind.Backup)
        {
            checkpoints.Pass(Checkpoints.PointSeen);
        }

        if (record.TagsLeft is { } why)
        {
            pass.Log(
                item, LogLevel.Warning, "The backup keeps the tags of the file system, because AWS took none off for "
                    + $"{BackupPlan.TagPatience.TotalMinutes:0} minutes: {why}");
        }

        var point = await ChainRecorder.RecordAsync(pass, item, record.Run, record.Point, cancel);
        if (record.Point.SpoiltBecause is { } because)
        {
            // It is known and judged like any other, but the run has brought nothing.
            var seen = pass.Seen.Of(item, pass.Sessions[item.SessionId], pass.Now);
            return await ApplyAsync(pass, item, BackupPlan.DecideRetry(record.Run, because, seen), cancel);
        }

        var what = record.Run.Kind == JobKind.Copy ? $"Copy to {point.Region}" : "Backup";
        pass.Log(item, LogLevel.Success, $"{what} complete ({Kind(point)}, {SizeOf(point)}).");
        return item.Apply(new RecordedRun(record.Run, point.Id, point.SizeBytes), pass.Now);
    }

    private void RequestRetention(LanePass pass, WorkItem item)
    {
        var chains = item.Runs.Where(run => run.State == TaskState.Succeeded).ToList();
        foreach (var run in chains)
        {
            var request = new RetentionRequest(
                pass.NewId(), item.SessionId, item.Id, new ChainKey(item.FileSystemId, run.Makes, run.VaultArn), pass.Now);
            pass.Db.RetentionRequests.Add(request);
            pass.Wake(request.Lane);
        }

        pass.Seen.OpenRetention[item.Id] = chains.Count;
        checkpoints.Pass(Checkpoints.RetentionRequested);
    }

    private static void Tell(LanePass pass, WorkItem item, TaskAction action)
    {
        switch (action)
        {
            case AwaitRun done when !string.IsNullOrWhiteSpace(done.Job.Message):
                // AWS calls this "completed with issues": the recovery point is good, but something was left out.
                pass.Log(item, LogLevel.Warning, $"{done.Run.Kind} completed with a message of AWS: {done.Job.Message}");
                break;
            case RetryRun retry:
                pass.Log(
                    item, LogLevel.Warning,
                    $"{Subject(retry.Run)}{retry.Run.Reason} Trying again in {JobMachine.RetryPause.TotalSeconds:0} seconds.");
                break;
            case EndRun end:
                pass.Log(
                    item, end.State == TaskState.Failed ? LogLevel.Error
                        : LogLevel.Warning, $"Copy to {end.Run.Region} {Word(end.State)}: {end.Reason}");
                break;
            case Finish { State: TaskState.Failed } failed:
                pass.Log(item, LogLevel.Error, $"Failed: {failed.Reason}");
                break;
            case Finish { State: TaskState.Warning or TaskState.Canceled } finish:
                pass.Log(item, LogLevel.Warning, $"{finish.State}: {finish.Reason}");
                break;
            case Finish { State: TaskState.Succeeded }:
                pass.Log(item, LogLevel.Success, "Done.");
                break;
        }
    }

    private static string Subject(AwsJobRun run) => run.Kind == JobKind.Copy ? $"Copy to {run.Region}: " : "";

    private static string Word(TaskState state) => state == TaskState.Failed ? "failed" : "canceled";

    private static string Kind(RestorePoint point) => point.Incremental == true ? "incremental" : "full";

    private static string SizeOf(RestorePoint point) =>
        point.SizeBytes is { } bytes ? $"{bytes / (1024.0 * 1024 * 1024):0.#} GiB" : "size unknown";
}
