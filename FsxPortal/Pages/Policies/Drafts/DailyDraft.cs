using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>The daily rule while somebody clicks.</summary>
public sealed class DailyDraft(DailyRule? origin)
    : RuleDraft(origin is not null, origin?.Retention ?? Usual, origin?.Copy?.Retention ?? origin?.Retention ?? Usual)
{
    private static readonly Period Usual = new(14, PeriodUnit.Days);

    public HashSet<DayOfWeek> Days { get; } = [.. (origin?.Days ?? DaySet.Everyday).Days];

    /// <summary>The hours.</summary>
    public TickDraft Ticks { get; } = new(origin?.Hours, origin?.Copy?.Hours);

    public int RunsPerHour { get; set; } = origin?.RunsPerHour ?? 1;

    /// <inheritdoc/>
    public override void Propose(string time, DayOfWeek day)
    {
        if (CivilTime.Parse(time) is { } hour)
        {
            Ticks.Backups.Add(hour.Hour);
        }
    }

    /// <summary>The rule as it is sent.</summary>
    public DailyRule ToRule() => new()
    {
        Days = DaysOf(Days),
        Hours = [.. Ticks.Backups],
        RunsPerHour = RunsPerHour,
        Retention = Retention.ToPeriod(),
        Copy = Ticks.Copies.Count == 0 ? null : new DailyCopy { Hours = [.. Ticks.Copies], Retention = CopyRetention.ToPeriod() },
    };
}
