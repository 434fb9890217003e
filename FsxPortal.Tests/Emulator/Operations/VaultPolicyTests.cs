namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>Policies of vaults, which keep out whom IAM lets in.</summary>
public sealed class VaultPolicyTests : EmulatorTest
{
    private const string User = $"arn:aws:iam::{RunningEmulator.Account}:user/fsxportal";

    [Fact]
    public async Task A_denial_for_everybody_refuses_the_call_and_names_the_policy_of_the_resource()
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        await PutAsync(
            """{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint", "Resource": "*" } }""");

        var denied = await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point));

        Assert.Equal("403 AccessDeniedException", denied.Refusal);
        Assert.Equal(
            $"User: {User} is not authorized to perform: backup:DeleteRecoveryPoint on resource: {point} with an explicit deny in a "
                + $"resource-based policy", (string?)denied["Message"]);
        Assert.Equal(200, (await Aws.BackupAsync("GET", RunningEmulator.PathOf(point))).Status);
        (await Aws.BackupAsync("DELETE", PathOf(RunningEmulator.Vault))).Accepted();
        Assert.Equal(200, (await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(point))).Status);
    }

    [Fact]
    public async Task A_backup_is_refused_by_the_vault_it_would_go_to_and_by_no_other()
    {
        await PutAsync(
            """{ "Statement": { "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "backup:StartBackupJob", "Resource": "*" } }""");
        var fileSystem = await Emulator.AddFileSystemAsync();

        Assert.Equal(
            "403 AccessDeniedException", (await Aws.BackupAsync("PUT", "/backup-jobs", RunningEmulator.BackupOf(fileSystem))).Refusal);
        Assert.Equal(200, (await Aws.BackupAsync("PUT", "/backup-jobs", RunningEmulator.BackupOf(fileSystem, "Default"))).Status);
    }

    [Theory]
    [InlineData(RunningEmulator.Home, RunningEmulator.Vault, "StartCopyJob")]
    [InlineData(RunningEmulator.Abroad, "portal-copies", "CopyIntoBackupVault")]
    public async Task A_copy_is_refused_by_the_vault_it_leaves_and_by_the_one_it_enters(string region, string vault, string action)
    {
        var point = await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync());
        await PutAsync(
            $$"""{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "backup:{{action}}", "Resource": "*" } }""", vault, region);

        var denied = await Aws.BackupAsync("PUT", "/copy-jobs", RunningEmulator.CopyOf(point));

        Assert.Equal("403 AccessDeniedException", denied.Refusal);
        Assert.Contains($"backup:{action} on resource", (string?)denied["Message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"\"{User}\"", true)]
    [InlineData("\"111122223333\"", true)]
    [InlineData("[\"444455556666\", \"arn:aws:iam::111122223333:root\"]", true)]
    [InlineData("\"444455556666\"", false)]
    [InlineData("\"arn:aws:iam::111122223333:role/FsxPortal\"", false)]
    public async Task A_denial_holds_for_whom_it_names(string names, bool isDenied)
    {
        await PutAsync(
            $$"""{ "Statement": { "Effect": "Deny", "Principal": { "AWS": {{names}} }, "Action": "backup:List*", "Resource": "*" } }""");

        Assert.Equal(isDenied ? 403 : 200, (await Aws.BackupAsync("GET", "/backup-vaults/portal-vault/recovery-points")).Status);
    }

    [Fact]
    public async Task A_role_is_kept_out_under_its_own_name_whoever_has_assumed_it()
    {
        await PutAsync("""
            { "Statement": { "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
              "Condition": { "StringNotLike": { "aws:PrincipalArn": "*:user/fsxportal" } } } }
            """);
        var answer = (
            await Aws.StsAsync("AssumeRole", ("RoleArn", "arn:aws:iam::111122223333:role/FsxPortal"), ("RoleSessionName", "somebody")))
                .Accepted();
        var assumed = Aws with
        {
            AccessKey = answer.XmlText("AccessKeyId")!,
            Secret = answer.XmlText("SecretAccessKey")!,
            Token = answer.XmlText("SessionToken")
        };

        Assert.Equal(403, (await assumed.BackupAsync("GET", "/backup-vaults/portal-vault")).Status);
        Assert.Equal(200, (await Aws.BackupAsync("GET", "/backup-vaults/portal-vault")).Status);
    }

    [Theory]
    [InlineData("no JSON", "not a JSON object")]
    [InlineData("""{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }""", "needs a Principal")]
    [InlineData(
        """{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "true" } } } }""", "does not evaluate the condition Bool")]
    public async Task A_policy_that_is_not_understood_is_refused(string policy, string sentence)
    {
        var refused = await Aws.BackupAsync("PUT", PathOf(RunningEmulator.Vault), new() { ["Policy"] = policy });

        Assert.Equal("400 InvalidParameterValueException", refused.Refusal);
        Assert.Contains(sentence, (string?)refused["Message"], StringComparison.Ordinal);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", PathOf(RunningEmulator.Vault))).Refusal);
    }

    private static string PathOf(string vault) => $"/backup-vaults/{vault}/access-policy";

    private async Task PutAsync(string policy, string vault = RunningEmulator.Vault, string region = RunningEmulator.Home)
    {
        var aws = Emulator.As(RunningEmulator.Account, region);
        (await aws.BackupAsync("PUT", PathOf(vault), new() { ["Policy"] = policy })).Accepted();
        Assert.Equal(policy, (string?)(await aws.GetAsync(PathOf(vault)))["Policy"]);
    }
}
