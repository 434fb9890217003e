using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class MonthDayTests
{
    private static readonly IReadOnlyList<MonthDay> All =
    [
        .. Enum.GetValues<MonthOrdinal>()
        .SelectMany(_ => Enum.GetValues<DayOfWeek>(), (ordinal, day) => new MonthDay { Ordinal = ordinal, Day = day }),
        .. Enumerable.Range(1, 31).Select(number => new MonthDay { DayOfMonth = number }),
        new MonthDay { Ordinal = MonthOrdinal.Last },
    ];

    // In 28 years each month begins on each day of the week, in leap years as well.
    private static readonly IReadOnlyList<DateOnly> Months = [.. Enumerable.Range(0, 28 * 12).Select(new DateOnly(2024, 1, 1).AddMonths)];

    [Fact]
    public void Each_month_has_one_such_day_the_one_that_going_through_its_calendar_finds() =>
        Assert.All(All, on => Assert.Equal(Months.Select(month => Wishes.DayOf(on, month)), Months.SelectMany(DaysOf).Where(on.Names)));

    [Theory]
    [InlineData(null, null, 15, true)]
    [InlineData(MonthOrdinal.Last, null, null, true)]
    [InlineData(MonthOrdinal.Last, DayOfWeek.Friday, null, true)]
    [InlineData(MonthOrdinal.First, DayOfWeek.Monday, null, true)]
    [InlineData(null, null, null, false)]
    [InlineData(MonthOrdinal.First, null, null, false)]
    [InlineData(null, DayOfWeek.Monday, null, false)]
    [InlineData(MonthOrdinal.Last, null, 15, false)]
    [InlineData(null, DayOfWeek.Monday, 15, false)]
    [InlineData(MonthOrdinal.First, DayOfWeek.Monday, 15, false)]
    public void A_day_is_complete_when_it_is_named_in_one_way(MonthOrdinal? ordinal, DayOfWeek? day, int? number, bool isComplete) =>
        Assert.Equal(isComplete, new MonthDay { Ordinal = ordinal, Day = day, DayOfMonth = number }.IsComplete);

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, DayOfWeek.Monday)]
    [InlineData(MonthOrdinal.First, null)]
    public void What_names_no_day_is_no_day(MonthOrdinal? ordinal, DayOfWeek? day) =>
        Assert.DoesNotContain(Months.SelectMany(DaysOf), new MonthDay { Ordinal = ordinal, Day = day }.Names);

    private static IEnumerable<DateOnly> DaysOf(DateOnly month) =>
        Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(month.AddDays);
}
