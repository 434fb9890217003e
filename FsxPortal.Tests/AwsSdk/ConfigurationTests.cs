using Amazon;
using Amazon.Backup;
using Amazon.Backup.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.FSx;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.AwsSdk;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://backup.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, false, "https://backup.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://backup-fips.us-gov-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", false, true, "https://backup.eu-west-1.api.aws/")]
    [InlineData("us-east-1", true, true, "https://backup-fips.us-east-1.api.aws/")]
    public void The_endpoint_follows_Region_partition_and_kind(string region, bool fips, bool dualStack, string expected)
    {
        var config = new AmazonBackupConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack
        };
        using var client = new AmazonBackupClient("key", "secret", config);

        Assert.Equal(expected, client.DetermineServiceOperationEndpoint(new ListBackupJobsRequest()).URL);
    }

    [Fact]
    public void The_endpoint_of_FSx_has_its_own_prefix()
    {
        using var client = new AmazonFSxClient("key", "secret", RegionEndpoint.EUWest1);

        Assert.Equal("https://fsx.eu-west-1.amazonaws.com/", client.DetermineServiceOperationEndpoint(new AmazonFSxRequest()).URL);
    }

    [Fact]
    public void A_service_url_cannot_be_combined_with_FIPS()
    {
        var config = new AmazonBackupConfig { ServiceURL = "http://127.0.0.1:1", UseFIPSEndpoint = true };
        using var client = new AmazonBackupClient("key", "secret", config);

        Assert.Throws<AmazonClientException>(() => client.DetermineServiceOperationEndpoint(new ListBackupJobsRequest()));
    }

    [Fact]
    public async Task A_client_from_the_service_collection_follows_its_options()
    {
        await using var server = await WireServer.StartAsync();
        var options = new AWSOptions { Credentials = new BasicAWSCredentials(WireServer.AccessKey, WireServer.SecretKey) };
        options.DefaultClientConfig.ServiceURL = server.Url;
        options.DefaultClientConfig.AuthenticationRegion = "eu-west-1";
        await using var services = new ServiceCollection()
            .AddDefaultAWSOptions(options)
            .AddAWSService<IAmazonBackup>()
            .AddAWSService<IAmazonFSx>()
            .BuildServiceProvider();

        await services.GetRequiredService<IAmazonBackup>().ListBackupVaultsAsync(new(), TestContext.Current.CancellationToken);
        await services.GetRequiredService<IAmazonFSx>().DescribeFileSystemsAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal(["GET /backup-vaults", "POST /"], server.Requests.Select(request => request.ToString()));
        Assert.All(
            server.Requests, request => Assert.Contains("/eu-west-1/", SigV4.Authorization(request).Scope, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_create_a_client_for_their_Region()
    {
        var options = new AWSOptions { Region = RegionEndpoint.EUCentral1, Credentials = new AnonymousAWSCredentials() };

        using var backup = options.CreateServiceClient<IAmazonBackup>();
        using var fsx = options.CreateServiceClient<IAmazonFSx>();

        Assert.Equal(RegionEndpoint.EUCentral1, Assert.IsType<AmazonBackupClient>(backup).Config.RegionEndpoint);
        Assert.Equal(RegionEndpoint.EUCentral1, Assert.IsType<AmazonFSxClient>(fsx).Config.RegionEndpoint);
    }
}
