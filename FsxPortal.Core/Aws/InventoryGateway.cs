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
        var fileSystems = await Listing.ReadAsync(what, async token =>
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
            .. fileSystems.Where(fileSystem => !FsxShapes.IsOntap(fileSystem)).Select(FsxShapes.ToFacts),
            .. volumes.Where(volume => ontap.ContainsKey(volume.FileSystemId ?? "") && volume.OntapConfiguration?.StorageVirtualMachineRoot != true)
                .Select(volume => FsxShapes.ToFacts(volume, ontap[volume.FileSystemId!])),
        ];
    }

    private static Task<List<Volume>> ReadVolumesAsync(LaneClients lane, AwsAccount account, string region, CancellationToken cancel)
    {
        var what = $"list the volumes of {account.AwsAccountId} in {region}";
        return Listing.ReadAsync(what, async token =>
        {
            await lane.Rates.TakeAsync(CallGroup.List, cancel);
            var answer = await AwsFault.GuardAsync(what, () => lane.Fsx.DescribeVolumesAsync(
                new DescribeVolumesRequest { MaxResults = PageSize, NextToken = token }, cancel));
            return (answer.Volumes, answer.NextToken);
        });
    }
}
