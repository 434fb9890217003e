using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>A schedule while somebody clicks: the four rules, each switched on or off.</summary>
public sealed class ScheduleDraft(Schedule? origin)
{
    private const string Morning = "06:00";

    public DailyDraft Daily { get; } = new(origin?.Daily);

    public WeeklyDraft Weekly { get; } = new(origin?.Weekly);

    public MonthlyDraft Monthly { get; } = new(origin?.Monthly);

    public YearlyDraft Yearly { get; } = new(origin?.Yearly);

    /// <summary>Switches a rule. One that is switched on for the first time meets the
    /// more frequent ones, so that it needs no runs of its own.</summary>
    public void Switch(RuleDraft rule, bool isOn)
    {
        rule.IsOn = isOn;
        if (isOn && !rule.IsKnown)
        {
            rule.IsKnown = true;
            var (time, day) = Meeting(rule);
            rule.Propose(time, day);
        }
    }

    /// <summary>The schedule as it is sent; none if the policy runs by hand only.</summary>
    public Schedule? ToSchedule() => !new RuleDraft[] { Daily, Weekly, Monthly, Yearly }.Any(rule => rule.IsOn) ? null : new Schedule
    {
        Daily = Daily.IsOn ? Daily.ToRule() : null,
        Weekly = Weekly.IsOn ? Weekly.ToRule() : null,
        Monthly = Monthly.IsOn ? Monthly.ToRule() : null,
        Yearly = Yearly.IsOn ? Yearly.ToRule() : null,
    };

    private (string Time, DayOfWeek Day) Meeting(RuleDraft rule)
    {
        if (Weekly.IsOn && rule != Weekly)
        {
            return (Weekly.Time, ScheduleWords.Week.FirstOrDefault(day => Weekly.Ticks.Backups.Contains((int)day), DayOfWeek.Monday));
        }

        if (Monthly.IsOn && rule != Monthly)
        {
            return (Monthly.Time, Monthly.On.Day ?? DayOfWeek.Monday);
        }

        return Daily.IsOn && Daily.Ticks.Backups.Count > 0
            ? ($"{Daily.Ticks.Backups.Min:00}:00", ScheduleWords.Week.FirstOrDefault(Daily.Days.Contains, DayOfWeek.Monday))
            : (Morning, DayOfWeek.Monday);
    }
}
