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
}
