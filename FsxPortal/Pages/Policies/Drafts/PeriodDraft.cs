using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>A length of time while somebody types.</summary>
public sealed class PeriodDraft(Period origin)
{
    public int Count { get; set; } = origin.Count;

    public PeriodUnit Unit { get; set; } = origin.Unit;

    public Period ToPeriod() => new(Count, Unit);
}
