using Amazon.Backup.Model;
using Amazon.FSx;
using Amazon.FSx.Model;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Aws;

/// <summary>What FSx says of the backup behind a recovery point.</summary>
/// <param name="Arn">The recovery point's ARN.</param>
/// <param name="SourceBackupId">The FSx backup it was copied from; none for a backup.</param>
/// <param name="Tags">The tags it carries.</param>
/// <param name="Source">The file system or volume as it was then.</param>
public sealed record PointDetails(string Arn, string? SourceBackupId, IReadOnlyDictionary<string, string> Tags, FileSystemFacts? Source);

/// <summary>Reads vaults and their recovery points, and deletes them.</summary>
public sealed class VaultGateway(AwsClients clients)
{
    private const int PageSize = 1000;
    private const int IdsPerCall = 50;
    private const int WorthListing = 200;
    private const int MostOneByOne = 200;

    /// <summary>How many calls a listing of so many recovery points takes.</summary>
    public static int PagesOf(int points) => Math.Max(1, (points + PageSize - 1) / PageSize);

    /// <summary>By how much this machine's clock is ahead of AWS's, by the newest answer of AWS Backup in a Region.</summary>
    public TimeSpan ClockAhead(AwsAccount account, string region) => clients.Of(account, region).Time.Ahead;

