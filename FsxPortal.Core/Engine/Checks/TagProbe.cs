using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Engine.Checks;

/// <summary>What a probe works on.</summary>
/// <param name="Account">The account.</param>
/// <param name="FileSystem">The file system that is backed up once.</param>
/// <param name="Vault">The vault the backup goes to.</param>
/// <param name="CopyVault">The vault it is copied to; none to make no copy.</param>
public sealed record ProbeOrder(AwsAccount Account, FileSystemFacts FileSystem, Arn Vault, Arn? CopyVault);

/// <summary>Makes one backup to learn what AWS's documentation leaves open about tags, and removes everything it has made.</summary>
public sealed class TagProbe(JobGateway jobs, VaultGateway vaults, Clocks clocks, IOptions<EngineOptions> options)
{
    private const string Mark = "fsxportal:probe";
    private const int MostTags = 50;
    private const int MostTries = 5;
    private static readonly TimeSpan LongestDeletion = TimeSpan.FromMinutes(15);

    /// <summary>Asks AWS, and tells each answer as soon as it is known.</summary>
    /// <returns>Whether nothing is left behind.</returns>
    /// <exception cref="AwsFault">AWS refuses a step; what was made until then is removed.</exception>
    public async Task<bool> RunAsync(ProbeOrder order, Action<string> tell, CancellationToken cancel)
    {
        var made = new List<(Arn Vault, string Point)>();
        try
        {
            var point = await BackUpAsync(order, MostTags + 1, made, tell, cancel) ?? await BackUpAsync(order, 1, made, tell, cancel);
            if (point is null)
            {
                tell("No backup was made: nothing more can be learned.");
                return true;
            }

            await TellTagsAsync(order, "backup", point, tell, cancel);
            if (order.CopyVault is { } target)
            {
                await CopyAsync(order, point, target, made, tell, cancel);
            }
            else
            {
                tell("Whether a copy carries the tags of its source was not asked: no vault for a copy was named.");
            }
        }
        finally
        {
            await CleanAsync(order, made, tell);
        }

        return made.Count == 0;
    }

    // The copy before what it was copied from.
    private async Task CleanAsync(ProbeOrder order, List<(Arn Vault, string Point)> made, Action<string> tell)
    {
        made.Reverse();
        foreach (var (vault, point) in made.ToList())
        {
            if (await RemoveAsync(order.Account, vault, point, tell))
            {
                made.Remove((vault, point));
            }
        }
    }

    private async Task<string?> BackUpAsync(
        ProbeOrder order, int tags, List<(Arn, string)> made, Action<string> tell, CancellationToken cancel)
    {
        var wanted = Enumerable.Range(1, tags - 1).ToDictionary(number => $"{Mark}-{number}", _ => "yes");
        wanted[Mark] = "yes";
        var request = new BackupOrder(order.FileSystem.Arn, VaultGateway.NameOf(order.Vault), clocks.NewId().ToString("N"), wanted);
        var begin = clocks.Now.AddHours(-1);
        string id;
        try
        {
            id = await SurelyAsync(() => jobs.StartBackupAsync(order.Account, order.Vault.Region, request, cancel), cancel);
        }
        catch (AwsFault refused) when (tags > MostTags && refused.Kind == FaultKind.Refused)
        {
            tell($"A backup with {tags} tags of its own is refused: {refused.Message}");
            return null;
        }

        tell($"A backup with {tags} tags of its own is accepted as job {id}.");
        var job = await FollowAsync(
            id, async token =>
                (await jobs.BackupJobsAsync(order.Account, order.Vault.Region, begin, token)).Items, job =>
                    made.Add((order.Vault, job.RecoveryPointArn!)), tell, cancel);
        if (job.State != AwsJobState.Completed)
        {
            tell($"It ends as {job.State}: {job.Message ?? "AWS does not say why"}");
        }

        return job.State == AwsJobState.Completed ? job.RecoveryPointArn : null;
    }

