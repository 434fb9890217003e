using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Looks among the jobs of AWS for one that an intent of ours has started although its answer was lost.</summary>
/// <remarks>
/// Others may have backups made of the same file system into the same vault: only the tags of what a job makes tell whose it is. All copies
/// of a backup carry the same tags, but what they are made of is new: a copy is ours that began after the intent, into its vault and in the
/// name of its role. Should somebody else have asked for the very same in that time, one copy serves both.
/// </remarks>
public sealed class JobFinder(VaultGateway vaults)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    // A new job may not be listed yet.
    private static readonly TimeSpan ListingLag = TimeSpan.FromMinutes(5);

    // By then each job that could be ours has shown its recovery point, or never will.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    // So many of the newest that nobody knows are looked at; one in the wrong place makes no difference, its tags tell.
    private const int MostLookedAt = 50;

    /// <summary>The job that an intent has started; none if none is known to be ours.</summary>
    /// <param name="pass">The pass, which has looked through the jobs.</param>
    /// <param name="task">The task.</param>
    /// <param name="run">Its run.</param>
    /// <param name="roleArn">In whose name AWS was asked for it.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<string?> FindAsync(LanePass pass, WorkItem task, AwsJobRun run, string roleArn, CancellationToken cancel) =>
        run.Kind == JobKind.Copy ? FindCopyAsync(pass, task, run, roleArn, cancel) : FindBackupAsync(pass, task, cancel);

    // A copy that has failed made nothing: asking again, which may give the same, does no harm.
    private async Task<string?> FindCopyAsync(LanePass pass, WorkItem task, AwsJobRun run, string roleArn, CancellationToken cancel) =>
        (await CandidatesAsync(pass, task, run, cancel))
            .Where(job => job is { HasFailed: false, Plan: null } && job.RoleArn == roleArn && job.CreatedAt >= Since(pass, run))
            .MinBy(job => job.CreatedAt)?.Id;

    private async Task<string?> FindBackupAsync(LanePass pass, WorkItem task, CancellationToken cancel)
    {
        var wanted = PointTags.Read(PointTags.Of(pass.Sessions[task.SessionId], task))!.Value.Claim;
        var candidates = await CandidatesAsync(pass, task, task.Backup, cancel);
        var details = await DetailsAsync(pass, candidates, cancel);
        return candidates.Find(job =>
            job.RecoveryPointArn is { } arn && details.TryGetValue(arn, out var known) && PointTags.Read(known.Tags)?.Claim == wanted)?.Id;
    }

    /// <summary>Whether AWS may run the job already, although nobody knows of it: then no other is started.</summary>
    /// <remarks>
    /// A copy has a source that nobody knew before, so each unknown copy of it may be the one. Of backups that have ended those are left
    /// out that began before the intent, as far as the clocks are known to agree; one that has not ended counts whatever its date.
    /// </remarks>
    public async Task<bool> MayRunAsync(LanePass pass, WorkItem task, AwsJobRun run, CancellationToken cancel)
    {
        var age = pass.Now - run.IntentAt!.Value;
        if (age < ListingLag || age > Patience)
        {
            return age < ListingLag;
        }

        if (!pass.Seen.LookedFor.Contains(run.Id))
        {
            return true;
        }

        var since = Since(pass, run);
        var candidates = (await CandidatesAsync(pass, task, run, cancel))
            .Where(job => !job.HasFailed && (run.Kind == JobKind.Copy || job.State != AwsJobState.Completed || job.CreatedAt >= since))
            .ToList();
        var details = run.Kind == JobKind.Backup ? await DetailsAsync(pass, candidates, cancel) : new Dictionary<string, PointDetails>();

        // Whose backup it is that has shown its tags is known: FindAsync has looked at it.
        return candidates.Exists(job => job.RecoveryPointArn is not { } arn || !details.ContainsKey(arn));
    }

    // As far as the clocks are known to agree.
    private DateTimeOffset Since(LanePass pass, AwsJobRun run) =>
        run.IntentAt!.Value - Margin - vaults.ClockAhead(pass.Account, pass.Region).Duration();

    private async Task<IReadOnlyDictionary<string, PointDetails>> DetailsAsync(LanePass pass, List<AwsJob> jobs, CancellationToken cancel)
    {
        try
        {
            return await vaults.FindDetailsAsync(
                pass.Account, pass.Region, [.. jobs.Select(job => job.RecoveryPointArn).OfType<string>()], cancel);
        }
        catch (AwsFault fault) when (!fault.IsPassing)
        {
            return new Dictionary<string, PointDetails>();
        }
    }

    // Jobs that could be what was asked for, and that no task is known to have.
    private static async Task<List<AwsJob>> CandidatesAsync(LanePass pass, WorkItem task, AwsJobRun run, CancellationToken cancel)
    {
        var tried = pass.Tasks.SelectMany(known => known.Runs).SelectMany(known => known.Attempts).Select(attempt => attempt.JobId)
            .ToHashSet();
        var fitting = pass.Seen.Jobs.Values.Where(job => job.VaultArn == run.VaultArn && !tried.Contains(job.Id)
            && (run.Kind == JobKind.Backup
                ? job.SourceRecoveryPointArn is null && job.ResourceArn == task.ResourceArn
                : job.SourceRecoveryPointArn == task.Backup.RecoveryPointArn)).ToList();
        var ids = fitting.ConvertAll(job => job.Id);
        var known = (await pass.Db.Runs.AsNoTracking().Where(row => ids.Contains(row.JobId!)).Select(row => row.JobId!)
            .ToListAsync(cancel)).ToHashSet();
        return [.. fitting.Where(job => !known.Contains(job.Id)).OrderByDescending(job => job.CreatedAt).Take(MostLookedAt)];
    }
}
