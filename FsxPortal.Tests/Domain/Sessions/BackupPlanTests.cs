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
