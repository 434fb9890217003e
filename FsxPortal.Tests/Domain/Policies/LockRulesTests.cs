using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class LockRulesTests
{
    [Theory]
    [InlineData(30L, "30 days", null)]
    [InlineData(30L, "31 days", "it takes restore points for 30 days at most, and the policy keeps some for 31 days")]
    [InlineData(30L, "1 month", "it takes restore points for 30 days at most, and the policy keeps some for 1 month")]
    [InlineData(31L, "1 month", null)]
    [InlineData(365L, "1 year", "it takes restore points for 365 days at most, and the policy keeps some for 1 year")]
    [InlineData(366L, "1 year", null)]
    [InlineData(null, "10 years", null)]
    public void A_period_must_fit_at_its_longest(long? most, string period, string? refusal) =>
        Assert.Equal(refusal, LockRules.Refusal(new VaultLock(null, most), [Some.Period("3 days"), Some.Period(period)]));

    [Fact]
    public void For_ever_does_not_fit_where_there_is_a_longest() =>
        Assert.Equal("it takes no restore points that are kept for ever, but 30 days at most", LockRules.Refusal(new VaultLock(1, 30), []));
}
