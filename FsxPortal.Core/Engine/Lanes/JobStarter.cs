using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Asks AWS for backups and copies: the intent is on disk before the call, the answer after it.</summary>
public sealed class JobStarter(JobGateway jobs, JobFinder finder, TaskActions actions, Checkpoints checkpoints, ILogger<JobStarter> log)
{
    /// <summary>How many intents are saved at once: what a crash leaves open has to be looked for again.</summary>
    public const int Batch = 25;

    // The most days AWS knows; it has no word for never where the source ends.
    private const long ForEver = 36500;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMinutes(2);

    /// <summary>Starts everything the machine asked for.</summary>
    /// <exception cref="AwsFault">AWS can't be reached: the intents stand and are resolved by the next pass.</exception>
    public async Task StartAsync(LanePass pass, IReadOnlyList<(BackupTask Task, TaskAction Action)> starts, CancellationToken cancel)
    {
        foreach (var batch in starts.Chunk(Batch))
        {
            var repeats = batch.Where(start => IntentOf(start) is not null).ToHashSet();
            foreach (var start in batch.Except(repeats))
            {
                Intend(pass, start);
            }

            await pass.SaveAsync(cancel);
            checkpoints.Pass(batch[0].Action is StartBackup ? Checkpoints.BackupIntended : Checkpoints.CopyIntended);
            try
            {
                foreach (var start in batch)
                {
                    await CallAsync(pass, start, repeats.Contains(start), cancel);
                }
            }
            finally
            {
                // What AWS has answered is worth keeping even if the next call fails.
                await pass.SaveAsync(CancellationToken.None);
            }

            checkpoints.Pass(batch[0].Action is StartBackup ? Checkpoints.BackupAccepted : Checkpoints.CopyAccepted);
        }
    }

    private static DateTimeOffset? IntentOf((BackupTask Task, TaskAction Action) start) =>
        start.Action is StartCopy copy ? copy.Copy.IntentAt : start.Task.IntentAt;

    private static void Intend(LanePass pass, (BackupTask Task, TaskAction Action) start)
    {
        if (start.Action is StartCopy copy)
        {
            copy.Copy.Intend(pass.Now);
            start.Task.Wait(null);
            start.Task.Touch();
        }
        else
        {
            start.Task.Intend(pass.Now);
        }
    }

    private async Task CallAsync(LanePass pass, (BackupTask Task, TaskAction Action) start, bool repeat, CancellationToken cancel)
    {
        using var work = PortalTrace.Begin(log, start.Action.GetType().Name, start.Task.SessionId, start.Task.Id);
        try
        {
            pass.DemandLease();
            if (start.Action is StartCopy copy)
            {
                await CopyAsync(pass, start.Task, copy.Copy, cancel);
            }
            else
            {
                await BackUpAsync(pass, start.Task, repeat, cancel);
            }
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.Busy && !repeat && !fault.MayHaveActed)
        {
            log.LogInformation("{Action} is put off: {Reason}", start.Action.GetType().Name, fault.Message);
            Withdraw(pass, start, fault.Message);
        }
        catch (AwsFault fault) when (fault.Kind != FaultKind.Unreachable)
        {
            if ((repeat || fault.MayHaveActed) && (fault.Kind == FaultKind.Busy || await finder.MayRunAsync(pass, start.Task, CopyOf(start), cancel)))
            {
                // An answer was lost, so AWS may run the job already: the intent stands until the job is found, or surely is not there.
                log.LogInformation("{Action} is asked for again: {Reason}", start.Action.GetType().Name, fault.Message);
                start.Task.Wait(fault.Message);
                return;
            }

            log.LogWarning("{Action} failed: {Reason}", start.Action.GetType().Name, fault.Message);
            await actions.ApplyAsync(pass, start.Task, Failure(pass, start, fault.Message), cancel);
        }
    }

    private async Task BackUpAsync(LanePass pass, BackupTask task, bool repeat, CancellationToken cancel)
    {
        // AWS does not say for how long it remembers tokens: a job that is there already is looked for first.
        var found = repeat ? await finder.FindAsync(pass, task, cancel) : null;
        var jobId = found ?? await jobs.StartBackupAsync(pass.Account, pass.Region, await OrderAsync(pass, task, cancel), cancel);
        checkpoints.Pass(Checkpoints.BackupCalled);
        task.Follow(jobId);
        log.LogInformation("AWS runs the backup job {JobId}", jobId);
        pass.Log(task, LogLevel.Information, repeat ? "Backup started before the portal was interrupted; following it." : "Backup started.");
    }

