using Amazon;
using Amazon.FSx.Model;

namespace FsxPortal.Tests.AwsSdk;

[CollectionDefinition(nameof(InitializedCollectionsTests), DisableParallelization = true)]
[Collection(nameof(InitializedCollectionsTests))]
public sealed class InitializedCollectionsTests : IDisposable
{
    public InitializedCollectionsTests() => AWSConfigs.InitializeCollections = true;

    public void Dispose() => AWSConfigs.InitializeCollections = false;

    [Fact]
    public async Task Collections_start_empty_and_are_then_not_sent()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.FSx();
        var request = new DescribeBackupsRequest { MaxResults = 5 };
        Assert.Empty(request.BackupIds!);

        await client.DescribeBackupsAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("""{"MaxResults":5}""", server.OnlyRequest.Body);
    }
}
