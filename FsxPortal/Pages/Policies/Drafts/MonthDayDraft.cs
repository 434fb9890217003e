using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>A day of the month while somebody chooses.</summary>
public sealed class MonthDayDraft(MonthDay? origin)
{
    private MonthOrdinal? _ordinal = origin is null ? MonthOrdinal.First : origin.Ordinal;

    /// <summary>Which of the weekdays; none for a day by its number.</summary>
    public MonthOrdinal? Ordinal
    {
        get => _ordinal;
        set
        {
            _ordinal = value;
            // Only the last day needs no weekday.
            Day = value == MonthOrdinal.Last ? Day : Day ?? DayOfWeek.Monday;
        }
    }

    /// <summary>Which weekday; none for the last day of the month.</summary>
    public DayOfWeek? Day { get; set; } = origin is null ? DayOfWeek.Monday : origin.Day;

    public int Number { get; set; } = origin?.DayOfMonth ?? 1;

    public MonthDay ToMonthDay() => Ordinal is null ? new MonthDay { DayOfMonth = Number } : new MonthDay { Ordinal = Ordinal, Day = Day };
}
