using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>The weekly rule while somebody clicks.</summary>
public sealed class WeeklyDraft(WeeklyRule? origin)
    : RuleDraft(origin is not null, origin?.Retention ?? Usual, origin?.Copy?.Retention ?? origin?.Retention ?? Usual)
{
    private static readonly Period Usual = new(2, PeriodUnit.Months);

    public string Time { get; set; } = origin?.Time ?? "";

    /// <summary>The days of the week, by the numbers of <see cref="DayOfWeek"/>.</summary>
    public TickDraft Ticks { get; } = new(origin?.Days?.Days.Select(day => (int)day), origin?.Copy?.Days?.Days.Select(day => (int)day));

    /// <inheritdoc/>
    public override void Propose(string time, DayOfWeek day)
    {
        Time = time;
        Ticks.Backups.Add((int)day);
    }

    /// <summary>The rule as it is sent.</summary>
    public WeeklyRule ToRule() => new()
    {
        Time = Time,
        Days = DaysOf(Ticks.Backups.Select(day => (DayOfWeek)day)),
        Retention = Retention.ToPeriod(),
        Copy = Ticks.Copies.Count == 0 ? null
            : new WeeklyCopy { Days = DaysOf(Ticks.Copies.Select(day => (DayOfWeek)day)), Retention = CopyRetention.ToPeriod() },
    };
}
