using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.SecurityToken;
using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Support.Offline;

/// <summary>AWS where nobody listens: whoever asks is told that it can't be reached. What commands need besides is there.</summary>
internal static class NoAws
{
    private const string Nowhere = "http://127.0.0.1:9";

    public static IServiceCollection AddNoAws(this IServiceCollection services)
    {
        var credentials = new BasicAWSCredentials("nobody", "nothing");
        services.Configure<AwsOptions>(options => (options.Endpoint, options.HomeRegion) = (Nowhere, "eu-central-1"));
        return services
            .AddSingleton(TrailKey.Keys)
            .AddSingleton(new AWSOptions { Credentials = credentials })
            .AddSingleton<IAmazonSecurityTokenService>(new AmazonSecurityTokenServiceClient(
                credentials,
                new AmazonSecurityTokenServiceConfig
                {
                    ServiceURL = Nowhere,
                    AuthenticationRegion = "eu-central-1",
                    MaxErrorRetry = 0
                }))
            .AddSingleton<AwsClients>().AddSingleton<AccountGateway>().AddSingleton<VaultGateway>().AddSingleton<PermissionGateway>()
            .AddSingleton<PermissionCheck>().AddSingleton<VaultCheck>().AddSingleton<AccountCheck>()
            .AddSingleton<CredentialCheck>();
    }
}
