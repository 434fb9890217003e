using Bunit;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Pages.Policies.Drafts;
using FsxPortal.Pages.Policies.Rules;
using FsxPortal.Pages.Policies.Sections;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class RulePartTests : PartContext
{
    private int _changes;

    [Fact]
    public void A_copy_brings_its_backup_and_goes_with_it()
    {
        var ticks = new TickDraft([], []);
        var grid = Render<TickGrid>(p =>
            p.Add(x => x.Cells, [(6, "06", "at 06:00"), (18, "18", "at 18:00")]).Add(x => x.Ticks, ticks)
                .Add(x => x.OnChange, () => _changes++));

        grid.Find("button[aria-label='Copy at 18:00']").Click();
        grid.Render();
        Assert.Equal("true", grid.Find("button[aria-label='Backup at 18:00']").GetAttribute("aria-pressed"));
        grid.Find("button[aria-label='Backup at 18:00']").Click();

        Assert.Empty(ticks.Copies);
        Assert.Equal(2, _changes);
    }

    [Theory]
    [InlineData("6", "06:00")]
    [InlineData("0630", "06:30")]
    [InlineData("6:30", "06:30")]
    [InlineData(" 22:15 ", "22:15")]
    [InlineData("noon", "noon")]
    public void A_time_is_completed_as_people_type_it(string typed, string time)
    {
        string? told = null;
        var field = Render<TimeField>(p =>
            p.Add(x => x.Id, "t").Add(x => x.Time, "").Add(x => x.TimeChanged, (string changed) => told = changed));

        field.Find("input").Change(typed);

        Assert.Equal(time, told);
    }

    [Fact]
    public void A_period_has_a_number_and_a_unit_but_years_have_no_other()
    {
        var period = new PeriodDraft(new Period(14, PeriodUnit.Days));
        var field = Render<PeriodField>(p =>
            p.Add(x => x.Id, "keep").Add(x => x.Label, "Keep for").Add(x => x.Period, period).Add(x => x.OnChange, () => _changes++));

        field.Find("input").Change("3");
        field.Find("select[aria-label='Keep for: unit']").Change("Months");
        Assert.Equal(new Period(3, PeriodUnit.Months), period.ToPeriod());
        field.Render(p => p.Add(x => x.InYears, true));

        Assert.Empty(field.FindAll("select"));
    }

    [Fact]
    public void A_day_of_the_month_is_a_number_or_a_weekday()
    {
        var on = new MonthDayDraft(null);
        var field = Render<MonthDayField>(p => p.Add(x => x.Id, "day").Add(x => x.On, on).Add(x => x.OnChange, () => _changes++));
        field.Find("#day").Change("Last");
        field.Find("select[aria-label]").Change("");
        Assert.Equal(new MonthDay { Ordinal = MonthOrdinal.Last }, on.ToMonthDay());

        field.Find("#day").Change("");
        field.Find("input[type=number]").Change("31");

        Assert.Equal(new MonthDay { DayOfMonth = 31 }, on.ToMonthDay());
        Assert.NotEmpty(field.Find("#day-hint").TextContent);
    }

    [Fact]
    public void A_rule_shows_its_fields_only_while_it_is_on()
    {
        var switched = new List<bool>();
        var panel = Render<RulePanel>(p =>
            p.Add(x => x.Id, "daily").Add(x => x.Title, "Daily").Add(x => x.Rule, new DailyDraft(null))
                .Add(x => x.OnSwitch, (bool on) => switched.Add(on)).AddChildContent("<i>fields</i>"));
        Assert.Empty(panel.FindAll("i"));
        panel.Find("#daily-on").Change(true);

        panel.Render(p => p.Add(x => x.Rule, new DailyDraft(new DailyRule { Hours = [6] })));

        Assert.Equal([true], switched);
        Assert.Equal(("fields", "Not complete yet."), (panel.Find("i").TextContent, panel.Find("#daily-sentence").TextContent));
    }

    [Fact]
    public void Days_and_hours_make_a_daily_rule()
    {
        var rule = new DailyDraft(new DailyRule { Hours = [6], Retention = new Period(14, PeriodUnit.Days) });
        var panel = Render<DailyPanel>(p =>
            p.Add(x => x.Rule, rule).Add(x => x.Problems, Wrong("schedule.daily.days", "Choose a day."))
                .Add(x => x.OnChange, () => _changes++));

        panel.FindAll("input[type=checkbox]")[6].Change(false);
        panel.Find("button[aria-label='Copy at 06:00']").Click();
        panel.Render();
        panel.Find("#daily-keep-copies").Change("30");

        Assert.DoesNotContain(DayOfWeek.Sunday, rule.Days);
        Assert.Equal(30, rule.ToRule().Copy!.Retention!.Count);
        Assert.Equal("Choose a day.", panel.Find(".field-problem").TextContent);
    }

    [Fact]
    public void A_weekly_rule_has_days_and_a_time()
    {
        var rule = new WeeklyDraft(null);
        var panel = Render<WeeklyPanel>(p =>
            p.Add(x => x.Rule, rule).Add(x => x.Problems, FieldProblems.None).Add(x => x.OnChange, () => _changes++));

        panel.Find("button[aria-label='Backup on Tue']").Click();
        panel.Find("#weekly-time").Change("7");

        Assert.Equal(("07:00", DayOfWeek.Tuesday), (rule.ToRule().Time, rule.ToRule().Days!.Days.Single()));
    }

    [Fact]
    public void A_monthly_rule_has_months()
    {
        var rule = new MonthlyDraft(null);
        var panel = Render<MonthlyPanel>(p =>
            p.Add(x => x.Rule, rule).Add(x => x.Problems, Wrong("schedule.monthly.time", "Give a time."))
                .Add(x => x.OnChange, () => _changes++));

        panel.Find("button[aria-label='Backup in Mar']").Click();

        Assert.Equal([3], rule.ToRule().Months);
        Assert.Equal("Give a time.", panel.Find("#monthly-time-problem").TextContent);
    }

    [Fact]
    public void A_yearly_rule_has_one_month()
    {
        var rule = new YearlyDraft(null);
        var panel = Render<YearlyPanel>(p =>
            p.Add(x => x.Rule, rule).Add(x => x.Problems, FieldProblems.None).Add(x => x.OnChange, () => _changes++));

        panel.Find("#yearly-month").Change("12");

        Assert.Equal(12, rule.ToRule().Month);
        Assert.NotEmpty(panel.Find(".rule-note").TextContent);
    }

    [Fact]
    public void A_schedule_without_rules_says_what_that_means()
    {
        var draft = new PolicyDraft(Rows.Policy().Document);
        var section = Render<ScheduleSection>(p => p.Add(x => x.Draft, draft).Add(x => x.Problems, FieldProblems.None));
        Assert.NotEmpty(section.Find("#daily-sentence").TextContent);

        section.Find("#daily-on").Change(false);

        Assert.Null(draft.Schedule.ToSchedule());
        Assert.NotEmpty(section.Find("section > p.muted").TextContent);
    }

    private static FieldProblems Wrong(string path, string text) => new([new Problem(path, text)]);
}
