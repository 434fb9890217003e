using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

/// <summary>What is decided while AWS cannot be asked: nothing is begun, nothing is taken for gone, and every wait has an end.</summary>
public sealed class BlindnessTests
{
    private const string Trouble = "AWS could not be reached.";

    [Theory]
    [InlineData("planned", false, 2, TaskState.Pending, Trouble)]
    [InlineData("planned", true, 2, TaskState.Failed, "AWS could not be asked for a day, so nothing was begun. " + Trouble)]
    [InlineData("asked", false, 2, TaskState.Running, Trouble)]
    [InlineData("asked", true, 2, TaskState.Failed, "AWS has not said since")]
    [InlineData("accepted", true, 8, TaskState.Running, Trouble)]
    [InlineData("accepted", true, 10, TaskState.Failed, "AWS has not ended the job job-1")]
    [InlineData("complete", true, 8, TaskState.Running, Trouble)]
    [InlineData("complete", true, 10, TaskState.Failed, "AWS has not ended the job job-1")]
    public void A_backup_waits_as_long_as_anything_may_come_of_it(string stage, bool isLong, int days, TaskState state, string reason)
    {
        var world = new TaskWorld(attempts: 3);
        Bring(world, stage);

        Turn(world, isLong, TimeSpan.FromDays(days));

        Assert.Equal(state, world.Task.State);
        Assert.StartsWith(reason, world.Task.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, TaskState.Running)]
    [InlineData(true, TaskState.Warning)]
    public void A_backup_stays_good_whose_copy_could_not_be_begun(bool isLong, TaskState state)
    {
        var world = new TaskWorld(attempts: 3, Some.CopyRegion);
        world.CopiesBusy[Some.CopyRegion] = "Waits for a copy slot.";
        Bring(world, "complete");
        world.Describe("job-1");
        world.Run(Some.Now);

        Turn(world, isLong, TimeSpan.FromDays(2));

        Assert.Equal(TaskState.Succeeded, world.Task.Backup.State);
        Assert.Equal(state, world.Task.State);
    }

    [Fact]
    public void What_was_stopped_before_it_began_is_canceled()
    {
        var world = new TaskWorld(attempts: 3) { StopRequested = true };

        Turn(world, isLong: false, TimeSpan.Zero);

        Assert.Equal(TaskState.Canceled, world.Task.State);
    }

    private static void Bring(TaskWorld world, string stage)
    {
        if (stage == "planned")
        {
            return;
        }

        world.DieAfterNextCall = stage == "asked";
        world.Run(Some.Now);
        if (stage == "complete")
        {
            world.Report("job-1", AwsJobState.Completed);
            world.Run(Some.Now);
            Assert.True(world.Task.Backup.AwaitsPoint);
        }
    }

    private static void Turn(TaskWorld world, bool isLong, TimeSpan later)
    {
        var now = Some.Now + later;
        var seen = new Sighting { Now = now, StopRequested = world.StopRequested, Attempts = 3, Blind = new Blindness(Trouble, isLong) };
        while (world.Task.IsOpen && world.Task.Apply(BackupPlan.Decide(world.Task, seen), now))
        {
        }
    }
}
