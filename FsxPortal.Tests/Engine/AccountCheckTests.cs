using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Engine;

public sealed class AccountCheckTests : EngineTests
{
    [StoreFact]
    public async Task All_is_well_where_AWS_allows_everything()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());

        var findings = await CheckAsync(Account());

        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Failed);
        Assert.Contains(findings, finding => finding is { Subject: "Identity", State: FindingState.Ok });
        Assert.Contains(findings, finding => finding is { Subject: "eu-central-1: vault portal-vault", State: FindingState.Ok });
        Assert.Contains(findings, finding => finding is { Subject: "eu-west-1: vault portal-copies", State: FindingState.Ok });
        Assert.All(findings.Where(finding => finding.State != FindingState.Ok), finding => Assert.NotNull(finding.Remedy));
    }

    [StoreFact]
    public async Task An_opt_in_that_is_off_and_a_vault_that_is_missing_are_said_with_what_to_do()
    {
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.Call("backup", "UpdateRegionSettings", new() { ["ResourceTypeOptInPreference"] = new System.Text.Json.Nodes.JsonObject { ["FSx"] = false } });
        Portal.Aws.Call("backup", "DeleteBackupVault", new() { ["BackupVaultName"] = "portal-vault" });

        var failed = (await CheckAsync(Account())).Where(finding => finding.State == FindingState.Failed).ToList();

        Assert.Equal(["eu-central-1: AWS Backup for Amazon FSx", "eu-central-1: vault portal-vault"], failed.Select(finding => finding.Subject));
        Assert.StartsWith("Switch Amazon FSx on", failed[0].Remedy, StringComparison.Ordinal);
        Assert.StartsWith("Create it in AWS Backup", failed[1].Remedy, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Credentials_of_another_account_end_the_check()
    {
        var findings = await CheckAsync(new AwsAccount(Guid.CreateVersion7(), "Other", "999988887777", null, [AwsFixture.Home]));

        Assert.Equal((FindingState.Failed, $"The credentials are those of the account {AwsFixture.Account}."), (Assert.Single(findings).State, findings[0].Text));
    }

    [StoreFact]
    public async Task A_role_that_may_not_be_assumed_is_said()
    {
        var findings = await CheckAsync(new AwsAccount(Guid.CreateVersion7(), "Production", AwsFixture.Account, $"arn:aws:iam::{AwsFixture.Account}:role/Nobody", [AwsFixture.Home]));

        Assert.Equal(FindingState.Failed, Assert.Single(findings).State);
        Assert.NotNull(findings[0].Remedy);
    }

    private static AwsAccount Account() => new(Guid.CreateVersion7(), "Production", AwsFixture.Account, null, [AwsFixture.Home, AwsFixture.Abroad]);

    private Task<IReadOnlyList<Finding>> CheckAsync(AwsAccount account) => Portal.Get<AccountCheck>().RunAsync(account, Cancel);
}
