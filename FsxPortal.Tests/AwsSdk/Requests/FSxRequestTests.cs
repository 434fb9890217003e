using Amazon.FSx;

namespace FsxPortal.Tests.AwsSdk.Requests;

public sealed class FSxRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, Func<IAmazonFSx, Task>> Calls => new()
    {
        { "DescribeFileSystems", "{}", client => client.DescribeFileSystemsAsync(new(), Cancel) },
        {
            "DescribeFileSystems",
            """{"FileSystemIds":["fs-1","fs-2"],"MaxResults":50,"NextToken":"n"}""",
            client => client.DescribeFileSystemsAsync(new() { FileSystemIds = ["fs-1", "fs-2"], MaxResults = 50, NextToken = "n" }, Cancel)
        },
        {
            "DescribeVolumes",
            """{"VolumeIds":["fsvol-1"],"Filters":[{"Name":"file-system-id","Values":["fs-1"]}]}""",
            client => client.DescribeVolumesAsync(
                new() { VolumeIds = ["fsvol-1"], Filters = [new() { Name = VolumeFilterName.FileSystemId, Values = ["fs-1"] }] }, Cancel)
        },
        {
            "DescribeBackups",
            """{"BackupIds":[],"Filters":[{"Name":"backup-type","Values":["AWS_BACKUP"]}]}""",
            client => client.DescribeBackupsAsync(
                new() { BackupIds = [], Filters = [new() { Name = FilterName.BackupType, Values = [BackupType.AWS_BACKUP.Value] }] },
                Cancel)
        },
        { "ListTagsForResource", """{"ResourceARN":"a"}""", client =>
            client.ListTagsForResourceAsync(new() { ResourceARN = "a" }, Cancel) },
        {
            "TagResource",
            """{"ResourceARN":"a","Tags":[{"Key":"k","Value":""}]}""",
            client => client.TagResourceAsync(new() { ResourceARN = "a", Tags = [new() { Key = "k", Value = "" }] }, Cancel)
        },
        {
            "UntagResource",
            """{"ResourceARN":"a","TagKeys":["k"]}""",
            client => client.UntagResourceAsync(new() { ResourceARN = "a", TagKeys = ["k"] }, Cancel)
        },
        {
            "CreateVolumeFromBackup",
            """{"BackupId":"backup-1","Name":"v","ClientRequestToken":"t","OntapConfiguration":{"StorageVirtualMachineId":"svm-1","JunctionPath":"/v","TieringPolicy":{"Name":"AUTO"}}}""",
            client => client.CreateVolumeFromBackupAsync(
                new()
                {
                    BackupId = "backup-1",
                    ClientRequestToken = "t",
                    Name = "v",
                    OntapConfiguration = new() { JunctionPath = "/v", StorageVirtualMachineId = "svm-1",
                        TieringPolicy = new() { Name = TieringPolicyName.AUTO } },
                },
                Cancel)
        },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task A_request_names_its_operation_and_carries_what_is_set(string operation, string body, Func<IAmazonFSx, Task> call)
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.FSx();

        await call(client);

        Assert.Equal("POST /", server.OnlyRequest.ToString());
        Assert.Equal(body, server.OnlyRequest.Body);
        Assert.Equal("AWSSimbaAPIService_v20180301." + operation, server.OnlyRequest.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", server.OnlyRequest.Headers["Content-Type"]);
    }
}
