using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Rare;

public sealed class CarriedFlagTests
{
    private static readonly DateTimeOffset First = Some.Instant("2026-04-01 06:00");

    private static readonly PolicyDocument Document = Some.Document with
    {
        TimeZone = "UTC",
        Schedule = new Schedule
        {
            Daily = Some.Document.Schedule!.Daily,
            Monthly = new MonthlyRule
            {
                Time = "06:00",
                On = new MonthDay { DayOfMonth = 1 },
                Months = [.. Enumerable.Range(1, 12)],
                Retention = Some.Period("12 months")
            },
        },
    };

    [Theory]
    [MemberData(nameof(Golden.Files), "Carried", MemberType = typeof(Golden))]
    public void Later_backups_stand_in_as_the_golden_file_shows(string file) => Golden.Verify(file, CarriedScript.Run);

    [Theory]
    [InlineData("2026-04-01 05:59", null)]
    [InlineData("2026-04-01 06:00", "2026-04-01 06:00")]
    [InlineData("2026-05-01 05:59", "2026-04-01 06:00")]
    [InlineData("2026-05-01 06:00", "2026-05-01 06:00")]
    public void A_slot_counts_from_its_very_instant_until_that_of_the_next(string at, string? slot)
    {
        var newest = RareSlots.Of(Some.Policy(Document), Some.Instant(at)).SingleOrDefault();

        Assert.Equal(slot is null ? null : Some.Instant(slot), newest?.Slot);
    }

    [Fact]
    public void A_slot_at_the_very_instant_at_which_the_policy_is_saved_owes_nothing() =>
        Assert.Empty(RareSlots.Of(new Policy(Some.Id(3), Document, 1, First), First.AddDays(3)));

    [Fact]
    public void The_daily_flag_is_never_carried() =>
        Assert.DoesNotContain(RareSlots.Of(Some.Policy(Document), First.AddDays(3)), slot => slot.Flag == GfsFlags.Daily);

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    public void A_file_system_that_AWS_did_not_have_yet_owes_nothing(int seconds, bool owes)
    {
        var fileSystem = new FileSystem(
            Some.Id(2), Some.Id(1), Some.FileSystem().Facts with { CreatedAt = First.AddSeconds(seconds) }, First);

        var lack = MissingFlags.Of(new RareSlot(GfsFlags.Monthly, First, RestorePointKind.Backup), fileSystem, new RareEvidence());

        Assert.Equal(owes, lack is not null);
    }

    [Fact]
    public void A_rule_of_once_a_year_on_a_leap_day_is_found_in_every_year()
    {
        var yearly = new YearlyRule
        {
            Time = "06:00",
            On = new MonthDay { DayOfMonth = 29 },
            Month = 2,
            Retention = Some.Period("7 years")
        };
        var policy = new Policy(
            Some.Id(3), Document with { Schedule = new Schedule { Yearly = yearly } }, 1, Some.Instant("2020-01-01 00:00"));

        Assert.Equal(Some.Instant("2025-02-28 06:00"), RareSlots.Of(policy, Some.Instant("2026-02-28 05:59")).Single().Slot);
    }

    [Fact]
    public void What_a_rule_owes_counts_since_its_times_were_changed_and_not_since_its_retention_was()
    {
        var policy = Some.Policy(Document);
        var monthly = Document.Schedule!.Monthly!;

        policy.Change(With(monthly with { Retention = Some.Period("3 months") }), First);
        Assert.Equal(Some.Now, policy.SinceOf(GfsFlags.Monthly));

        policy.Change(With(monthly with { Time = "07:00" }), First);
        Assert.Equal((First, Some.Now), (policy.SinceOf(GfsFlags.Monthly), policy.SinceOf(GfsFlags.Daily)));

        policy.Change(policy.Document with { TimeZone = "Europe/Berlin" }, First.AddDays(1));
        Assert.Equal(First.AddDays(1), policy.SinceOf(GfsFlags.Daily));
    }

    [Fact]
    public void A_policy_that_is_switched_on_again_owes_nothing_of_before()
    {
        var policy = Some.Policy(Document);

        policy.Enable(false, First.AddDays(1));
        Assert.Equal(Some.Now, policy.SinceOf(GfsFlags.Monthly));

        policy.Enable(true, First.AddDays(2));
        Assert.Equal(First.AddDays(2), policy.SinceOf(GfsFlags.Monthly));
    }

    private static PolicyDocument With(MonthlyRule monthly) => Document with { Schedule = Document.Schedule! with { Monthly = monthly } };
}
