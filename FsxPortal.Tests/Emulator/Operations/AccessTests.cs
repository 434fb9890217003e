namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>What policies let a caller do.</summary>
public sealed class AccessTests : EmulatorTest
{
    [Fact]
    public async Task A_role_may_do_what_its_policies_say_and_no_more()
    {
        var caller = await BecomeAsync(
            """{ "Statement": [{ "Effect": "Allow", "Action": ["backup:List*", "fsx:Describe*"], "Resource": "*" }] }""");

        Assert.Equal(200, (await caller.BackupAsync("GET", "/backup-vaults")).Status);
        Assert.Equal(200, (await caller.FsxAsync("DescribeFileSystems")).Status);
        Assert.Equal(200, (await caller.StsAsync("GetCallerIdentity")).Status);
        var denied = await caller.BackupAsync("GET", "/backup-vaults/Default");
        Assert.Equal("403 AccessDeniedException", denied.Refusal);
        Assert.Contains("is not authorized to perform: backup:DescribeBackupVault", (string?)denied["Message"], StringComparison.Ordinal);
        Assert.Equal("400 AccessDeniedException", (await caller.KmsAsync("ListKeys")).Refusal);
        Assert.Equal("403 UnauthorizedOperation", (await caller.Ec2Async("DescribeRegions")).Refusal);
        Assert.Equal(
            "403 AccessDenied",
            (await caller.StsAsync("AssumeRole", ("RoleArn", RunningEmulator.Role), ("RoleSessionName", "portal"))).Refusal);
    }

    [Fact]
    public async Task A_role_without_policies_may_do_nothing() =>
        Assert.Equal("403 AccessDeniedException", (await (await BecomeAsync(null)).BackupAsync("GET", "/backup-vaults")).Refusal);

    [Fact]
    public async Task A_denial_is_stronger_than_what_is_allowed()
    {
        var caller = await BecomeAsync("""
            { "Statement": [
              { "Effect": "Allow", "Action": "*", "Resource": "*" },
              { "Effect": "Deny", "Action": "backup:*", "Resource": "arn:aws:backup:*:*:backup-vault:Default" } ] }
            """);

        Assert.Equal(200, (await caller.BackupAsync("GET", "/backup-vaults/portal-vault")).Status);
        Assert.Equal("403 AccessDeniedException", (await caller.BackupAsync("GET", "/backup-vaults/Default")).Refusal);
    }

    [Fact]
    public async Task A_condition_may_ask_for_the_region()
    {
        var caller = await BecomeAsync("""
            { "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:RequestedRegion": ["eu-central-1"] } } } }
            """);

        Assert.Equal(200, (await caller.BackupAsync("GET", "/backup-vaults")).Status);
        Assert.Equal(
            "403 AccessDeniedException",
            (await (caller with { Region = RunningEmulator.Abroad }).BackupAsync("GET", "/backup-vaults")).Refusal);
    }

    [Fact]
    public async Task A_role_is_given_away_only_by_who_may_pass_it()
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        var caller = await BecomeAsync("""{ "Statement": { "Effect": "Allow", "Action": "backup:*", "Resource": "*" } }""");

        var denied = await caller.BackupAsync("PUT", "/backup-jobs", body);

        Assert.Contains($"iam:PassRole on resource: {RunningEmulator.Role}", (string?)denied["Message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON", "not a JSON object")]
    [InlineData("""{ "Statement": [] }""", "no statement")]
    [InlineData("""{ "Statement": { "Effect": "Maybe", "Action": "*", "Resource": "*" } }""", "Allow or Deny")]
    [InlineData(
        """{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "DateLessThan": { "aws:CurrentTime": "2026" } } } }""", "does not evaluate the condition DateLessThan")]
    public async Task A_policy_that_is_not_understood_is_refused(string policy, string sentence)
    {
        var refused = await Aws.IamAsync("PutRolePolicy", ("RoleName", "FsxPortal"), ("PolicyName", "odd"), ("PolicyDocument", policy));

        Assert.Equal("400 MalformedPolicyDocument", refused.Refusal);
        Assert.Contains(sentence, refused.XmlText("Message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_and_policies_are_listed_read_and_deleted()
    {
        await BecomeAsync("""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""");

        Assert.Contains("Reader", (await Aws.IamAsync("ListRoles")).Accepted().Text, StringComparison.Ordinal);
        Assert.Equal(
            "some", (await Aws.IamAsync("ListRolePolicies", ("RoleName", "Reader"))).Xml.Descendants()
                .Single(element => element.Name.LocalName == "member").Value);
        Assert.Contains(
            "Statement", (await Aws.IamAsync("GetRolePolicy", ("RoleName", "Reader"), ("PolicyName", "some")))
                .XmlText("PolicyDocument"), StringComparison.Ordinal);
        Assert.Equal("409 DeleteConflict", (await Aws.IamAsync("DeleteRole", ("RoleName", "Reader"))).Refusal);
        (await Aws.IamAsync("DeleteRolePolicy", ("RoleName", "Reader"), ("PolicyName", "some"))).Accepted();
        (await Aws.IamAsync("DeleteRole", ("RoleName", "Reader"))).Accepted();
        Assert.Equal("404 NoSuchEntity", (await Aws.IamAsync("GetRole", ("RoleName", "Reader"))).Refusal);
    }

    private async Task<RawAws> BecomeAsync(string? policy)
    {
        var role = (await Aws.IamAsync("CreateRole", ("RoleName", "Reader"), ("AssumeRolePolicyDocument", "{}"))).Accepted()
            .XmlText("Arn")!;
        if (policy is not null)
        {
            (await Aws.IamAsync("PutRolePolicy", ("RoleName", "Reader"), ("PolicyName", "some"), ("PolicyDocument", policy))).Accepted();
        }

        var answer = (await Aws.StsAsync("AssumeRole", ("RoleArn", role), ("RoleSessionName", "somebody"))).Accepted();
        return Aws with
        {
            AccessKey = answer.XmlText("AccessKeyId")!,
            Secret = answer.XmlText("SecretAccessKey")!,
            Token = answer.XmlText("SessionToken")
        };
    }
}