    // All copies of a backup carry the same tags: whose job it is the token alone tells.
    private async Task CopyAsync(LanePass pass, BackupTask task, TaskCopy copy, CancellationToken cancel)
    {
        var jobId = await jobs.StartCopyAsync(pass.Account, pass.Region,
            new CopyOrder(task.RecoveryPointArn!, VaultGateway.NameOf(Arn.Parse(task.VaultArn)), copy.VaultArn, copy.Token, DaysOf(pass, task, copy)), cancel);
        checkpoints.Pass(Checkpoints.CopyCalled);
        copy.Follow(jobId);
        log.LogInformation("AWS runs the copy job {JobId}", jobId);
        task.Touch();
        pass.Log(task, LogLevel.Information, $"Copy to {copy.Region} started.");
    }

    private static async Task<BackupOrder> OrderAsync(LanePass pass, BackupTask task, CancellationToken cancel)
    {
        var session = pass.Sessions[task.SessionId];
        var facts = await pass.Db.FileSystems.AsNoTracking().Where(fileSystem => fileSystem.Id == task.FileSystemId).Select(fileSystem => fileSystem.Facts).SingleAsync(cancel);
        var fit = TagBudget.Fit(facts.Tags, PointTags.Of(session, task), session.Order!.Tags);
        if (fit.Refusal is { } refusal)
        {
            throw new AwsFault(FaultKind.Refused, refusal, null);
        }

        if (fit.LeftOut.Count > 0)
        {
            pass.Log(task, LogLevel.Warning, $"No room for the tags {string.Join(", ", fit.LeftOut)}: AWS allows {TagBudget.Most} and adds {facts.Tags.Count} of the file system.");
        }

        return new BackupOrder(task.ResourceArn, VaultGateway.NameOf(Arn.Parse(task.VaultArn)), task.Token, fit.Tags, DaysOf(pass, task));
    }

    // Only a locked vault has to know: elsewhere retention deletes, and nothing else does.
    private static long? DaysOf(LanePass pass, BackupTask task)
    {
        var session = pass.Sessions[task.SessionId];
        return pass.Locks.GetValueOrDefault(task.VaultArn)?.DaysFor(
            session.Order!.BackupRules.EndsFor(task.FlagsOf(session.Order), session.Slot).Select(end => end.Until), task.IntentAt!.Value);
    }

    // A copy that is not told otherwise ends with its source. AWS counts its days from the creation of the source.
    private static long? DaysOf(LanePass pass, BackupTask task, TaskCopy copy)
    {
        var session = pass.Sessions[task.SessionId];
        var days = pass.Locks.GetValueOrDefault(copy.VaultArn)?.DaysFor(
            session.Order!.CopyRules.EndsFor(task.CopyFlagsOf(session.Order), session.Slot).Select(end => end.Until), task.IntentAt!.Value);
        return days ?? (pass.Locks.ContainsKey(task.VaultArn) ? ForEver : null);
    }

    private static TaskCopy? CopyOf((BackupTask Task, TaskAction Action) start) => (start.Action as StartCopy)?.Copy;

    private static void Withdraw(LanePass pass, (BackupTask Task, TaskAction Action) start, string reason)
    {
        if (start.Action is StartCopy copy)
        {
            copy.Copy.Withdraw(reason, pass.Now + BusyPause);
            start.Task.Wait(reason);
            start.Task.Touch();
        }
        else
        {
            start.Task.Withdraw(reason, pass.Now + BusyPause);
        }
    }

    private static TaskAction Failure(LanePass pass, (BackupTask Task, TaskAction Action) start, string reason)
    {
        var sighting = pass.Seen.Of(start.Task, pass.Sessions[start.Task.SessionId], pass.Now);
        return start.Action is StartCopy copy
            ? TaskMachine.DecideCopyRetry(copy.Copy, reason, sighting)
            : TaskMachine.DecideRetry(start.Task, reason, sighting);
    }
}
