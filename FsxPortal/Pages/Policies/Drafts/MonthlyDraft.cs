using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>The monthly rule while somebody clicks.</summary>
public sealed class MonthlyDraft(MonthlyRule? origin)
    : RuleDraft(origin is not null, origin?.Retention ?? Usual, origin?.Copy?.Retention ?? origin?.Retention ?? Usual)
{
    private static readonly Period Usual = new(12, PeriodUnit.Months);

    public string Time { get; set; } = origin?.Time ?? "";

    public MonthDayDraft On { get; } = new(origin?.On);

    /// <summary>The months, 1 to 12.</summary>
    public TickDraft Ticks { get; } = new(origin?.Months, origin?.Copy?.Months);

    /// <inheritdoc/>
    public override void Propose(string time, DayOfWeek day)
    {
        Time = time;
        On.Day = day;
        Ticks.Backups.UnionWith(Enumerable.Range(1, 12));
    }

    /// <summary>The rule as it is sent.</summary>
    public MonthlyRule ToRule() => new()
    {
        Time = Time,
        On = On.ToMonthDay(),
        Months = [.. Ticks.Backups],
        Retention = Retention.ToPeriod(),
        Copy = Ticks.Copies.Count == 0 ? null : new MonthlyCopy { Months = [.. Ticks.Copies], Retention = CopyRetention.ToPeriod() },
    };
}
