using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Carries out what the task machine decided, as far as AWS need not be asked.</summary>
public sealed class TaskActions(Checkpoints checkpoints)
{
    /// <summary>Applies one action to its task.</summary>
    /// <returns>Whether the machine may have more to decide at once.</returns>
    public async Task<bool> ApplyAsync(LanePass pass, BackupTask task, TaskAction action, CancellationToken cancel)
    {
        switch (action)
        {
            case Wait wait:
                task.Wait(wait.Reason);
                return false;
            case FollowBackup follow:
                task.Advance(follow.Job.Percent, follow.Job.RecoveryPointArn);
                task.Wait(follow.Job.State is AwsJobState.Created or AwsJobState.Pending ? follow.Job.Message ?? "AWS has queued the job." : null);
                return false;
            case HoldCopy hold:
                Hold(task, hold);
                return false;
            case Retain:
                RequestRetention(pass, task);
                return true;
            case Finish finish:
                End(pass, task, finish);
                return false;
            default:
                await MoveAsync(pass, task, action, cancel);
                return true;
        }
    }

    // A task is saved when its version moves: that of a copy's reason does it too, and waiting on does not.
    private static void Hold(BackupTask task, HoldCopy hold)
    {
        if (hold.Copy.Reason != hold.Reason)
        {
            hold.Copy.Wait(hold.Reason);
            task.Touch();
        }

        task.Wait(hold.Reason);
    }

    private async Task MoveAsync(LanePass pass, BackupTask task, TaskAction action, CancellationToken cancel)
    {
        switch (action)
        {
            case AwaitBackup done:
                task.AwaitPoint(done.Job.RecoveryPointArn!);
                LogIssues(pass, task, "Backup", done.Job);
                break;
            case RecordBackup record:
                checkpoints.Pass(Checkpoints.PointSeen);
                var backup = await ChainRecorder.RecordBackupAsync(pass, task, record.Point, cancel);
                pass.Log(task, LogLevel.Success, $"Backup complete ({Kind(backup)}, {SizeOf(backup)}).");
                break;
            case RetryBackup retry:
                task.Retry(retry.Reason, retry.NotBefore);
                pass.Log(task, LogLevel.Warning, $"{task.Reason} Trying again in {TaskMachine.RetryPause.TotalSeconds:0} seconds.");
                break;
            case AwaitCopy copied:
                copied.Copy.AwaitPoint(copied.Job.RecoveryPointArn!);
                task.Touch();
                LogIssues(pass, task, "Copy", copied.Job);
                break;
            case RecordCopy record:
                var copy = await ChainRecorder.RecordCopyAsync(pass, task, record.Copy, record.Point, cancel);
                pass.Log(task, LogLevel.Success, $"Copy to {copy.Region} complete ({Kind(copy)}, {SizeOf(copy)}).");
                break;
            case RetryCopy retry:
                retry.Copy.Retry(retry.Reason, retry.NotBefore);
                task.Touch();
                pass.Log(task, LogLevel.Warning, $"Copy to {retry.Copy.Region}: {retry.Copy.Reason} Trying again in {TaskMachine.RetryPause.TotalSeconds:0} seconds.");
                break;
            case EndCopy end:
                end.Copy.End(end.State, end.Reason, pass.Now);
                task.Touch();
                pass.Log(task, end.State == TaskState.Failed ? LogLevel.Error : LogLevel.Warning, $"Copy to {end.Copy.Region} {Word(end.State)}: {end.Reason}");
                break;
        }
    }

    private void RequestRetention(LanePass pass, BackupTask task)
    {
        var chains = task.Copies.Where(copy => copy.State == TaskState.Succeeded)
            .Select(copy => (RestorePointKind.Copy, copy.VaultArn)).Prepend((RestorePointKind.Backup, task.VaultArn)).ToList();
        foreach (var (kind, vaultArn) in chains)
        {
            var request = new RetentionRequest(pass.NewId(), task.SessionId, task.Id, new ChainKey(task.FileSystemId, kind, vaultArn), pass.Now);
            pass.Db.RetentionRequests.Add(request);
            pass.Wake(request.Lane);
        }

        task.Retain();
        pass.Seen.OpenRetention[task.Id] = chains.Count;
        checkpoints.Pass(Checkpoints.RetentionRequested);
    }

    private static void End(LanePass pass, BackupTask task, Finish finish)
    {
        task.End(finish.State, finish.Reason, pass.Now);
        switch (finish.State)
        {
            case TaskState.Failed:
                pass.Log(task, LogLevel.Error, $"Failed: {finish.Reason}");
                break;
            case TaskState.Warning or TaskState.Canceled:
                pass.Log(task, LogLevel.Warning, $"{finish.State}: {finish.Reason}");
                break;
            case TaskState.Succeeded:
                pass.Log(task, LogLevel.Success, "Done.");
                break;
        }
    }

    // AWS calls this "completed with issues": the recovery point is good, but something was left out.
    private static void LogIssues(LanePass pass, BackupTask task, string what, AwsJob job)
    {
        if (!string.IsNullOrWhiteSpace(job.Message))
        {
            pass.Log(task, LogLevel.Warning, $"{what} completed with a message of AWS: {job.Message}");
        }
    }

    private static string Word(TaskState state) => state == TaskState.Failed ? "failed" : "canceled";

    private static string Kind(RestorePoint point) => point.Incremental == true ? "incremental" : "full";

    private static string SizeOf(RestorePoint point) => point.SizeBytes is { } bytes ? $"{bytes / (1024.0 * 1024 * 1024):0.#} GiB" : "size unknown";
}
