using Amazon.Backup.Model;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Aws;

/// <summary>What AWS is asked to back up.</summary>
/// <param name="ResourceArn">The file system or volume.</param>
/// <param name="VaultName">Where the backup goes.</param>
/// <param name="Token">The idempotency token.</param>
/// <param name="Tags">The tags it gets besides those of the file system.</param>
/// <param name="DeleteAfterDays">After how many days AWS deletes it by itself; none for never.</param>
/// <param name="Terms">In whose name, and within what time; none for those of today.</param>
public sealed record BackupOrder(
    string ResourceArn, string VaultName, string Token, IReadOnlyDictionary<string, string> Tags, long? DeleteAfterDays = null,
    JobTerms? Terms = null);

/// <summary>In whose name AWS runs a job, and within what time.</summary>
/// <param name="RoleArn">The role.</param>
/// <param name="StartMinutes">Within how many minutes a backup has to begin.</param>
/// <param name="CompleteMinutes">Within how many minutes of that it has to be complete.</param>
public sealed record JobTerms(string RoleArn, long StartMinutes, long CompleteMinutes);

/// <summary>What AWS is asked to copy.</summary>
/// <param name="RecoveryPointArn">What is copied.</param>
/// <param name="SourceVaultName">Where it lies.</param>
/// <param name="DestinationVaultArn">Where the copy goes.</param>
/// <param name="Token">The idempotency token.</param>
/// <param name="DeleteAfterDays">How many days after the creation of the source AWS
/// deletes the copy by itself; none for what holds for the source.</param>
/// <param name="Terms">In whose name; none for that of today.</param>
public sealed record CopyOrder(
    string RecoveryPointArn, string SourceVaultName, string DestinationVaultArn, string Token, long? DeleteAfterDays = null,
    JobTerms? Terms = null);

/// <summary>Starts and observes backup and copy jobs.</summary>
public sealed class JobGateway(AwsClients clients)
{
    private const int PageSize = 1000;

    // The shortest that AWS takes is an hour; a queued job should start within two or be reported.
    private const long StartWindowMinutes = 120;
    private const long CompleteWindowMinutes = 7 * 24 * 60;

    /// <summary>The terms of jobs that are asked for now.</summary>
    public JobTerms TermsOf(AwsAccount account) => new(clients.BackupRoleOf(account), StartWindowMinutes, CompleteWindowMinutes);

    /// <summary>Asks for a backup. The same token again gives the same job.</summary>
    /// <returns>The id of the job.</returns>
    /// <exception cref="AwsFault">The kind says whether it may have been accepted all the same.</exception>
    public async Task<string> StartBackupAsync(AwsAccount account, string region, BackupOrder order, CancellationToken cancel)
    {
        var (lane, terms) = (clients.Of(account, region), order.Terms ?? TermsOf(account));
        await lane.Rates.TakeAsync(CallGroup.Start, cancel);
        var answer = await AwsFault.GuardAsync(
            $"back up {order.ResourceArn}", () => lane.Backup.StartBackupJobAsync(new StartBackupJobRequest
            {
                BackupVaultName = order.VaultName,
                ResourceArn = order.ResourceArn,
                IamRoleArn = terms.RoleArn,
                IdempotencyToken = order.Token,
                StartWindowMinutes = terms.StartMinutes,
                CompleteWindowMinutes = terms.CompleteMinutes,
                Lifecycle = ToLifecycle(order.DeleteAfterDays),
                RecoveryPointTags = new Dictionary<string, string>(order.Tags),
            }, cancel));
        return answer.BackupJobId!;
    }

    /// <summary>Asks for a copy. The same token again gives the same job.</summary>
    /// <returns>The id of the job.</returns>
    /// <exception cref="AwsFault">The kind says whether it may have been accepted all the same.</exception>
    public async Task<string> StartCopyAsync(AwsAccount account, string region, CopyOrder order, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        await lane.Rates.TakeAsync(CallGroup.Start, cancel);
        var answer = await AwsFault.GuardAsync($"copy {order.RecoveryPointArn}", () => lane.Backup.StartCopyJobAsync(new StartCopyJobRequest
        {
            RecoveryPointArn = order.RecoveryPointArn,
            SourceBackupVaultName = order.SourceVaultName,
            DestinationBackupVaultArn = order.DestinationVaultArn,
            IamRoleArn = (order.Terms ?? TermsOf(account)).RoleArn,
            IdempotencyToken = order.Token,
            Lifecycle = ToLifecycle(order.DeleteAfterDays),
        }, cancel));
        return answer.CopyJobId!;
    }

