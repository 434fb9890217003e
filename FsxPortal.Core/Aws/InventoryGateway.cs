using Amazon.FSx.Model;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Aws;

/// <summary>Reads which file systems and volumes exist.</summary>
public sealed class InventoryGateway(AwsClients clients)
{
    private const int PageSize = 100;

    /// <summary>All file systems and ONTAP volumes of an account in a Region.</summary>
    /// <exception cref="AwsFault">The listing could not be read to its end.</exception>
    public async Task<IReadOnlyList<FileSystemFacts>> ReadAsync(AwsAccount account, string region, CancellationToken cancel)
    {
        var lane = clients.Of(account, region);
        var what = $"list the file systems of {account.AwsAccountId} in {region}";
        var fileSystems = await Listing.ReadAsync(what, fileSystem => fileSystem.FileSystemId, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Fsx.DescribeFileSystemsAsync(
                new DescribeFileSystemsRequest { MaxResults = PageSize, NextToken = token }, cancel));
            return (answer.FileSystems, answer.NextToken);
        });

        var ontap = fileSystems.Where(FsxShapes.IsOntap).ToDictionary(fileSystem => fileSystem.FileSystemId!);
        var volumes = ontap.Count == 0 ? [] : await ReadVolumesAsync(lane, account, region, cancel);
        return
        [
            .. fileSystems.Where(fileSystem => fileSystem.ResourceARN is not null && !FsxShapes.IsOntap(fileSystem))
            .Select(FsxShapes.ToFacts),
            .. volumes.Where(volume =>
                volume.ResourceARN is not null && ontap.ContainsKey(volume.FileSystemId ?? "")
                    && volume.OntapConfiguration?.StorageVirtualMachineRoot != true)
                .Select(volume => FsxShapes.ToFacts(volume, ontap[volume.FileSystemId!])),
        ];
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

    private static Task<List<Volume>> ReadVolumesAsync(LaneClients lane, AwsAccount account, string region, CancellationToken cancel)
    {
        var what = $"list the volumes of {account.AwsAccountId} in {region}";
        return Listing.ReadAsync(what, volume => volume.VolumeId, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Fsx.DescribeVolumesAsync(
                new DescribeVolumesRequest { MaxResults = PageSize, NextToken = token }, cancel));
            return (answer.Volumes, answer.NextToken);
        });
    }
}
