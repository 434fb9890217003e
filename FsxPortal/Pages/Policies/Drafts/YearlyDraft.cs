using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>The yearly rule while somebody clicks. It makes no copies.</summary>
public sealed class YearlyDraft(YearlyRule? origin) : RuleDraft(origin is not null, origin?.Retention ?? Usual, Usual)
{
    private static readonly Period Usual = new(7, PeriodUnit.Years);

    public string Time { get; set; } = origin?.Time ?? "";

    public MonthDayDraft On { get; } = new(origin?.On);

    public int Month { get; set; } = origin?.Month ?? 1;

    /// <inheritdoc/>
    public override void Propose(string time, DayOfWeek day)
    {
        Time = time;
        On.Day = day;
    }

    /// <summary>The rule as it is sent.</summary>
    public YearlyRule ToRule() => new() { Time = Time, On = On.ToMonthDay(), Month = Month, Retention = Retention.ToPeriod() };
}
