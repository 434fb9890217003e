using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Inventory;

public sealed class VaultLockTests
{
    private static readonly DateTimeOffset Start = Some.Instant("2026-03-01 12:30");

    [Theory]
    [InlineData("2026-03-04 12:30", null, null, 3)]
    [InlineData("2026-03-04 12:31", null, null, 4)]
    [InlineData("2026-03-04 12:00", null, null, 3)]
    [InlineData("2026-03-01 12:00", null, null, 1)]
    [InlineData("2026-03-04 12:30", 7L, null, 7)]
    [InlineData("2026-03-04 13:30", null, 3L, 3)]
    public void AWS_is_told_the_days_until_the_last_flag_has_ended(string end, long? least, long? most, long days) =>
        Assert.Equal(days, new VaultLock(least, most).DaysFor([Some.Instant("2026-03-02 00:00"), Some.Instant(end)], Start));

    [Fact]
    public void What_stays_for_ever_has_no_days()
    {
        Assert.Null(new VaultLock(1, null).DaysFor([], Start));
        Assert.Null(new VaultLock(1, null).DaysFor([Start.AddDays(1), null], Start));
    }
}