    private static Lifecycle? ToLifecycle(long? days) => days is null ? null : new Lifecycle { DeleteAfterDays = days };

    /// <summary>All backup jobs of FSx resources created since <paramref name="since"/>; AWS remembers 30 days.</summary>
    public async Task<Listed<AwsJob>> BackupJobsAsync(
        AwsAccount account, string region, DateTimeOffset since, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        const string what = "list backup jobs";
        return await Listing.ReadAsync(what, job => job.BackupJobId, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Backup.ListBackupJobsAsync(new ListBackupJobsRequest
            {
                ByResourceType = "FSx",
                ByCreatedAfter = since.UtcDateTime,
                MaxResults = PageSize,
                NextToken = token,
            }, cancel));
            return (answer.BackupJobs, answer.NextToken);
        }, BackupShapes.ToJob);
    }

    /// <summary>All copy jobs of FSx resources created since <paramref name="since"/>.</summary>
    public async Task<Listed<AwsJob>> CopyJobsAsync(
        AwsAccount account, string region, DateTimeOffset since, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        const string what = "list copy jobs";
        return await Listing.ReadAsync(what, job => job.CopyJobId, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Backup.ListCopyJobsAsync(new ListCopyJobsRequest
            {
                ByResourceType = "FSx",
                ByCreatedAfter = since.UtcDateTime,
                MaxResults = PageSize,
                NextToken = token,
            }, cancel));
            return (answer.CopyJobs, answer.NextToken);
        }, BackupShapes.ToJob);
    }

    /// <summary>All jobs of one kind for a resource or, where copies are meant, for a recovery point, of whatever date.</summary>
    public async Task<Listed<AwsJob>> JobsOfAsync(
        AwsAccount account, string region, JobKind kind, string sourceArn, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        var what = $"list the jobs of {sourceArn}";
        return kind == JobKind.Copy
            ? await Listing.ReadAsync(what, job => job.CopyJobId, async token =>
            {
                await lane.Rates.TakeAsync(CallGroup.List, cancel);
                var answer = await AwsFault.GuardAsync(what, () => lane.Backup.ListCopyJobsAsync(
                    new ListCopyJobsRequest { BySourceRecoveryPointArn = sourceArn, MaxResults = PageSize, NextToken = token }, cancel));
                return (answer.CopyJobs, answer.NextToken);
            }, BackupShapes.ToJob)
            : await Listing.ReadAsync(what, job => job.BackupJobId, async token =>
            {
                await lane.Rates.TakeAsync(CallGroup.List, cancel);
                var answer = await AwsFault.GuardAsync(what, () => lane.Backup.ListBackupJobsAsync(
                    new ListBackupJobsRequest { ByResourceArn = sourceArn, MaxResults = PageSize, NextToken = token }, cancel));
                return (answer.BackupJobs, answer.NextToken);
            }, BackupShapes.ToJob);
    }

    /// <summary>One job, asked for by its id.</summary>
    /// <returns>None if AWS does not know it.</returns>
    /// <exception cref="AwsFault">AWS has not said.</exception>
    public async Task<AwsJob?> FindAsync(AwsAccount account, string region, JobKind kind, string jobId, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        await lane.Rates.TakeAsync(CallGroup.Describe, cancel);
        try
        {
            var job = await AwsFault.GuardAsync($"describe the job {jobId}", async () => kind == JobKind.Copy
                ? (await lane.Backup.DescribeCopyJobAsync(new DescribeCopyJobRequest { CopyJobId = jobId }, cancel)).CopyJob is { } copy
                    ? BackupShapes.ToJob(copy) : null
                : BackupShapes.ToJob(
                    await lane.Backup.DescribeBackupJobAsync(new DescribeBackupJobRequest { BackupJobId = jobId }, cancel)));
            return job?.Id == jobId ? job
                : throw new AwsFault(FaultKind.Unreachable, $"AWS was asked to describe the job {jobId} and did not.", null);
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.NotFound)
        {
            return null;
        }
    }
}
