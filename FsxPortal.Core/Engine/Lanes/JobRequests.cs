using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Says what AWS is asked for, to the letter, before it is asked.</summary>
internal static class JobRequests
{
    // A copy inherits the lifecycle of its source unless told otherwise; this is the most that AWS accepts, used as "never".
    private const long ForEver = 36500;

    /// <summary>The requests of jobs that are about to be asked for, or why a job cannot be.</summary>
    /// <returns>For each run, by id, its request or the refusal.</returns>
    public static async Task<IReadOnlyDictionary<Guid, (JobRequest? Request, string? Refusal)>> ComposeAsync(
        LanePass pass, IReadOnlyCollection<(WorkItem Item, AwsJobRun Run)> starts, JobTerms terms, CancellationToken cancel)
    {
        var ids = starts.Where(start => start.Run.Kind == JobKind.Backup).Select(start => start.Item.FileSystemId).Distinct().ToList();
        var facts = ids.Count == 0 ? [] : await pass.Db.FileSystems.AsNoTracking().Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Facts }).ToDictionaryAsync(row => row.Id, row => row.Facts, cancel);
        return starts.ToDictionary(start => start.Run.Id, start => start.Run.Kind == JobKind.Copy
            ? (OfCopy(pass, start.Item, start.Run) with { RoleArn = terms.RoleArn }, null)
            : OfBackup(pass, start.Item, start.Run, facts[start.Item.FileSystemId], terms));
    }

    private static (JobRequest? Request, string? Refusal) OfBackup(
        LanePass pass, WorkItem item, AwsJobRun run, FileSystemFacts facts, JobTerms terms)
    {
        var session = pass.Sessions[item.SessionId];
        var fit = TagBudget.Fit(facts.Tags, PointTags.Of(session, item), session.Order!.Tags);
        if (fit.Refusal is not null)
        {
            return (null, fit.Refusal);
        }

        if (fit.LeftOut.Count > 0)
        {
            pass.Log(
                item, LogLevel.Warning,
                $"No room for the tags {string.Join(", ", fit.LeftOut)}: AWS allows {TagBudget.Most} and adds {facts.Tags.Count} of the "
                    + $"file system.");
        }

        return (new JobRequest
        {
            SourceArn = item.ResourceArn,
            Tags = fit.Tags,
            DeleteAfterDays = DaysOf(pass, item, run, pass.Now),
            RoleArn = terms.RoleArn,
            StartMinutes = terms.StartMinutes,
            CompleteMinutes = terms.CompleteMinutes,
        }, null);
    }

    // All copies of a backup carry the tags of their backup. AWS counts the days of a copy from the creation of its source.
    private static JobRequest OfCopy(LanePass pass, WorkItem item, AwsJobRun run) => new()
    {
        SourceArn = item.Backup.RecoveryPointArn!,
        SourceVaultArn = item.Backup.VaultArn,
        DeleteAfterDays = DaysOf(pass, item, run, item.Backup.IntentAt ?? pass.Now)
            ?? (pass.Locks.ContainsKey(item.Backup.VaultArn) ? ForEver : null),
    };

    // AWS deletes by itself in vaults under Vault Lock only, where the portal cannot; elsewhere the portal deletes.
    private static long? DaysOf(LanePass pass, WorkItem item, AwsJobRun run, DateTimeOffset since)
    {
        var session = pass.Sessions[item.SessionId];
        var ends = session.Order!.RulesOf(run.Kind).EndsFor(item.FlagsOf(session.Order, run.Kind), session.Slot);
        return pass.Locks.GetValueOrDefault(run.VaultArn)?.DaysFor(ends.Select(end => end.Until), since);
    }
}
