using System.Text.Json.Serialization;

namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>Which of the days of a month that fall on the same weekday.</summary>
public enum MonthOrdinal
{
    First,
    Second,
    Third,
    Fourth,
    Last,
}

/// <summary>A day of a month: an ordinal weekday, the last day, or a number.</summary>
/// <remarks>In JSON <c>{"ordinal":"First","day":"Monday"}</c>, <c>{"ordinal":"Last"}</c> or <c>{"dayOfMonth":15}</c>.</remarks>
public sealed record MonthDay
{
    public MonthOrdinal? Ordinal { get; init; }

    public DayOfWeek? Day { get; init; }

    public int? DayOfMonth { get; init; }

    /// <summary>Whether a day is named in exactly one of the three ways.</summary>
    [JsonIgnore]
    public bool IsComplete => DayOfMonth is null
        ? Ordinal == MonthOrdinal.Last || (Ordinal is not null && Day is not null)
        : Ordinal is null && Day is null;

    /// <summary>Whether <paramref name="date"/> is this day of its month.</summary>
    /// <remarks>A month that is too short for the number has its last day instead, so that no month is left out.</remarks>
    public bool Names(DateOnly date)
    {
        var length = DateTime.DaysInMonth(date.Year, date.Month);
        return this switch
        {
            { DayOfMonth: { } number } => date.Day == Math.Min(number, length),
            { Ordinal: MonthOrdinal.Last, Day: null } => date.Day == length,
            { Ordinal: MonthOrdinal.Last } => date.DayOfWeek == Day && date.Day > length - 7,
            { Ordinal: { } ordinal } => date.DayOfWeek == Day && (date.Day - 1) / 7 == (int)ordinal,
            _ => false,
        };
    }
}
