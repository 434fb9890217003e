using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

public sealed class BackupPlanTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Tasks", MemberType = typeof(Golden))]
    public void A_task_goes_where_the_golden_file_goes(string file) => Golden.Verify(file, TaskScript.Run);

    [Fact]
    public void A_token_survives_a_restart_and_changes_with_each_attempt()
    {
        var task = new TaskWorld(attempts: 2).Task;
        var first = task.Backup.Token;

        task.Intend(Some.Now);
        Assert.Equal(first, task.Backup.Token);

        task.Retry("AWS said no.", Some.Now);
        Assert.NotEqual(first, task.Backup.Token);
    }

    [Fact]
    public void Deciding_twice_gives_the_same_and_changes_nothing()
    {
        var world = new TaskWorld(attempts: 1, Some.CopyRegion);
        world.Run(Some.Now);
        world.Report("job-1", AwsJobState.Completed);
        var version = world.Task.Version;

        var first = BackupPlan.Decide(world.Task, world.Sighting(Some.Now));

        Assert.Equal(first, BackupPlan.Decide(world.Task, world.Sighting(Some.Now)));
        Assert.Equal(version, world.Task.Version);
    }

    [Fact]
    public void Tags_are_taken_off_before_the_backup_is_recorded_and_waited_for_no_longer_than_patience_lasts()
    {
        var world = new TaskWorld(attempts: 1, Some.CopyRegion);
        world.Run(Some.Now);
        world.Report("job-1", AwsJobState.Completed);
        world.Describe("job-1");
        world.Run(Some.Now, stopBefore: action => action is RecordRun);
        var seen = world.Sighting(Some.Now) with { TagsToTrim = true };
        var point = Assert.IsType<TrimTags>(BackupPlan.Decide(world.Task, seen)).Point;

        Assert.Null(Assert.IsType<RecordRun>(BackupPlan.Decide(world.Task, seen with { TagsToTrim = false })).TagsLeft);
        var busy = seen with { TagsBusy = "Rate exceeded", Now = point.CreatedAt + BackupPlan.TagPatience };
        Assert.Equal(
            new Wait("The backup is complete; its tags are taken off once AWS has time for it: Rate exceeded"),
            BackupPlan.Decide(world.Task, busy));
        Assert.Equal(
            "Rate exceeded",
            Assert.IsType<RecordRun>(BackupPlan.Decide(world.Task, busy with { Now = busy.Now.AddTicks(1) })).TagsLeft);
    }

    [Theory]
    [InlineData(TaskState.Succeeded)]
    [InlineData(TaskState.Warning)]
    [InlineData(TaskState.Failed)]
    [InlineData(TaskState.Canceled)]
    [InlineData(TaskState.Skipped)]
    public void A_task_that_has_ended_waits_for_ever(TaskState end)
    {
        var world = new TaskWorld(attempts: 9);
        world.Task.End(end, null, Some.Now);

        Assert.Equal(new Wait(), BackupPlan.Decide(world.Task, world.Sighting(Some.Now)));
    }
}
