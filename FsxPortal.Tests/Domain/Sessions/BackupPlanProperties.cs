using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

/// <summary>What happens around a task, drawn at random, until the world comes to its senses.</summary>
public sealed record Adventure(int Attempts, int Copies, IReadOnlyList<(int What, int Which)> Events)
{
    public override string ToString() => $"{Attempts} attempts, {Copies} copies: {string.Join(" ", Events)}";
}

[Properties(Arbitrary = [typeof(BackupPlanProperties)], MaxTest = 300)]
public sealed class BackupPlanProperties
{
    private static readonly string[] Regions = ["eu-west-1", "us-east-1"];

    public static Arbitrary<Adventure> Any() =>
        (from attempts in Gen.Choose(1, 4)
         from copies in Gen.Choose(0, 2)
         from events in Gen.Zip(Gen.Choose(0, 14), Gen.Choose(0, 9)).ListOf()
         select new Adventure(attempts, copies, [.. events])).ToArbitrary();

    [Property]
    public void Every_task_ends(Adventure adventure)
    {
        var world = Live(adventure);

        Assert.False(world.Task.IsOpen);
        Assert.Equal(100, world.Task.Percent);
    }

    [Property]
    public void No_attempt_starts_while_another_job_of_its_kind_may_still_run(Adventure adventure) =>
        Live(adventure, (world, _) => Assert.All(
            world.Jobs.GroupBy(job => job.VaultArn),
            jobs => Assert.InRange(jobs.Count(job => !job.HasFailed), 0, 1)));

    [Property]
    public void Attempts_are_counted(Adventure adventure)
    {
        var world = Live(adventure);

        Assert.All(world.Jobs.GroupBy(job => job.VaultArn), jobs => Assert.InRange(jobs.Count(), 0, adventure.Attempts));
        Assert.InRange(world.Task.Backup.Attempts.Count, 0, adventure.Attempts);
    }

    [Property]
    public void Success_is_never_told_of_what_was_not_recorded(Adventure adventure)
    {
        var task = Live(adventure).Task;

        Assert.True(task.State is not (TaskState.Succeeded or TaskState.Warning) || task.RestorePointId is not null);
        Assert.True(task.State != TaskState.Succeeded || task.Copies.All(copy => copy.RestorePointId is not null));
        Assert.All(task.Copies, copy => Assert.Equal(copy.State == TaskState.Succeeded, copy.RestorePointId is not null));
    }

    [Property]
    public void After_a_stop_nothing_new_is_asked_of_AWS(Adventure adventure)
    {
        int? jobsAtStop = null;
        Live(adventure, (world, intended) =>
        {
            // A call whose answer was lost before the stop is repeated with its old token.
            jobsAtStop ??= world.StopRequested ? world.Jobs.Count() + intended : null;
            Assert.True(jobsAtStop is null || world.Jobs.Count() <= jobsAtStop);
        });
    }

    [Property]
    public void Progress_stays_between_0_and_100_and_the_version_never_goes_back(Adventure adventure)
    {
        var version = 0L;
        Live(adventure, (world, _) =>
        {
            Assert.InRange(world.Task.Percent, 0, 100);
            Assert.True(world.Task.Version >= version);
            version = world.Task.Version;
        });
    }

    // Lets the events happen, a minute apart, then everything that is still running succeeds.
    private static TaskWorld Live(Adventure adventure, Action<TaskWorld, int>? check = null)
    {
        var world = new TaskWorld(adventure.Attempts, Regions.Take(adventure.Copies));
        var now = Some.Now;
        foreach (var (what, which) in adventure.Events)
        {
            Happen(world, what, which);
            var intended = Unanswered(world.Task);
            world.Run(now += TimeSpan.FromMinutes(1));
            check?.Invoke(world, intended);
        }

        // Each copy takes a handful of looks for each of its attempts.
        for (var look = 0; look < 30 && world.Task.IsOpen; look++)
        {
            Recover(world);
            world.Run(now += TimeSpan.FromMinutes(1));
        }

        return world;
    }

    private static int Unanswered(WorkItem task) => task.Runs.Count(run => run is { IntentAt: not null, JobId: null });

    private static void Happen(TaskWorld world, int what, int which)
    {
        var job = world.Jobs.Where(job => !job.HasFailed && job.State != AwsJobState.Completed).ElementAtOrDefault(which % 3)?.Id;
        switch (what)
        {
            case 0 or 1 or 2 when job is not null: world.Report(job, AwsJobState.Completed); break;
            case 3 when job is not null: world.Report(job, AwsJobState.Failed, "Bad luck."); break;
            case 4 when job is not null: world.Report(job, AwsJobState.Running, percent: which * 11); break;
            case 5 when job is not null: world.Report(job, (AwsJobState)which); break;
            case 6 or 7: Describe(world, which % 3); break;
            case 8: world.ResourceBusy = which < 5 ? "Another job runs." : null; break;
            case 9 when which < 5: world.CopiesBusy[Regions[which % 2]] = "Five copies run."; break;
            case 9: world.CopiesBusy.Clear(); break;
            case 10: world.DieAfterNextCall = true; break;
            case 11: world.RefuseNextCall = "The role may not."; break;
            case 12: world.OpenRetentionRequests = 0; break;
            case 13: world.StopRequested |= which == 0; break;
            case 14: world.Forbidden = which < 5 ? "Waits until 04:30 UTC." : null; break;
        }
    }

    private static void Describe(TaskWorld world, int which)
    {
        if (world.Jobs.Where(job => job.State == AwsJobState.Completed).ElementAtOrDefault(which) is { } done)
        {
            world.Describe(done.Id);
        }
    }

    private static void Recover(TaskWorld world)
    {
        world.ResourceBusy = null;
        world.Forbidden = null;
        world.CopiesBusy.Clear();
        world.RefuseNextCall = null;
        world.DieAfterNextCall = false;
        world.OpenRetentionRequests = 0;
        foreach (var job in world.Jobs.ToList())
        {
            if (!job.HasFailed && job.State != AwsJobState.Completed)
            {
                world.Report(job.Id, AwsJobState.Completed);
            }
        }

        for (var job = 0; job < world.Jobs.Count(); job++)
        {
            Describe(world, job);
        }
    }
}
