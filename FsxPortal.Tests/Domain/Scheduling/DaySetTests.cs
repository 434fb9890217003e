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

    [Fact]
    public void Weekdays_are_Monday_to_Friday() =>
        Assert.Equal("Sunday, Saturday", string.Join(", ", Enum.GetValues<DayOfWeek>().Where(day => !DaySet.Weekdays.Contains(day))));

    [Fact]
    public void Each_of_the_128_sets_has_a_hash_of_its_own() =>
        Assert.Equal(
            128, Enumerable.Range(0, 128)
                .Select(bits => DaySet.Of(Enum.GetValues<DayOfWeek>().Where(day => (bits >> (int)day & 1) == 1)).GetHashCode()).Distinct()
                .Count());

    [Theory]
    [InlineData("\"Everyday\"", "Everyday")]
    [InlineData("\"Weekdays\"", "Weekdays")]
    [InlineData("[\"thursday\",\"Monday\",\"MONDAY\"]", "Monday, Thursday")]
    [InlineData("[\"Sunday\",\"Saturday\"]", "Sunday, Saturday")]
    public void A_set_is_read_in_any_order_and_case(string json, string days) =>
        Assert.Equal(days, JsonSerializer.Deserialize<DaySet>(json)?.ToString());

    [Theory]
    [InlineData("\"Weekend\"", "Days are \"Everyday\", \"Weekdays\" or a list of weekdays such as [\"Monday\"].")]
    [InlineData("5", "Days are \"Everyday\", \"Weekdays\" or a list of weekdays such as [\"Monday\"].")]
    [InlineData("{}", "Days are \"Everyday\", \"Weekdays\" or a list of weekdays such as [\"Monday\"].")]
    [InlineData("[\"Monday\",\"Mon\"]", "'Mon' is not a weekday.")]
    [InlineData("[1]", "'' is not a weekday.")]
    public void What_is_no_set_of_days_says_what_would_be_one(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DaySet>(json)).Message);
}
