using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Engine.Cleanup;

public sealed class RecordOptionsTests
{
    [Theory]
    [InlineData("3 months", "2025-12-10")]
    [InlineData("31 days", "2026-02-07")]
    [InlineData("1 year", "2025-03-10")]
    [InlineData("100 years", "1926-03-10")]
    public void What_is_older_than_the_period_may_be_forgotten(string value, string before)
    {
        Assert.Null(RecordOptions.Problem(value));
        Assert.Equal(before, $"{new RecordOptions { SessionRecords = value }.ForgottenBefore(AwsFixture.Begin):yyyy-MM-dd}");
    }

    [Fact]
    public void All_is_remembered_where_that_is_wanted()
    {
        Assert.Null(RecordOptions.Problem("all"));
        Assert.Null(new RecordOptions { SessionRecords = "all" }.ForgottenBefore(AwsFixture.Begin));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("3 weeks")]
    [InlineData("-3 months")]
    [InlineData("0 days")]
    [InlineData("30 days")]
    [InlineData("1 month")]
    [InlineData("9999 years")]
    [InlineData("forever")]
    public void What_is_no_period_or_too_short_is_refused_in_words(string value) =>
        Assert.StartsWith($"Retention:SessionRecords is '{value}'.", RecordOptions.Problem(value), StringComparison.Ordinal);
}