    private async Task CopyAsync(
        ProbeOrder order, string point, Arn target, List<(Arn, string)> made, Action<string> tell, CancellationToken cancel)
    {
        var request = new CopyOrder(point, VaultGateway.NameOf(order.Vault), target.ToString(), clocks.NewId().ToString("N"));
        var begin = clocks.Now.AddHours(-1);
        var id = await SurelyAsync(() => jobs.StartCopyAsync(order.Account, order.Vault.Region, request, cancel), cancel);
        tell($"The copy is accepted as job {id}.");
        var job = await FollowAsync(
            id, async token =>
                (await jobs.CopyJobsAsync(order.Account, order.Vault.Region, begin, token)).Items, job =>
                    made.Add((target, job.RecoveryPointArn!)), tell, cancel);
        if (job is { State: AwsJobState.Completed, RecoveryPointArn: { } copy })
        {
            await TellTagsAsync(order, "copy", copy, tell, cancel);
        }
        else
        {
            tell($"The copy ends as {job.State}: {job.Message ?? "AWS does not say why"}");
        }
    }

    // Until AWS has surely answered, a job may run that nobody knows of. The same token gives the same job.
    private async Task<string> SurelyAsync(Func<Task<string>> start, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await start();
            }
            catch (AwsFault fault) when (fault.IsPassing && tries < MostTries)
            {
                await PauseAsync(cancel);
            }
        }
    }

    // Also when somebody gives up, the job has to end before its point can be removed.
    private async Task<AwsJob> FollowAsync(
        string id, Func<CancellationToken, Task<IReadOnlyList<AwsJob>>> list, Action<AwsJob> found, Action<string> tell,
        CancellationToken cancel)
    {
        var isTold = false;
        for (var failures = 0; ;)
        {
            try
            {
                var job = (await list(CancellationToken.None)).FirstOrDefault(job => job.Id == id);
                failures = 0;
                if (job?.State is AwsJobState.Completed or AwsJobState.Failed or AwsJobState.Expired or AwsJobState.Aborted
                    or AwsJobState.Partial)
                {
                    if (job.RecoveryPointArn is not null)
                    {
                        found(job);
                    }

                    cancel.ThrowIfCancellationRequested();
                    return job;
                }
            }
            catch (AwsFault fault) when (fault.IsPassing && ++failures < MostTries)
            {
                tell(fault.Message);
            }

            if (cancel.IsCancellationRequested && !isTold)
            {
                isTold = true;
                tell($"Waiting for the end of job {id}, to remove what it makes.");
            }

            await PauseAsync(CancellationToken.None);
        }
    }

    private async Task TellTagsAsync(ProbeOrder order, string kind, string point, Action<string> tell, CancellationToken cancel)
    {
        var found = await vaults.ReadDetailsAsync(order.Account, Arn.Parse(point).Region, [point], cancel);
        var details = found.Count > 0 ? found[0] : null;
        var tags = details?.Tags ?? new Dictionary<string, string>();
        var ofSource = order.FileSystem.Tags.Where(tag => !tag.Key.StartsWith("aws:", StringComparison.Ordinal)).ToList();
        tell(details is null ? $"DescribeBackups does not know the {kind}." : $"DescribeBackups returns {tags.Count} tags of the {kind}.");
        tell($"The {kind} carries {tags.Count(tag => tag.Key.StartsWith(Mark, StringComparison.Ordinal))} tags that were asked for, "
            + $"and {ofSource.Count(tags.Contains)} of the {ofSource.Count} tags of the file system.");
    }

    private async Task<bool> RemoveAsync(AwsAccount account, Arn vault, string point, Action<string> tell)
    {
        var begin = clocks.Stamp();
        try
        {
            await vaults.AwaitDeletionAsync(account, vault.Region, CancellationToken.None);
            await vaults.DeleteAsync(account, vault, point, CancellationToken.None);
            while (clocks.Since(begin) < LongestDeletion)
            {
                if (await vaults.FindAsync(account, vault, point, CancellationToken.None) is null)
                {
                    tell($"Removed {point}.");
                    return true;
                }

                await PauseAsync(CancellationToken.None);
            }

            tell($"AWS still shows {point}. Look into the vault {VaultGateway.NameOf(vault)} and delete it there.");
        }
        catch (AwsFault gone) when (gone.Kind == FaultKind.NotFound)
        {
            return true;
        }
        catch (AwsFault fault)
        {
            tell($"{point} could not be removed: {fault.Message} Delete it in the vault {VaultGateway.NameOf(vault)}.");
        }

        return false;
    }

    private Task PauseAsync(CancellationToken cancel) => Task.Delay(options.Value.PollMin, clocks.Technical, cancel);
}
