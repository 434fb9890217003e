using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class FreshnessTests
{
    private static readonly Schedule Weekly = new()
    {
        Weekly = new() { Time = "06:00", Days = DaySet.Of([DayOfWeek.Monday]), Copy = new() { Days = DaySet.Of([DayOfWeek.Monday]) } },
    };

    private static readonly Schedule Yearly = new() { Yearly = new() { Time = "06:00", On = new() { DayOfMonth = 1 }, Month = 1 } };

    [Fact]
    public void Where_runs_are_rare_one_is_late_a_day_after_it_was_due() =>
        Assert.Equal(
            new Freshness(Some.Instant("2026-03-09 06:00"), Some.Instant("2026-03-10 06:00")),
            Freshness.OfBackups(PolicyOf(Weekly), Some.Now));

    [Fact]
    public void Where_runs_are_frequent_one_is_late_when_the_next_is_due() =>
        Assert.Equal(
            new Freshness(Some.Instant("2026-03-06 18:00"), Some.Instant("2026-03-07 06:00")),
            Freshness.OfBackups(PolicyOf(new Schedule { Daily = new() { Hours = [6, 18] } }), Some.Now));

    [Fact]
    public void A_yearly_run_is_awaited_however_far_away_it_is() =>
        Assert.Equal(Some.Instant("2027-01-01 06:00"), Freshness.OfBackups(PolicyOf(Yearly), Some.Now)!.DueAt);

    [Fact]
    public void Copies_are_awaited_from_the_runs_that_make_them()
    {
        Assert.Null(Freshness.OfCopies(PolicyOf(Yearly), Some.Now));
        var both = new Schedule { Daily = new() { Hours = [6] }, Weekly = Weekly.Weekly };
        Assert.Equal(Some.Instant("2026-03-09 06:00"), Freshness.OfCopies(PolicyOf(both), Some.Now)!.DueAt);
    }

    private static Policy PolicyOf(Schedule schedule) => Some.Policy(Some.Document with { TimeZone = "UTC", Schedule = schedule });
}
