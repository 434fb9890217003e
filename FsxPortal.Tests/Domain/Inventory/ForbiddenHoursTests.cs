using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Inventory;

public sealed class ForbiddenHoursTests
{
    private static readonly FileSystemFacts Facts = Some.FileSystem().Facts;

    // The sixth of March 2026 is a Friday.
    [Theory]
    [InlineData("2026-03-05 23:59", null)]
    [InlineData("2026-03-06 00:00", "2026-03-06 04:30")]
    [InlineData("2026-03-06 04:00", "2026-03-06 04:30")]
    [InlineData("2026-03-06 04:29", "2026-03-06 04:30")]
    [InlineData("2026-03-06 04:30", null)]
    [InlineData("2026-03-07 02:00", "2026-03-07 04:30")]
    public void No_backup_starts_in_the_hours_before_the_daily_automatic_backup(string at, string? until) =>
        Assert.Equal(
            until is null ? null
                : Some.Instant(until), ForbiddenHours.At(Facts with { AutomaticBackupStart = "04:00" }, Some.Instant(at))?.Until);

    [Theory]
    [InlineData("2026-03-08 20:59", null)]
    [InlineData("2026-03-08 21:00", "2026-03-09 01:30")]
    [InlineData("2026-03-09 01:29", "2026-03-09 01:30")]
    [InlineData("2026-03-09 01:30", null)]
    [InlineData("2026-03-10 00:30", null)]
    public void The_weekly_maintenance_forbids_across_the_end_of_the_week(string at, string? until) =>
        Assert.Equal(
            until is null ? null
                : Some.Instant(until), ForbiddenHours.At(Facts with { MaintenanceStart = "1:01:00" }, Some.Instant(at))?.Until);

    [Fact]
    public void Of_two_the_longer_one_is_waited_for()
    {
        var both = Facts with { AutomaticBackupStart = "04:00", MaintenanceStart = "5:06:00" };

        var time = ForbiddenHours.At(both, Some.Instant("2026-03-06 03:00"));

        Assert.Equal(
            "Waits until 2026-03-06 06:30 UTC: AWS starts no backup in the 4 hours before the weekly maintenance of 2026-03-06 06:00 UTC "
                + "or during it.",
            time?.ToString());
    }

    [Fact]
    public void The_hours_are_told_in_words() => Assert.Equal(
        ["Sunday 21:00 to Monday 01:30 UTC (weekly maintenance at 01:00)",
            "Every day 22:00 to 02:30 UTC (daily automatic backup at 02:00)"],
        ForbiddenHours.Of(Facts with { MaintenanceStart = "1:01:00", AutomaticBackupStart = "02:00" }));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("8:01:00", "4")]
    public void What_AWS_does_not_say_forbids_nothing(string? maintenance, string? backup) =>
        Assert.Empty(ForbiddenHours.Of(Facts with { MaintenanceStart = maintenance, AutomaticBackupStart = backup }));

    [Fact]
    public void Every_minute_of_a_week_is_forbidden_exactly_where_the_words_say()
    {
        var facts = Facts with { MaintenanceStart = "3:12:15" };
        var begin = Some.Instant("2026-03-02 00:00");

        var forbidden = Enumerable.Range(0, 7 * 24 * 60).Where(minute => ForbiddenHours.At(facts, begin.AddMinutes(minute)) is not null)
            .ToList();

        Assert.Equal(Enumerable.Range((2 * 24 * 60) + (8 * 60) + 15, 270), forbidden);
    }
}
