using Amazon.FSx.Model;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Aws;

/// <summary>Reads which file systems and volumes exist.</summary>
public sealed class InventoryGateway(AwsClients clients)
{
    private const int PageSize = 100;

    /// <summary>All file systems and ONTAP volumes of an account in a Region.</summary>
    /// <exception cref="AwsFault">The listing could not be read to its end.</exception>
    public async Task<Listed<FileSystemFacts>> ReadAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        var what = $"list the file systems of {account.AwsAccountId} in {region}";
        var fileSystems = await Listing.ReadAsync(what, fileSystem => fileSystem.ResourceARN ?? fileSystem.FileSystemId, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Fsx.DescribeFileSystemsAsync(
                new DescribeFileSystemsRequest { MaxResults = PageSize, NextToken = token }, cancel));
            return (answer.FileSystems, answer.NextToken);
        }, fileSystem => FsxShapes.Understand(fileSystem, account, region));

        var ontap = fileSystems.Items.Where(FsxShapes.IsOntap).DistinctBy(fileSystem => fileSystem.FileSystemId)
            .ToDictionary(fileSystem => fileSystem.FileSystemId!);
        var volumes = ontap.Count == 0 ? new Listed<Volume>([], []) : await ReadVolumesAsync(lane, account, region, cancel);
        return new Listed<FileSystemFacts>(
        [
            .. fileSystems.Items.Where(fileSystem => !FsxShapes.IsOntap(fileSystem)).Select(FsxShapes.ToFacts),
            .. volumes.Items.Where(volume =>
                ontap.ContainsKey(volume.FileSystemId ?? "") && volume.OntapConfiguration?.StorageVirtualMachineRoot != true)
                .Select(volume => FsxShapes.ToFacts(volume, ontap[volume.FileSystemId!])),
        ],
        [
            .. fileSystems.Odd, .. volumes.Odd,
            .. fileSystems.Items.Select(fileSystem => FsxShapes.OddTags(fileSystem.ResourceARN!, fileSystem.Tags)).OfType<OddItem>(),
            .. volumes.Items.Select(volume => FsxShapes.OddTags(volume.ResourceARN!, volume.Tags)).OfType<OddItem>(),
        ]);
    }

    /// <summary>Whether AWS says of this very file system or volume that it does not exist.</summary>
    /// <remarks>An ONTAP file system is none of those that are listed here: its volumes are.</remarks>
    /// <exception cref="AwsFault">AWS did not say either.</exception>
    public async Task<bool> IsGoneAsync(AwsAccount account, Arn resource, CancellationToken cancel)
    {
        var lane = clients.Of(account, resource.Region);
        var what = $"describe {resource}";
        await lane.Rates.TakeAsync(CallGroup.List, cancel);
        try
        {
            if (resource.Resource.StartsWith("volume/", StringComparison.Ordinal))
            {
                var volumes = await AwsFault.GuardAsync(
                    what, () => lane.Fsx.DescribeVolumesAsync(new DescribeVolumesRequest { VolumeIds = [resource.Id] }, cancel));
                return volumes.Volumes is [_] ? false : throw Unsaid(what);
            }

            var answer = await AwsFault.GuardAsync(
                what, () => lane.Fsx.DescribeFileSystemsAsync(new DescribeFileSystemsRequest { FileSystemIds = [resource.Id] }, cancel));
            return answer.FileSystems is [var found] ? FsxShapes.IsOntap(found) : throw Unsaid(what);
        }
        catch (AwsFault fault) when (fault.Kind == FaultKind.NotFound)
        {
            return true;
        }
    }

    private static AwsFault Unsaid(string what) =>
        new(FaultKind.Unreachable, $"AWS was asked to {what} and did not. The portal asks again by itself.", null);

    private static Task<Listed<Volume>> ReadVolumesAsync(LaneClients lane, AwsAccount account, string region, CancellationToken cancel)
    {
        var what = $"list the volumes of {account.AwsAccountId} in {region}";
        return Listing.ReadAsync(what, volume => volume.ResourceARN ?? volume.VolumeId, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Fsx.DescribeVolumesAsync(
                new DescribeVolumesRequest { MaxResults = PageSize, NextToken = token }, cancel));
            return (answer.Volumes, answer.NextToken);
        }, volume => FsxShapes.Understand(volume, account, region));
    }
}
