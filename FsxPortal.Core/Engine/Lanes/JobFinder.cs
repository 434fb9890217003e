using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Looks among the jobs of AWS for one that an intent of ours has started although its answer was lost.</summary>
/// <remarks>Others may have backups made of the same file system into the same vault:
/// only the tags of what a job makes tell whose it is.</remarks>
public sealed class JobFinder(VaultGateway vaults)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    // A new job may not be listed yet.
    private static readonly TimeSpan ListingLag = TimeSpan.FromMinutes(5);

    // By then each job that could be ours has shown its recovery point, or never will.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>The job that makes the backup of a task, known by the tags of its
    /// recovery point; none if none is known to be ours.</summary>
    public async Task<string?> FindAsync(LanePass pass, WorkItem task, CancellationToken cancel)
    {
        var wanted = PointTags.Read(PointTags.Of(pass.Sessions[task.SessionId], task))!.Value.Claim;
        var candidates = await CandidatesAsync(pass, task, task.Backup, cancel);
        var details = await DetailsAsync(pass, candidates, cancel);
        return candidates.Find(job =>
            job.RecoveryPointArn is { } arn && details.TryGetValue(arn, out var known) && PointTags.Read(known.Tags)?.Claim == wanted)?.Id;
    }

    /// <summary>Whether AWS may run the job already, although nobody knows of it: then no other is started.</summary>
    public async Task<bool> MayRunAsync(LanePass pass, WorkItem task, AwsJobRun run, CancellationToken cancel)
    {
        var age = pass.Now - run.IntentAt!.Value;
        if (age < ListingLag || age > Patience)
        {
            return age < ListingLag;
        }

        var candidates = (await CandidatesAsync(pass, task, run, cancel)).Where(job => !job.HasFailed).ToList();
        var details = run.Kind == JobKind.Backup ? await DetailsAsync(pass, candidates, cancel) : new Dictionary<string, PointDetails>();

        // Whose backup it is that has shown its tags is known: FindAsync has looked at it.
        return candidates.Exists(job => job.RecoveryPointArn is not { } arn || !details.ContainsKey(arn));
    }

    private async Task<IReadOnlyDictionary<string, PointDetails>> DetailsAsync(LanePass pass, List<AwsJob> jobs, CancellationToken cancel)
    {
        try
        {
            return await vaults.FindDetailsAsync(
                pass.Account, pass.Region, [.. jobs.Select(job => job.RecoveryPointArn).OfType<string>()], cancel);
        }
        catch (AwsFault fault) when (fault.Kind is FaultKind.Denied or FaultKind.Refused)
        {
            return new Dictionary<string, PointDetails>();
        }
    }

    // Jobs that could be what was asked for, and that no task is known to have.
    private static async Task<List<AwsJob>> CandidatesAsync(LanePass pass, WorkItem task, AwsJobRun run, CancellationToken cancel)
    {
        var found = new List<AwsJob>();
        foreach (
            var job in pass.Seen.Jobs.Values.Where(job =>
                job.VaultArn == run.VaultArn && job.CreatedAt >= run.IntentAt - Margin && (run.Kind == JobKind.Backup
            ? job.SourceRecoveryPointArn is null && job.ResourceArn == task.ResourceArn
            : job.SourceRecoveryPointArn == task.Backup.RecoveryPointArn)))
        {
            var tried = pass.Tasks.SelectMany(known => known.Runs).SelectMany(known => known.Attempts)
                .Any(attempt => attempt.JobId == job.Id);
            if (!tried && !await pass.Db.Runs.AnyAsync(known => known.JobId == job.Id, cancel))
            {
                found.Add(job);
            }
        }

        return found;
    }
}
