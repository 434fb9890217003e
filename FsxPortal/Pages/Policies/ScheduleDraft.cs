using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies;

/// <summary>A daily schedule while somebody clicks hours.</summary>
public sealed class ScheduleDraft(DailyRule? origin)
{
    /// <summary>Whether the policy runs by itself at all.</summary>
    public bool IsOn { get; set; } = origin is not null;

    public HashSet<DayOfWeek> Days { get; } = [.. (origin?.Days ?? DaySet.Everyday).Days];

    public SortedSet<int> Hours { get; } = [.. origin?.Hours ?? []];

    public SortedSet<int> CopyHours { get; } = [.. origin?.Copy?.Hours ?? []];

    public int RunsPerHour { get; set; } = origin?.RunsPerHour ?? 1;

    public PeriodDraft Retention { get; } = new(origin?.Retention ?? new Period(14, PeriodUnit.Days));

    public PeriodDraft CopyRetention { get; } = new(origin?.Copy?.Retention ?? origin?.Retention ?? new Period(14, PeriodUnit.Days));

    /// <summary>Switches the backup of an hour. Without a backup there is nothing to copy.</summary>
    public void ToggleBackup(int hour)
    {
        if (!Hours.Add(hour))
        {
            Hours.Remove(hour);
            CopyHours.Remove(hour);
        }
    }

    /// <summary>Switches the copy of an hour. A copy needs the backup of that hour.</summary>
    public void ToggleCopy(int hour)
    {
        if (!CopyHours.Remove(hour))
        {
            CopyHours.Add(hour);
            Hours.Add(hour);
        }
    }

    /// <summary>The rule as it is sent; none if the policy runs by hand only.</summary>
    public DailyRule? ToRule() => !IsOn ? null : new DailyRule
    {
        Days = DaysOf(Days),
        Hours = [.. Hours],
        RunsPerHour = RunsPerHour,
        Retention = Retention.ToPeriod(),
        Copy = CopyHours.Count == 0 ? null : new DailyCopy { Hours = [.. CopyHours], Retention = CopyRetention.ToPeriod() },
    };

    private static DaySet DaysOf(IReadOnlyCollection<DayOfWeek> days) => DaySet.Of(days) switch
    {
        var all when all.Equals(DaySet.Everyday) => DaySet.Everyday,
        var work when work.Equals(DaySet.Weekdays) => DaySet.Weekdays,
        var some => some,
    };
}

/// <summary>A length of time while somebody types.</summary>
public sealed class PeriodDraft(Period origin)
{
    public int Count { get; set; } = origin.Count;

    public PeriodUnit Unit { get; set; } = origin.Unit;

    public Period ToPeriod() => new(Count, Unit);
}
