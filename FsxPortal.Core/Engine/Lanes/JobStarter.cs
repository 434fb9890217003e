using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Telemetry;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Asks AWS for jobs: the intent and the whole request are on disk before the call, the answer after it.</summary>
public sealed class JobStarter(JobGateway jobs, JobFinder finder, TaskActions actions, Checkpoints checkpoints, ILogger<JobStarter> log)
{
    /// <summary>How many intents are saved at once: what a crash leaves open has to be looked for again.</summary>
    public const int Batch = 25;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMinutes(2);

    /// <summary>Starts jobs of one kind.</summary>
    /// <exception cref="AwsFault">AWS can't be reached, or takes no signature: the intents
    /// stand and are resolved by the next pass.</exception>
    public async Task StartAsync(LanePass pass, IReadOnlyList<(WorkItem Item, AwsJobRun Run)> starts, CancellationToken cancel)
    {
        // Where nobody has looked what the first call has started, it is not repeated.
        foreach (var batch in starts.Where(start => start.Run.IntentAt is null || pass.Seen.LookedFor.Contains(start.Run.Id))
            .Chunk(Batch))
        {
            var isBackup = batch[0].Run.Kind == JobKind.Backup;
            var repeats = batch.Where(start => start.Run.IntentAt is not null).Select(start => start.Run.Id).ToHashSet();
            var calls = await IntendAsync(pass, batch, cancel);
            await pass.SaveAsync(cancel);
            checkpoints.Pass(isBackup ? Checkpoints.BackupIntended : Checkpoints.CopyIntended);
            try
            {
                foreach (var call in calls)
                {
                    await CallAsync(pass, call, repeats.Contains(call.Run.Id), cancel);
                }
            }
            finally
            {
                // What AWS has answered is worth keeping even if the next call fails.
                await pass.SaveAsync(CancellationToken.None);
            }

            checkpoints.Pass(isBackup ? Checkpoints.BackupAccepted : Checkpoints.CopyAccepted);
        }
    }

    // What an earlier version intended has no request on disk.
    private async Task<List<Call>> IntendAsync(
        LanePass pass, IReadOnlyList<(WorkItem Item, AwsJobRun Run)> batch, CancellationToken cancel)
    {
        var composed = await JobRequests.ComposeAsync(
            pass, [.. batch.Where(start => start.Run.Request is null)], jobs.TermsOf(pass.Account), cancel);
        var calls = new List<Call>();
        foreach (var (item, run) in batch)
        {
            var (request, refusal) = run.Request is { } known ? (known, null) : composed[run.Id];
            if (run.IntentAt is null)
            {
                item.Apply(new IntendRun(run, request), pass.Now);
            }

            calls.Add(new Call(item, run, request, refusal));
        }

        return calls;
    }

    private async Task CallAsync(LanePass pass, Call call, bool repeat, CancellationToken cancel)
    {
        using var work = PortalTrace.Begin(log, $"Start{call.Run.Kind}", call.Item.SessionId, call.Item.Id);
        try
        {
            pass.DemandLease();
            await AskAsync(pass, call, repeat, cancel);
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.Busy && !repeat && !fault.MayHaveActed
            && !JobDeadlines.IsRefusedForLong(call.Item, call.Run, pass.Now))
        {
            log.LogInformation("{Kind} is put off: {Reason}", call.Run.Kind, fault.Message);
            call.Item.Apply(new WithdrawRun(call.Run, fault.Message, pass.Now + BusyPause), pass.Now);
        }
        catch (AwsFault fault) when (fault.Kind != FaultKind.Unreachable
            && (fault.Kind != FaultKind.Stale || JobDeadlines.IsRefusedForLong(call.Item, call.Run, pass.Now)))
        {
            if ((repeat || fault.MayHaveActed)
                && (fault.Kind == FaultKind.Busy || await finder.MayRunAsync(pass, call.Item, call.Run, cancel)))
            {
                // An answer was lost, so AWS may run the job already: the intent stands until the job is found, or surely is not there.
                log.LogInformation("{Kind} is asked for again: {Reason}", call.Run.Kind, fault.Message);
                call.Item.Apply(new Wait(fault.Message), pass.Now);
                return;
            }

            log.LogWarning("{Kind} failed: {Reason}", call.Run.Kind, fault.Message);
            var seen = pass.Seen.Of(call.Item, pass.Sessions[call.Item.SessionId], pass.Now);
            await actions.ApplyAsync(pass, call.Item, BackupPlan.DecideRetry(call.Run, fault.Message, seen), cancel);
        }
    }

    private async Task AskAsync(LanePass pass, Call call, bool repeat, CancellationToken cancel)
    {
        var ((item, run), request) = ((call.Item, call.Run), call.DemandRequest());
        var role = request.RoleArn ?? jobs.TermsOf(pass.Account).RoleArn;

        // AWS does not say for how long it remembers tokens: a job that is there already is looked for first.
        var found = repeat ? await finder.FindAsync(pass, item, run, role, cancel) : null;
        var jobId = found ?? await StartAsync(pass, run, request, cancel);
        checkpoints.Pass(run.Kind == JobKind.Copy ? Checkpoints.CopyCalled : Checkpoints.BackupCalled);
        item.Apply(new AcceptRun(run, jobId), pass.Now);
        log.LogInformation("AWS runs the {Kind} job {JobId}", run.Kind == JobKind.Copy ? "copy" : "backup", jobId);
        var what = run.Kind == JobKind.Copy ? $"Copy to {run.Region}" : "Backup";
        pass.Log(
            item, LogLevel.Information,
            repeat ? $"{what} started before the portal was interrupted; following it." : $"{what} started.");
    }

    private Task<string> StartAsync(LanePass pass, AwsJobRun run, JobRequest request, CancellationToken cancel) =>
        run.Kind == JobKind.Copy ? jobs.StartCopyAsync(pass.Account, pass.Region, CopyOf(run, request), cancel)
            : jobs.StartBackupAsync(pass.Account, pass.Region, OrderOf(run, request), cancel);

    private static BackupOrder OrderOf(AwsJobRun run, JobRequest request) => new(
        request.SourceArn, VaultGateway.NameOf(Arn.Parse(run.VaultArn)), run.Token, request.Tags, request.DeleteAfterDays,
        TermsOf(request));

    private static JobTerms? TermsOf(JobRequest request) =>
        request.RoleArn is { } role ? new JobTerms(role, request.StartMinutes ?? 0, request.CompleteMinutes ?? 0) : null;

    private static CopyOrder CopyOf(AwsJobRun run, JobRequest request) => new(
        request.SourceArn, VaultGateway.NameOf(Arn.Parse(request.SourceVaultArn!)), run.VaultArn, run.Token, request.DeleteAfterDays,
        TermsOf(request));

    private sealed record Call(WorkItem Item, AwsJobRun Run, JobRequest? Request, string? Refusal)
    {
        /// <exception cref="AwsFault">The job cannot be asked for.</exception>
        public JobRequest DemandRequest() => Request ?? throw new AwsFault(FaultKind.Refused, Refusal!, null);
    }
}
