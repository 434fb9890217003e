using System.Collections.Concurrent;
using Amazon;
using Amazon.Backup;
using Amazon.Extensions.NETCore.Setup;
using Amazon.FSx;
using Amazon.IdentityManagement;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using FsxPortal.Core.Aws.Roles;
using FsxPortal.Core.Aws.Signing;
using FsxPortal.Core.Domain.Inventory;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Aws;

/// <summary>The clients of one account in one Region.</summary>
public sealed record LaneClients(IAmazonBackup Backup, IAmazonFSx Fsx, CallRates Rates, AwsTime Time);

/// <summary>Makes and keeps AWS clients, one set for each lane.</summary>
public sealed class AwsClients(
    AWSOptions defaults, IOptions<AwsOptions> options, IAmazonSecurityTokenService sts, Clocks clocks, ClockWatch watch)
{
    private readonly ConcurrentDictionary<(string Account, string? Role, string Region), LaneClients> _lanes = new();
    private readonly ConcurrentDictionary<(string Account, string? Role), AWSCredentials> _credentials = new();

    /// <summary>The clients for <paramref name="account"/> in <paramref name="region"/>.</summary>
    public LaneClients Of(AwsAccount account, string region) =>
        _lanes.GetOrAdd((account.AwsAccountId, account.RoleArn, region), key => Make(account, key.Region));

    /// <summary>A client of IAM, which knows no Regions, for <paramref name="account"/>; whoever asked for it disposes of it.</summary>
    public IAmazonIdentityManagementService IamOf(AwsAccount account) =>
        Configure(new AWSOptions { Credentials = CredentialsOf(account) }, options.Value, options.Value.HomeRegion)
            .CreateServiceClient<IAmazonIdentityManagementService>();

    /// <summary>A client of KMS for <paramref name="account"/> in <paramref name="region"/>; whoever asked for it disposes of it.</summary>
    public IAmazonKeyManagementService KmsOf(AwsAccount account, string region) =>
        Configure(new AWSOptions { Credentials = CredentialsOf(account) }, options.Value, region)
            .CreateServiceClient<IAmazonKeyManagementService>();

    /// <summary>The role AWS Backup works with in <paramref name="account"/>.</summary>
    public string BackupRoleOf(AwsAccount account) =>
        $"arn:{account.Partition}:iam::{account.AwsAccountId}:role/{options.Value.BackupRole}";

    /// <summary>Settings for a client in <paramref name="region"/>, with the portal's endpoint, time limit and retries.</summary>
    public static AWSOptions Configure(AWSOptions settings, AwsOptions options, string region)
    {
        settings.Region = RegionEndpoint.GetBySystemName(region);
        settings.DefaultClientConfig.RetryMode = RequestRetryMode.Standard;
        settings.DefaultClientConfig.Timeout = options.Timeout;
        if (!string.IsNullOrEmpty(options.Endpoint))
        {
            settings.DefaultClientConfig.ServiceURL = options.Endpoint;

            // With a URL of its own a client no longer knows the Region it signs for.
            settings.DefaultClientConfig.AuthenticationRegion = region;
        }

        return settings;
    }

    /// <summary>The same for a client that is made by hand, in the home Region.</summary>
    internal static ClientConfig Configured(ClientConfig config, AwsOptions options)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.HomeRegion);
        config.RetryMode = RequestRetryMode.Standard;
        config.Timeout = options.Timeout;
        if (!string.IsNullOrEmpty(options.Endpoint))
        {
            config.ServiceURL = options.Endpoint;
            config.AuthenticationRegion = options.HomeRegion;
        }

        return config;
    }

    private LaneClients Make(AwsAccount account, string region)
    {
        var settings = Configure(new AWSOptions { Credentials = CredentialsOf(account) }, options.Value, region);
        var (backup, fsx, time) = (
            settings.CreateServiceClient<IAmazonBackup>(), settings.CreateServiceClient<IAmazonFSx>(), new AwsTime(watch));
        time.Follow(backup);
        return new LaneClients(backup, fsx, new CallRates(clocks.Technical, options.Value.RateFactor), time);
    }

    private AWSCredentials CredentialsOf(AwsAccount account) =>
        _credentials.GetOrAdd((account.AwsAccountId, account.RoleArn), key => key.Role is { } role
            ? new AssumedRole(sts, role)
            : new OwnCredentials(
                () => defaults.Credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(), sts, key.Account));
}
