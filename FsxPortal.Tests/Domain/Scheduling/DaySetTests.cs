using System.Text.Json;
using FsCheck.Xunit;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Domain.Scheduling;

public sealed class DaySetTests
{
    [Property]
    public void Sets_of_the_same_days_are_equal_in_any_order(DayOfWeek[] days)
    {
        var set = DaySet.Of(days);
        var shuffled = DaySet.Of(days.Concat(days).Reverse());

        Assert.Equal(set, shuffled);
        Assert.Equal(set.GetHashCode(), shuffled.GetHashCode());
    }

    [Property]
    public void Sets_of_other_days_differ(DayOfWeek[] one, DayOfWeek[] other) =>
        Assert.Equal(one.ToHashSet().SetEquals(other), DaySet.Of(one) == DaySet.Of(other));

    [Property]
    public void A_set_holds_its_days_and_no_others(DayOfWeek[] days, DayOfWeek day) =>
        Assert.Equal(days.Contains(day), DaySet.Of(days).Contains(day));

    [Fact]
    public void A_name_is_only_another_way_to_write_a_list()
    {
        Assert.Equal(DaySet.Everyday, DaySet.Of(Enum.GetValues<DayOfWeek>()));
        Assert.Equal(DaySet.Everyday.GetHashCode(), DaySet.Of(Enum.GetValues<DayOfWeek>()).GetHashCode());
        Assert.NotEqual(DaySet.Everyday, DaySet.Weekdays);
        Assert.Equal("Sunday, Monday", DaySet.Of([DayOfWeek.Monday, DayOfWeek.Sunday]).ToString());
    }

    [Theory]
    [InlineData("\"Everyday\"")]
    [InlineData("\"Weekdays\"")]
    [InlineData("[\"Monday\",\"Thursday\"]")]
    [InlineData("[]")]
    public void A_set_is_written_as_it_was_read(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<DaySet>(json)));
}
