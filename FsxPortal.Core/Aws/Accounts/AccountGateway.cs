using Amazon.Backup.Model;
using Amazon.FSx.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FsxPortal.Core.Aws.Signing;
using FsxPortal.Core.Domain.Inventory;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Aws.Accounts;

/// <summary>The account and the ARN that credentials belong to.</summary>
public sealed record AwsIdentity(string Account, string Arn);

/// <summary>Asks AWS who the portal is in an account, and what it may do there.</summary>
public sealed class AccountGateway(AwsClients clients, IAmazonSecurityTokenService sts, ClockWatch watch, IOptions<AwsOptions> options)
{
    private readonly Lazy<IAmazonSecurityTokenService> _watched = new(() =>
    {
        new AwsTime(watch).Follow(sts);
        return sts;
    });

    /// <summary>Has AWS tell its time, which comes with each answer.</summary>
    /// <exception cref="AwsFault">It does not, or takes no credentials.</exception>
    public Task AskTimeAsync(CancellationToken cancel) =>
        AwsFault.GuardAsync("tell its time", () => _watched.Value.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel));

    /// <summary>Who the portal is when it calls AWS for <paramref name="account"/>.</summary>
    /// <exception cref="AwsFault">The credentials are refused, or the role can't be assumed.</exception>
    public Task<AwsIdentity> IdentityAsync(AwsAccount account, CancellationToken cancel) =>
        AwsFault.GuardAsync($"tell who the portal is in {account.AwsAccountId}", async () =>
    {
        if (account.RoleArn is null)
        {
            return Of(await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel));
        }

        var role = await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = account.RoleArn, RoleSessionName = "FsxPortalCheck" }, cancel);
        using var assumed = new AmazonSecurityTokenServiceClient(
            role.Credentials,
            (AmazonSecurityTokenServiceConfig)AwsClients.Configured(new AmazonSecurityTokenServiceConfig(), options.Value));
        return Of(await assumed.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel));
    });

    /// <summary>Whether AWS Backup may protect Amazon FSx in a Region; none if AWS does not say.</summary>
    public Task<bool?> ProtectsFsxAsync(AwsAccount account, string region, CancellationToken cancel) =>
        AwsFault.GuardAsync($"read the settings of AWS Backup in {region}", async () =>
    {
        var answer = await clients.Of(account, region).Backup.DescribeRegionSettingsAsync(new DescribeRegionSettingsRequest(), cancel);
        return answer.ResourceTypeOptInPreference?.TryGetValue("FSx", out var isOn) == true ? isOn : (bool?)null;
    });

    /// <summary>The calls the portal lives by, each as small as it can be, by the action the role has to allow.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task>> ReadsOf(AwsAccount account, string region)
    {
        var lane = clients.Of(account, region);
        return new Dictionary<string, Func<CancellationToken, Task>>
        {
            ["fsx:DescribeFileSystems"] = cancel =>
                Ask(() => lane.Fsx.DescribeFileSystemsAsync(new DescribeFileSystemsRequest { MaxResults = 1 }, cancel)),
            ["fsx:DescribeVolumes"] = cancel =>
                Ask(() => lane.Fsx.DescribeVolumesAsync(new DescribeVolumesRequest { MaxResults = 1 }, cancel)),
            ["fsx:DescribeBackups"] = cancel =>
                Ask(() => lane.Fsx.DescribeBackupsAsync(new DescribeBackupsRequest { MaxResults = 1 }, cancel)),
            ["backup:ListBackupJobs"] = cancel =>
                Ask(() => lane.Backup.ListBackupJobsAsync(new ListBackupJobsRequest { MaxResults = 1 }, cancel)),
            ["backup:ListCopyJobs"] = cancel =>
                Ask(() => lane.Backup.ListCopyJobsAsync(new ListCopyJobsRequest { MaxResults = 1 }, cancel)),
        };
    }

    private static AwsIdentity Of(GetCallerIdentityResponse answer) => new(answer.Account, answer.Arn);

    private static Task Ask<T>(Func<Task<T>> call) => AwsFault.GuardAsync("answer", call);
}
