using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>One rule of a schedule while somebody clicks.</summary>
public abstract class RuleDraft(bool isOn, Period keep, Period keepCopies)
{
    public bool IsOn { get; set; } = isOn;

    /// <summary>Whether its fields say what somebody wanted, and not only what is usual.</summary>
    public bool IsKnown { get; set; } = isOn;

    public PeriodDraft Retention { get; } = new(keep);

    public PeriodDraft CopyRetention { get; } = new(keepCopies);

    /// <summary>Takes over a time and a day at which a more frequent rule runs.</summary>
    public abstract void Propose(string time, DayOfWeek day);

    private protected static DaySet DaysOf(IEnumerable<DayOfWeek> days) => DaySet.Of(days) switch
    {
        var all when all.Equals(DaySet.Everyday) => DaySet.Everyday,
        var work when work.Equals(DaySet.Weekdays) => DaySet.Weekdays,
        var some => some,
    };
}
