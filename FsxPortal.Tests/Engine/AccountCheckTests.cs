using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Engine;

public sealed class AccountCheckTests : EngineTests
{
    private const string BackupRole = "role/service-role/AWSBackupDefaultServiceRole";

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
        Assert.Contains(findings, finding => finding is { Subject: "eu-central-1: backup:StartBackupJob", State: FindingState.Ok });
        Assert.Contains(findings, finding => finding is { Subject: "eu-west-1: fsx:CopyBackup", State: FindingState.Ok });
        Assert.All(findings.Where(finding => finding.State != FindingState.Ok), finding => Assert.NotNull(finding.Remedy));
    }

    [StoreFact]
    public async Task An_opt_in_that_is_off_and_a_vault_that_is_missing_are_said_with_what_to_do()
    {
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.Call(
            "backup", "UpdateRegionSettings",
            new() { ["ResourceTypeOptInPreference"] = new System.Text.Json.Nodes.JsonObject { ["FSx"] = false } });
        Portal.Aws.Call("backup", "DeleteBackupVault", new() { ["BackupVaultName"] = "portal-vault" });

        var failed = (await CheckAsync(Account())).Where(finding => finding.State == FindingState.Failed).ToList();

        Assert.Equal(
            ["eu-central-1: AWS Backup for Amazon FSx", "eu-central-1: vault portal-vault"], failed.Select(finding => finding.Subject));
        Assert.StartsWith("Switch Amazon FSx on", failed[0].Remedy, StringComparison.Ordinal);
        Assert.StartsWith("Create it in AWS Backup", failed[1].Remedy, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Credentials_of_another_account_end_the_check()
    {
        var findings = await CheckAsync(new AwsAccount(Guid.CreateVersion7(), "Other", "999988887777", null, [AwsFixture.Home]));

        Assert.Equal(
            (FindingState.Failed, $"The credentials are those of the account {AwsFixture.Account}."),
            (Assert.Single(findings).State, findings[0].Text));
    }

    [StoreFact]
    public async Task A_role_that_may_not_be_assumed_is_said()
    {
        var findings = await CheckAsync(
            new AwsAccount(
                Guid.CreateVersion7(), "Production", AwsFixture.Account, $"arn:aws:iam::{AwsFixture.Account}:role/Nobody",
                [AwsFixture.Home]));

        Assert.Equal(FindingState.Failed, Assert.Single(findings).State);
        Assert.NotNull(findings[0].Remedy);
    }

    [StoreTheory]
    [InlineData("backup:DeleteRecoveryPoint", "user/fsxportal", "retention removes nothing")]
    [InlineData("iam:PassRole", "user/fsxportal", "no job starts: AWS Backup does not get its role")]
    [InlineData("fsx:CopyBackup", BackupRole, "copy jobs fail")]
    public async Task A_permission_that_is_missing_is_said_by_its_action_with_what_it_stops(string action, string principal, string stops)
    {
        Portal.Aws.Deny(action, principal);

        var failed = (await CheckAsync(Account())).Where(finding => finding.State == FindingState.Failed).ToList();

        Assert.Equal([$"eu-central-1: {action}", $"eu-west-1: {action}"], failed.Select(finding => finding.Subject));
        Assert.All(failed, finding => Assert.EndsWith($": {stops}.", finding.Text, StringComparison.Ordinal));
        Assert.All(
            failed, finding =>
                Assert.Equal($"Allow {action} in the policies of arn:aws:iam::{AwsFixture.Account}:{principal}.", finding.Remedy));
    }

    [StoreFact]
    public async Task Who_may_not_simulate_is_told_what_stays_unknown()
    {
        Portal.Aws.Deny("iam:SimulatePrincipalPolicy");

        var findings = await CheckAsync(Account());

        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Failed);
        var warning = Assert.Single(findings, finding => finding.Subject == "eu-central-1: iam:SimulatePrincipalPolicy");
        Assert.Equal(FindingState.Warning, warning.State);
        Assert.StartsWith("Allow iam:SimulatePrincipalPolicy", warning.Remedy, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_role_of_AWS_Backup_that_is_not_there_is_said()
    {
        Portal.Aws.World(world =>
        {
            world.Access.Remove($"arn:aws:iam::{AwsFixture.Account}:{BackupRole}");
            return world.Roles.Remove($"arn:aws:iam::{AwsFixture.Account}:{BackupRole}");
        });

        var failed = (await CheckAsync(Account())).First(finding => finding.State == FindingState.Failed);

        Assert.StartsWith("Make the role", failed.Remedy, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Whose_own_role_IAM_does_not_find_is_told_to_register_it()
    {
        Portal.Aws.Fault(
            """{ "service": "iam", "operation": "SimulatePrincipalPolicy", "action": "status", "parameters": { "code": 404, "error": "NoSuchEntity" } }""");

        var failed = (await CheckAsync(Account())).First(finding => finding.State == FindingState.Failed);

        Assert.Equal("Register the account with the ARN of the portal's role, path included.", failed.Remedy);
    }

    [StoreFact]
    public async Task A_vault_for_copies_may_have_the_key_of_Amazon_FSx()
    {
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.Call("backup", "DeleteBackupVault", new() { ["BackupVaultName"] = "portal-copies" }, AwsFixture.Abroad);
        Portal.Aws.Call("backup", "CreateBackupVault", new()
        {
            ["BackupVaultName"] = "portal-copies",
            ["EncryptionKeyArn"] = $"arn:aws:kms:{AwsFixture.Abroad}:{AwsFixture.Account}:alias/aws/fsx",
        }, AwsFixture.Abroad);

        Assert.Contains(
            await CheckAsync(Account()), finding => finding is { Subject: "eu-west-1: vault portal-copies", State: FindingState.Ok });
    }

    [StoreFact]
    public async Task A_vault_for_copies_needs_a_key_of_ones_own_that_is_enabled()
    {
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.Call("backup", "DeleteBackupVault", new() { ["BackupVaultName"] = "portal-copies" }, AwsFixture.Abroad);
        Portal.Aws.Call("backup", "CreateBackupVault", new() { ["BackupVaultName"] = "portal-copies" }, AwsFixture.Abroad);
        Portal.Aws.World(world =>
            world.Keys.Values.Single(key => key.Account == AwsFixture.Account && key.Region == AwsFixture.Home).State = "Disabled");

        var failed = (await CheckAsync(Account())).Where(finding => finding.State == FindingState.Failed).ToList();

        Assert.Equal(["eu-central-1: vault portal-vault", "eu-west-1: vault portal-copies"], failed.Select(finding => finding.Subject));
        Assert.Equal("Enable the key in AWS KMS, or cancel its deletion.", failed[0].Remedy);
        Assert.StartsWith("Create a vault with a key of your own", failed[1].Remedy, StringComparison.Ordinal);
    }

    private static AwsAccount Account() =>
        new(Guid.CreateVersion7(), "Production", AwsFixture.Account, null, [AwsFixture.Home, AwsFixture.Abroad]);

    private Task<IReadOnlyList<Finding>> CheckAsync(AwsAccount account) => Portal.Get<AccountCheck>().RunAsync(account, Cancel);
}
