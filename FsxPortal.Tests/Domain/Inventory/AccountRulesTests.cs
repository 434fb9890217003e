using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Tests.Domain.Inventory;

public sealed class AccountRulesTests
{
    private const string Account = "111122223333";

    [Theory]
    [InlineData(Account, null, "eu-central-1")]
    [InlineData(Account, $"arn:aws:iam::{Account}:role/FsxPortal", "eu-central-1")]
    [InlineData(Account, $"arn:aws:iam::{Account}:role/backup/of.the-house+1", "eu-central-1")]
    [InlineData(Account, $"arn:aws-cn:iam::{Account}:role/FsxPortal", "cn-north-1")]
    [InlineData(Account, $"arn:aws-us-gov:iam::{Account}:role/FsxPortal", "us-gov-west-1")]
    public void What_AWS_allows_is_right(string account, string? role, string region) =>
        Assert.Empty(AccountRules.Validate(new AccountInput("Main", account, role, [region])));

    [Theory]
    [InlineData("111122223333\n", null, "eu-central-1", "awsAccount")]
    [InlineData("11112222333", null, "eu-central-1", "awsAccount")]
    [InlineData("１１１１２２２２３３３３", null, "eu-central-1", "awsAccount")]
    [InlineData(Account, null, "eu-central-1\n", "regions[0]")]
    [InlineData(Account, null, "eu-central", "regions[0]")]
    [InlineData(Account, null, "\0", "regions[0]")]
    [InlineData(Account, "arn:aws:iam::444455556666:role/FsxPortal", "eu-central-1", "roleArn")]
    [InlineData(Account, $"arn:aws:iam::{Account}:role/FsxPortal\n", "eu-central-1", "roleArn")]
    [InlineData(Account, $"arn:aws:iam::{Account}:role/Fsx\r\nPortal", "eu-central-1", "roleArn")]
    [InlineData(Account, $"arn:aws@evil.example/:iam::{Account}:role/FsxPortal", "eu-central-1", "roleArn")]
    [InlineData(Account, $"arn:aws-cn:iam::{Account}:role/FsxPortal", "eu-central-1", "roleArn")]
    [InlineData(Account, $"arn:aws:iam::{Account}:user/FsxPortal", "eu-central-1", "roleArn")]
    [InlineData(Account, $"arn:aws:iam:eu-central-1:{Account}:role/FsxPortal", "eu-central-1", "roleArn")]
    [InlineData(Account, "nonsense", "eu-central-1", "roleArn")]
    public void What_AWS_does_not_know_is_wrong(string account, string? role, string region, string path) =>
        Assert.Equal(path, Assert.Single(AccountRules.Validate(new AccountInput("Main", account, role, [region]))).Path);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Ma\0in")]
    [InlineData("Ma\nin")]
    public void A_name_is_one_line_that_can_be_kept(string name) =>
        Assert.Equal("name", Assert.Single(AccountRules.Validate(new AccountInput(name, Account, null, ["eu-central-1"]))).Path);

    [Fact]
    public void A_name_has_no_half_characters()
    {
        Assert.NotNull(PlainText.Refusal("half " + '\ud800' + " a character"));
        Assert.NotNull(PlainText.Refusal("half " + '\udc00'));
        Assert.Null(PlainText.Refusal("a whole one 😀"));
    }

    [Fact]
    public void An_account_has_no_more_Regions_than_AWS_may_have()
    {
        string[] many = [.. Enumerable.Range(0, 50_000).Select(number => $"eu-central-{number}")];

        Assert.Equal("There are 50000 Regions; 60 are allowed.", Assert.Single(Of(many)).Text);
        Assert.Empty(Of(many[..60]));
        Assert.Equal("regions[1]", Assert.Single(Of("eu-central-1", "cn-north-1")).Path);
        Assert.DoesNotContain(new string('x', 100), Assert.Single(Of(new string('x', 100_000))).Text, StringComparison.Ordinal);

        static IReadOnlyList<Problem> Of(params string[] regions) =>
            AccountRules.Validate(new AccountInput("Main", Account, null, regions));
    }

    [Theory]
    [InlineData("arn:aws:fsx:eu-central-1:111122223333:file-system/fs-1", true)]
    [InlineData("arn:aws-iso-b:fsx:eu-central-1:111122223333:file-system/fs-1", true)]
    [InlineData("arn:aws:fsx:eu-central-1:111122223333:file-system/fs-1\n", false)]
    [InlineData("arn:aws:fsx:eu-central-1:1111 2222:file-system/fs-1", false)]
    [InlineData("arn:aws@evil.example/:fsx:eu-central-1:111122223333:file-system/fs-1", false)]
    [InlineData("arn:aws:fsx:eu-central-1:111122223333:", false)]
    public void An_ARN_has_a_partition_of_AWS_and_no_space(string text, bool isOne) => Assert.Equal(isOne, Arn.TryParse(text, out _));
}
