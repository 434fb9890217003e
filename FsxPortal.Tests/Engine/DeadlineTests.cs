using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

/// <summary>Every wait for AWS has an end, and what the listings do not show is asked for by name.</summary>
public sealed class DeadlineTests : EngineTests
{
    [StoreTheory]
    [InlineData(JobKind.Backup)]
    [InlineData(JobKind.Copy)]
    public async Task A_job_that_no_listing_shows_is_asked_for_by_name(JobKind kind)
    {
        var id = await StartAsync();
        await UntilAsync(id, kind);

        Hide(kind);

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        Assert.Equal(2, await Portal.ReadAsync(db => db.RestorePoints.CountAsync(Cancel)));
    }

    [StoreTheory]
    [InlineData(JobKind.Backup, TaskState.Failed)]
    [InlineData(JobKind.Copy, TaskState.Warning)]
    public async Task A_job_that_AWS_does_not_know_any_more_has_failed(JobKind kind, TaskState end)
    {
        var id = await StartAsync();
        await UntilAsync(id, kind);

        Hide(kind);
        ForEachJob((world, job) => world.Jobs.Remove(job.Id));
        await Portal.RunToEndAsync(id);

        var task = Assert.Single(await Portal.TasksAsync(id));
        Assert.Equal(end, task.State);
        Assert.Contains("AWS no longer knows the job", task.Reason, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Whoever_was_asked_for_longest_ago_is_asked_for_first()
    {
        await AddFileSystemsAsync([.. Enumerable.Range(0, 40).Select(number => $"fs-{number}")]);
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand()));
        await UntilAsync(id, JobKind.Backup);
        Portal.Aws.Deny("backup:DescribeBackupJob");
        Hide(JobKind.Backup);
        Portal.Aws.Advance(Hours(3));

        await Portal.LookAsync();
        var first = Asked();
        await Portal.LookAsync();

        Assert.Equal(25, first.Count);
        Assert.Equal(50, Asked().Count);
        Assert.Equal(40, Asked().Distinct().Count());
        await Portal.AdvanceAsync(TimeSpan.FromDays(9));
    }

    [StoreFact]
    public async Task A_job_that_AWS_may_not_be_asked_for_by_name_keeps_waiting_and_holds_up_nobody()
    {
        var id = await StartAsync();
        await UntilAsync(id, JobKind.Backup);
        Portal.Aws.Deny("backup:DescribeBackupJob");
        Hide(JobKind.Backup);

        await Portal.AdvanceAsync(Hours(30));
        Assert.True(Assert.Single(await Portal.TasksAsync(id)).IsOpen);
        Assert.False(await Portal.ReadAsync(db => db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel)));
        await Portal.AdvanceAsync(TimeSpan.FromDays(8));

        var task = Assert.Single(await Portal.TasksAsync(id));
        Assert.Equal(TaskState.Failed, task.State);
        Assert.Contains("AWS has not ended the job", task.Reason, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_job_that_never_ends_is_overdue_after_a_day_and_has_failed_after_its_windows()
    {
        Portal.Aws.Fault(
            """{ "service": "backup", "operation": "StartBackupJob", "action": "state", "parameters": { "state": "RUNNING" } }""");
        var id = await StartAsync();
        await Portal.SettleAsync();

        await Portal.AdvanceAsync(Hours(23));
        Assert.DoesNotContain("Overdue", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
        await Portal.AdvanceAsync(Hours(2));
        Assert.StartsWith("Overdue: ", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
        await Portal.AdvanceAsync(TimeSpan.FromDays(8));

        Assert.Equal(SessionState.Failed, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task A_complete_job_whose_restore_point_is_gone_has_failed()
    {
        var id = await StartAsync();
        await UntilAsync(id, JobKind.Backup);
        Portal.Aws.Advance(Hours(2));
        ForEachJob((world, job) => world.Remove(world.Points[job.PointArn!]));

        var session = await Portal.RunToEndAsync(id);

        Assert.Equal(SessionState.Failed, session.State);
        Assert.Contains("is not there", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
        Assert.Empty(await Portal.ReadAsync(db => db.RestorePoints.ToListAsync(Cancel)));
    }

    [StoreFact]
    public async Task What_AWS_completes_with_a_message_ends_with_a_warning_that_says_it()
    {
        var id = await StartAsync();
        await UntilAsync(id, JobKind.Backup);
        Portal.Aws.Advance(Hours(2));
        ForEachJob((_, job) => job.Message = "Some files were left out.");

        Assert.Equal(SessionState.Warning, (await Portal.RunToEndAsync(id)).State);

        var task = Assert.Single(await Portal.TasksAsync(id));
        Assert.Equal(
            (TaskState.Warning, "AWS completed the backup with a message: Some files were left out."), (task.State, task.Reason));
        Assert.Contains(
            await Portal.ReadAsync(db => db.RestorePoints.ToListAsync(Cancel)), point => point.Kind == RestorePointKind.Backup);
    }

    // The listings of AWS lose its jobs, and AWS does not.
    private void Hide(JobKind kind) => ForEachJob((world, job) =>
        (kind == JobKind.Copy ? world.CopyJobs : world.BackupJobs).GetValueOrDefault(job.Lane)?.Remove(job.Number));

    private void ForEachJob(Action<AwsWorld, EmulatedJob> change) => Portal.Aws.World(world =>
    {
        var jobs = world.Jobs.Values.ToList();
        jobs.ForEach(job => change(world, job));
        return jobs.Count;
    });

    private List<string> Asked() =>
        [.. Portal.Aws.Journal.Where(entry => entry.Operation == "DescribeBackupJob")
            .Select(entry => (string)entry.Parameters!["BackupJobId"]!)];

    private async Task<Guid> StartAsync()
    {
        await AddFileSystemsAsync("erp");
        return await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
    }

    private async Task UntilAsync(Guid id, JobKind kind)
    {
        for (var step = 0; step < 400; step++)
        {
            await Portal.SettleAsync();
            if ((await Portal.TasksAsync(id)).SelectMany(task => task.Runs).Any(run => run.Kind == kind && run.IsInFlight))
            {
                return;
            }

            Portal.Aws.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Fail($"No {kind} ran.");
    }
}
