using Amazon.Backup;
using Amazon.EC2;
using Amazon.Extensions.NETCore.Setup;
using Amazon.FSx;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecurityToken;
using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;

namespace FsxPortal.Setup.Composition;

/// <summary>Puts the way to AWS together.</summary>
internal static class AwsSetup
{
    /// <summary>Adds the clients of AWS and what asks them.</summary>
    public static void AddAws(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<AwsOptions>(builder.Configuration.GetSection(AwsOptions.Section));
        var options = builder.Configuration.GetSection(AwsOptions.Section).Get<AwsOptions>() ?? new AwsOptions();
        services.AddSingleton(provider => AwsClients.Configure(
            new AWSOptions { Credentials = provider.GetService<AWSCredentials>() }, options, options.HomeRegion));
        CallWatch.Install();
        services.AddAWSService<IAmazonSecurityTokenService>();
        services.AddAWSService<IAmazonKeyManagementService>();
        services.AddAWSService<IAmazonEC2>();
        services.AddAWSService<IAmazonBackup>();
        services.AddAWSService<IAmazonFSx>();
        services.AddSingleton<AwsClients>();
        services.AddSingleton<InventoryGateway>();
        services.AddSingleton<JobGateway>();
        services.AddSingleton<VaultGateway>();
        services.AddSingleton<AccountGateway>();
        services.AddSingleton<PermissionGateway>();
    }
}
