using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Pages.Policies.Drafts;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Pages;

public sealed class ScheduleDraftTests
{
    [Fact]
    public void Ticking_a_copy_ticks_its_backup()
    {
        var ticks = new TickDraft([6], null);

        ticks.ToggleCopy(18);

        Assert.Equal([6, 18], ticks.Backups);
        Assert.Equal([18], ticks.Copies);
    }

    [Fact]
    public void Unticking_a_backup_unticks_its_copy()
    {
        var ticks = new TickDraft([6, 18], [18]);

        ticks.ToggleBackup(18);

        Assert.Equal([6], ticks.Backups);
        Assert.Empty(ticks.Copies);
    }

    [Fact]
    public void Monday_to_Friday_is_saved_by_its_name()
    {
        var draft = new ScheduleDraft(new Schedule { Daily = new DailyRule { Hours = [6] } });

        draft.Daily.Days.Remove(DayOfWeek.Saturday);
        draft.Daily.Days.Remove(DayOfWeek.Sunday);

        Assert.Equal("Weekdays", draft.ToSchedule()!.Daily!.Days.Name);
    }

    [Fact]
    public void Without_a_rule_the_policy_runs_by_hand_only() => Assert.Null(new ScheduleDraft(null).ToSchedule());

    [Fact]
    public void A_rule_that_is_switched_on_meets_the_more_frequent_ones()
    {
        var draft = new ScheduleDraft(
            new Schedule
            {
                Daily = new DailyRule
                {
                    Days = DaySet.Of([DayOfWeek.Thursday]),
                    Hours = [18, 6],
                    Retention = Some.Period("9 days")
                }
            });

        draft.Switch(draft.Weekly, true);
        draft.Switch(draft.Monthly, true);
        draft.Switch(draft.Yearly, true);

        Assert.Equal(
            "Thursday at 06:00 and 18:00; weekly on Thursday at 06:00; monthly on the first Thursday; yearly on the first Thursday of "
                + "January",
            ScheduleWords.When(draft.ToSchedule()));
        Assert.DoesNotContain(
            ScheduleSentences.Of(draft.ToSchedule()!).Values, sentence => sentence.Contains("of its own", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_is_switched_off_and_on_again_is_as_it_was()
    {
        var draft = new ScheduleDraft(new Schedule { Weekly = new WeeklyRule { Time = "05:30", Days = DaySet.Of([DayOfWeek.Sunday]) } });

        draft.Switch(draft.Weekly, false);
        Assert.Null(draft.ToSchedule());
        draft.Switch(draft.Weekly, true);

        Assert.Equal("Weekly on Sunday at 05:30", ScheduleWords.When(draft.ToSchedule()));
    }

    [Fact]
    public void Only_the_last_day_needs_no_weekday()
    {
        var day = new MonthDayDraft(new MonthDay { Ordinal = MonthOrdinal.Last });
        Assert.Equal(new MonthDay { Ordinal = MonthOrdinal.Last }, day.ToMonthDay());

        day.Ordinal = MonthOrdinal.Second;
        Assert.Equal(new MonthDay { Ordinal = MonthOrdinal.Second, Day = DayOfWeek.Monday }, day.ToMonthDay());

        day.Ordinal = null;
        Assert.Equal(new MonthDay { DayOfMonth = 1 }, day.ToMonthDay());
    }
}
