using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class PolicyTests
{
    private static readonly DateTimeOffset Later = Some.Now.AddDays(3);

    [Fact]
    public void A_new_schedule_counts_from_the_edit_on()
    {
        var policy = Some.Policy();

        policy.Change(Some.Document with { TimeZone = "UTC" }, Later);

        Assert.Equal(Later, policy.ScheduledUntil);
    }

    [Fact]
    public void An_edit_of_anything_else_leaves_due_runs_due()
    {
        var policy = Some.Policy();

        policy.Change(Some.Document with { Description = "New words" }, Later);

        Assert.Equal(Some.Now, policy.ScheduledUntil);
        Assert.Equal(2, policy.Version);
    }

    [Theory]
    [InlineData(RetentionChange.AskFirst)]
    [InlineData(RetentionChange.Approved)]
    [InlineData(RetentionChange.NewPoints)]
    public void An_edit_that_says_the_same_changes_nothing(RetentionChange retention)
    {
        var tags = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };
        var policy = Some.Policy();
        policy.Change(Some.Document with { CustomTags = tags }, Later);

        Assert.True(policy.IsUnchangedBy(Some.Document with { CustomTags = tags.Reverse().ToDictionary() }, retention));
        Assert.False(policy.IsUnchangedBy(Some.Document with { CustomTags = tags, Enabled = false }, retention));
        Assert.False(policy.IsUnchangedBy(Some.Document, retention));
    }

    [Theory]
    [InlineData(RetentionChange.AskFirst, true, true)]
    [InlineData(RetentionChange.Approved, false, false)]
    [InlineData(RetentionChange.NewPoints, false, true)]
    public void An_edit_that_decides_of_what_waits_changes_something(RetentionChange retention, bool isShorter, bool isNewest)
    {
        var (shortened, newest) = (Some.Policy(), Some.Policy());
        shortened.AskForUnknown();
        newest.Change(Some.Document with { KeepNewest = false }, Later);

        Assert.Equal(isShorter, shortened.IsUnchangedBy(shortened.Document, retention));
        Assert.Equal(isNewest, newest.IsUnchangedBy(newest.Document, retention));
    }

    [Fact]
    public void What_was_due_while_it_was_off_is_not_made_up_for()
    {
        var policy = Some.Policy();

        policy.Enable(false, Some.Now.AddDays(1));
        policy.Enable(true, Later);

        Assert.Equal((true, Later), (policy.Enabled, policy.ScheduledUntil));
    }

    [Fact]
    public void The_schedule_never_goes_back()
    {
        var policy = Some.Policy();
        policy.AdvanceSchedule(Later);

        policy.AdvanceSchedule(Some.Now);

        Assert.Equal(Later, policy.ScheduledUntil);
    }

    [Fact]
    public void The_next_slot_is_the_first_after_what_was_planned()
    {
        var policy = new Policy(Guid.CreateVersion7(), Daily(6), 1, Some.Now);
        var first = policy.NextSlotAt!.Value;

        policy.AdvanceSchedule(first);

        Assert.True(first > Some.Now);
        Assert.Equal(first.AddDays(1), policy.NextSlotAt);
    }

    [Fact]
    public void A_schedule_that_is_off_has_no_next_slot_and_one_that_is_on_again_has()
    {
        var policy = new Policy(Guid.CreateVersion7(), Daily(6), 1, Some.Now);
        var next = policy.NextSlotAt!.Value;

        policy.Enable(false, Some.Now);
        Assert.Null(policy.NextSlotAt);

        policy.Enable(true, next.AddMinutes(1));
        Assert.Equal(next.AddDays(1), policy.NextSlotAt);
    }

    [Fact]
    public void Another_schedule_has_another_next_slot()
    {
        var policy = new Policy(Guid.CreateVersion7(), Daily(6), 1, Some.Now);

        policy.Change(Daily(7), Some.Now);

        Assert.Equal(7, policy.NextSlotAt!.Value.Hour);
    }

    private static PolicyDocument Daily(int hour) => Some.Document with
    {
        Enabled = true,
        TimeZone = "UTC",
        Schedule = new Schedule { Daily = new DailyRule { Hours = [hour], Retention = Some.Period("7 days") } },
    };
}
