using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class ScheduleSentencesTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Sentences", MemberType = typeof(Golden))]
    public void A_schedule_is_spoken_of_as_in_the_golden_file(string file)
    {
        Golden.Verify(file, text =>
        {
            var schedule = new ScheduleText();
            return Golden.Answer(text, input => schedule.Take(input.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                ? []
                : input == "when" ? [ScheduleWords.When(schedule.Schedule)]
                : [.. ScheduleSentences.Of(schedule.Schedule).Values.DefaultIfEmpty("nothing")]);
        });
    }

    [Fact]
    public void A_rule_that_is_not_complete_yet_is_not_spoken_of() =>
        Assert.All(ScheduleTests.Incomplete, schedule => Assert.Empty(ScheduleSentences.Of(schedule)));

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(10, "10th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(14, "14th")]
    [InlineData(21, "21st")]
    [InlineData(23, "23rd")]
    [InlineData(28, "28th")]
    [InlineData(29, "29th or last day")]
    [InlineData(30, "30th or last day")]
    [InlineData(31, "31st or last day")]
    public void A_day_that_some_months_lack_is_said_to_be_their_last(int number, string words) =>
        Assert.Equal(words, ScheduleWords.Day(new() { DayOfMonth = number }));

    [Theory]
    [InlineData(1, "January")]
    [InlineData(12, "December")]
    [InlineData(0, "0")]
    [InlineData(13, "13")]
    public void What_is_no_month_is_named_by_its_number(int number, string words) => Assert.Equal(words, ScheduleWords.Month(number));

    [Fact]
    public void What_does_not_run_yet_is_said_to_run_by_hand() => Assert.All(
        new Schedule?[]
        {
            null,
            new(),
            new() { Weekly = new() { Time = "06:00" } },
            new() { Monthly = new() { Time = "06:00", Months = [1] } },
            new() { Yearly = new() { Time = "06:00", Month = 1 } },
            new() { Yearly = new() { Time = "06:00", On = new() { DayOfMonth = 1 } } },
        },
        schedule => Assert.Equal("By hand only", ScheduleWords.When(schedule)));

    [Fact]
    public void Nothing_is_said_of_no_days()
    {
        Assert.Equal("", ScheduleWords.List([]));
        Assert.Equal("", ScheduleWords.Days(DaySet.Of([])));
    }

    [Fact]
    public void Hours_and_months_are_said_once_in_their_order()
    {
        Assert.Equal("06:00, 18:00 and 22:00", ScheduleWords.Hours([22, 6, 18, 6]));
        Assert.Equal(" of January and July", ScheduleWords.OfMonths([7, 1, 7], "!"));
        Assert.Equal("!", ScheduleWords.OfMonths(Enumerable.Range(1, 12).Reverse(), "!"));
        Assert.Equal("at every hour", ScheduleWords.Hours(new DailyRule { Hours = [.. Enumerable.Range(0, 24)] }));
        Assert.Equal(
            $"at {ScheduleWords.Hours(Enumerable.Range(1, 23))}",
            ScheduleWords.Hours(new DailyRule { Hours = [1, .. Enumerable.Range(1, 23)] }));
    }
}
