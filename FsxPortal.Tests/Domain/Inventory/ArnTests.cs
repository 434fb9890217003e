using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Tests.Domain.Inventory;

[Properties(Arbitrary = [typeof(ArnTests)])]
public sealed class ArnTests
{
    public static Arbitrary<Arn> Any()
    {
        var word = Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789-".ToCharArray()).NonEmptyListOf()
            .Select(letters => string.Concat(letters));
        var maybe = Gen.OneOf(word, Gen.Constant(""));
        return (from partition in Gen.Elements("aws", "aws-cn", "aws-us-gov", "aws-iso-b")
                from service in word
                from region in maybe
                from account in maybe
                from kind in word
                from separator in Gen.Elements("", ":", "/", ":x/")
                from id in maybe
                select new Arn(partition, service, region, account, kind + separator + id)).ToArbitrary();
    }

    [Property]
    public void An_ARN_is_written_as_it_is_read(Arn arn) => Assert.Equal(arn, Arn.Parse(arn.ToString()));

    [Property]
    public void No_text_is_too_odd_to_be_refused(string? text) =>
        Assert.True(!Arn.TryParse(text, out var arn) || arn.ToString() == text);

    [Theory]
    [InlineData("")]
    [InlineData("arn")]
    [InlineData("arn:aws:fsx:eu-central-1:111122223333")]
    [InlineData("arn:aws:fsx:eu-central-1:111122223333:")]
    [InlineData("arn::fsx:eu-central-1:111122223333:file-system/fs-1")]
    [InlineData("urn:aws:fsx:eu-central-1:111122223333:file-system/fs-1")]
    public void What_is_no_ARN_is_refused(string text)
    {
        Assert.False(Arn.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Arn.Parse(text));
    }

    [Fact]
    public void A_vault_keeps_its_colon_and_a_volume_its_slashes()
    {
        Assert.Equal("backup-vault:portal-vault", Arn.Vault("aws", "eu-central-1", "111122223333", "portal-vault").Resource);
        Assert.Equal("fsvol-2", Arn.Parse("arn:aws:fsx:eu-central-1:111122223333:volume/fs-1/fsvol-2").Id);
    }

    [Property]
    public void A_lane_is_split_where_it_was_joined(Arn arn) =>
        Assert.Equal((arn.Account, arn.Region), Lane.Split(Lane.Of(arn)));
}