    /// <summary>All vaults of an account in a Region.</summary>
    public async Task<Listed<VaultFacts>> ReadVaultsAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        var what = $"list the vaults of {account.AwsAccountId} in {region}";
        return await Listing.ReadAsync(what, vault => vault.BackupVaultArn ?? vault.BackupVaultName, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Backup.ListBackupVaultsAsync(
                new ListBackupVaultsRequest { MaxResults = PageSize, NextToken = token }, cancel));
            return (answer.BackupVaultList, answer.NextToken);
        }, vault => BackupShapes.Understand(vault, account, region));
    }

    /// <summary>Whether AWS no longer shows a vault, asked for by its name.</summary>
    /// <remarks>Of a vault that does not exist AWS says that it may not be looked at.</remarks>
    /// <exception cref="AwsFault">AWS did not say either.</exception>
    public async Task<bool> IsGoneAsync(AwsAccount account, Arn vault, CancellationToken cancel)
    {
        var lane = clients.Of(account, vault.Region);
        await lane.Rates.TakeAsync(CallGroup.Describe, cancel);
        try
        {
            await AwsFault.GuardAsync($"describe {vault}", () => lane.Backup.DescribeBackupVaultAsync(
                new DescribeBackupVaultRequest { BackupVaultName = NameOf(vault) }, cancel));
            return false;
        }
        catch (AwsFault fault) when (fault.Kind is FaultKind.NotFound or FaultKind.Denied)
        {
            return true;
        }
    }

    /// <summary>The FSx recovery points of a vault, read to the end of the list.</summary>
    /// <param name="account">The account that owns the vault.</param>
    /// <param name="vault">The vault's ARN.</param>
    /// <param name="resourceArn">Only those of this file system, if given.</param>
    /// <param name="since">Only those created after this instant, if given.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="AwsFault">The list is not complete, so nothing may be concluded from what it lacks.</exception>
    public async Task<Listed<RecoveryPointFacts>> ReadPointsAsync(
        AwsAccount account, Arn vault, string? resourceArn, DateTimeOffset? since, CancellationToken cancel)
    {
        var lane = clients.Of(account, vault.Region);
        var what = $"list the restore points of {vault}";
        return await Listing.ReadAsync(what, point => point.RecoveryPointArn, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Backup.ListRecoveryPointsByBackupVaultAsync(
                new ListRecoveryPointsByBackupVaultRequest
                {
                    BackupVaultName = NameOf(vault),
                    ByResourceType = "FSx",
                    ByResourceArn = resourceArn,
                    ByCreatedAfter = since?.UtcDateTime,
                    MaxResults = PageSize,
                    NextToken = token,
                }, cancel));
            return (answer.RecoveryPoints, answer.NextToken);
        }, point => BackupShapes.Understand(BackupShapes.ToFacts(point), vault));
    }

    /// <summary>What FSx says of certain recovery points in one Region.</summary>
    public async Task<IReadOnlyList<PointDetails>> ReadDetailsAsync(
        AwsAccount account, string region, IEnumerable<string> arns, CancellationToken cancel)
    {
        var all = new List<PointDetails>();
        foreach (var chunk in arns.Chunk(IdsPerCall))
        {
            all.AddRange(await DescribeBackupsAsync(
                account, region, new DescribeBackupsRequest { BackupIds = [.. chunk.Select(arn => Arn.Parse(arn).Id)] }, cancel));
        }

        return all;
    }

    /// <summary>What FSx says of certain recovery points in one Region, by ARN. Of those that are missing there nothing is known.</summary>
    public async Task<IReadOnlyDictionary<string, PointDetails>> FindDetailsAsync(
        AwsAccount account, string region, IReadOnlyCollection<string> arns, CancellationToken cancel)
    {
        var found = new Dictionary<string, PointDetails>(StringComparer.Ordinal);
        if (arns.Count > WorthListing)
        {
            Note(found, await DescribeBackupsAsync(account, region, new DescribeBackupsRequest
            {
                Filters = [new Filter { Name = FilterName.BackupType, Values = ["AWS_BACKUP"] }],
            }, cancel));
        }

        foreach (var chunk in arns.Where(arn => !found.ContainsKey(arn)).Chunk(IdsPerCall).ToList())
        {
            await TryDetailsAsync(found, account, region, chunk, cancel);
        }

        // One id that is not known spoils the answer for all, and a page may lack some: these are asked for one by one.
        foreach (var arn in arns.Where(arn => !found.ContainsKey(arn)).Take(MostOneByOne).ToList())
        {
            await TryDetailsAsync(found, account, region, [arn], cancel);
        }

        return found;
    }

    /// <summary>One recovery point as it is now; none if AWS says that it does not know it (any more).</summary>
    /// <remarks>A vault that was deleted may not be looked at, says AWS Backup, and its points neither: whether they are there is what
    /// Amazon FSx says of the backups behind them.</remarks>
    /// <exception cref="AwsFault">AWS did not say either.</exception>
    public async Task<RecoveryPointFacts?> FindAsync(AwsAccount account, Arn vault, string pointArn, CancellationToken cancel)
    {
        var lane = clients.Of(account, vault.Region);
        await lane.Rates.TakeAsync(CallGroup.Describe, cancel);
        try
        {
            var answer = await AwsFault.GuardAsync($"describe {pointArn}", () => lane.Backup.DescribeRecoveryPointAsync(
                new DescribeRecoveryPointRequest { BackupVaultName = NameOf(vault), RecoveryPointArn = pointArn }, cancel));
            return answer.RecoveryPointArn == pointArn ? Understand(BackupShapes.ToFacts(answer), vault)
                : throw new AwsFault(
                    FaultKind.Unreachable, $"AWS was asked to describe {pointArn} and did not. The portal asks again by itself.", null);
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.NotFound)
        {
            return null;
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.Denied)
        {
            if (await IsBackupGoneAsync(account, vault.Region, pointArn, cancel))
            {
                return null;
            }

            throw;
        }
    }

    /// <summary>Waits until AWS may be asked for one more deletion.</summary>
    public async Task AwaitDeletionAsync(AwsAccount account, string region, CancellationToken cancel) =>
        await clients.Of(account, region).Rates.TakeAsync(CallGroup.Delete, cancel);

    /// <summary>Asks AWS to delete a recovery point, for which <see cref="AwaitDeletionAsync"/> has
    /// waited. That AWS agrees does not mean that it is gone: read it again.</summary>
    public async Task DeleteAsync(AwsAccount account, Arn vault, string pointArn, CancellationToken cancel)
    {
        var lane = clients.Of(account, vault.Region);
        await AwsFault.GuardAsync($"delete {pointArn}", () => lane.Backup.DeleteRecoveryPointAsync(
            new DeleteRecoveryPointRequest { BackupVaultName = NameOf(vault), RecoveryPointArn = pointArn }, cancel));
    }

    /// <summary>Takes tags off a recovery point. AWS Backup itself refuses that for FSx: Amazon FSx is asked.</summary>
    public async Task UntagAsync(AwsAccount account, string region, string pointArn, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        await lane.Rates.TakeAsync(CallGroup.Describe, cancel);
        await AwsFault.GuardAsync($"remove tags of {pointArn}", () => lane.Fsx.UntagResourceAsync(
            new Amazon.FSx.Model.UntagResourceRequest { ResourceARN = pointArn, TagKeys = [.. keys] }, cancel));
    }

    // Nothing can be concluded from an answer that is not understood, nor is it worth asking again at once.
    private static RecoveryPointFacts Understand(RecoveryPointFacts facts, Arn vault)
    {
        try
        {
            return BackupShapes.Understand(facts, vault);
        }
        catch (FormatException wrong)
        {
            throw new AwsFault(
                FaultKind.Refused, $"What AWS says of {facts.Arn} is not understood: {wrong.Message} It is left alone.", null);
        }
    }

    private async Task<bool> IsBackupGoneAsync(AwsAccount account, string region, string pointArn, CancellationToken cancel)
    {
        try
        {
            await ReadDetailsAsync(account, region, [pointArn], cancel);
            return false;
        }
        catch (AwsFault fault)
        {
            return fault.Kind == FaultKind.NotFound;
        }
    }

    /// <summary>The name in a vault's ARN.</summary>
    public static string NameOf(Arn vault) => vault.Resource[(vault.Resource.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private async Task TryDetailsAsync(
        Dictionary<string, PointDetails> found, AwsAccount account, string region, string[] arns, CancellationToken cancel)
    {
        try
        {
            Note(found, await ReadDetailsAsync(account, region, arns, cancel));
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.NotFound)
        {
            // FSx may know of a backup a little later than AWS Backup does.
        }
    }

    private static void Note(Dictionary<string, PointDetails> found, IReadOnlyList<PointDetails> details)
    {
        foreach (var detail in details)
        {
            found[detail.Arn] = detail;
        }
    }

    private async Task<IReadOnlyList<PointDetails>> DescribeBackupsAsync(
        AwsAccount account, string region, DescribeBackupsRequest request, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        var what = $"describe the backups of {account.AwsAccountId} in {region}";
        var backups = await Listing.ReadAsync(what, backup => backup.ResourceARN, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.Describe, cancel);
            request.NextToken = token;
            var answer = await AwsFault.GuardAsync(what, () => lane.Fsx.DescribeBackupsAsync(request, cancel));
            return (answer.Backups, answer.NextToken);
        }, ToDetails);
        return backups.Items;
    }

    private static PointDetails ToDetails(Backup backup)
    {
        var source = backup switch
        {
            { FileSystem: not { ResourceARN.Length: > 0, FileSystemId.Length: > 0 } } => null,
            { Volume: { ResourceARN.Length: > 0, VolumeId.Length: > 0 } volume, FileSystem: { } of } => FsxShapes.ToFacts(volume, of),
            { Volume: null, FileSystem: { } of } => FsxShapes.ToFacts(of),
            _ => null,
        };
        return new PointDetails(backup.ResourceARN!, backup.SourceBackupId, FsxShapes.ToClaims(backup.Tags), source);
    }
}
