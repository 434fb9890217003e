using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class LimitTests : EngineTests
{
    [StoreFact]
    public async Task Five_copies_run_to_a_Region_and_the_others_say_what_they_wait_for()
    {
        await AddFileSystemsAsync("a", "b", "c", "d", "e", "f", "g");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();
        await Portal.AdvanceAsync(TimeSpan.FromMinutes(26));

        var tasks = await Portal.TasksAsync(id);

        Assert.Equal(5, Portal.Aws.World(world => world.Jobs.Values.Count(job => job.Source is not null)));
        var waiting = tasks.Where(task => task.Copies[0].State == TaskState.Pending).ToList();
        Assert.Equal(2, waiting.Count);
        Assert.All(waiting, task => Assert.Equal("Waits for a copy slot: 5 copies to eu-west-1 are running.", task.Reason));
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task Whoever_waits_for_a_slot_is_told_when_its_turn_comes_as_earlier_copies_tell()
    {
        await AddFileSystemsAsync("a", "b", "c", "d", "e", "f", "g");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunToEndAsync(await Portal.StartPolicyAsync(policy));

        var id = await Portal.StartPolicyAsync(policy);
        await Portal.SettleAsync();
        await Portal.AdvanceAsync(TimeSpan.FromMinutes(26));

        var waiting = (await Portal.TasksAsync(id)).Where(task => task.Copies[0].State == TaskState.Pending).ToList();
        Assert.Equal(2, waiting.Count);
        Assert.All(
            waiting, task =>
                Assert.Matches(
                    "^Waits for a copy slot: 5 copies to eu-west-1 are running. Its turn comes at about [-0-9]+ "
                        + "[0-2][0-9]:(00|15|30|45) UTC.$",
                    task.Reason));
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task A_copy_that_is_complete_leaves_its_slot_also_while_its_restore_point_is_not_recorded_yet()
    {
        await AddFileSystemsAsync([.. Enumerable.Range(0, 12).Select(number => $"fs-{number}")]);
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.SettleAsync();
        await Portal.AdvanceAsync(TimeSpan.FromMinutes(26));

        var (seen, minutes) = (false, 0);
        while (!seen && ++minutes < 20)
        {
            await Portal.AdvanceAsync(TimeSpan.FromMinutes(1));
            var copies = (await Portal.TasksAsync(id)).Select(task => task.Copies[0]).ToList();
            seen = copies.Exists(copy => copy.AwaitsPoint) && copies.Exists(copy => copy.State == TaskState.Pending);
            Assert.True(!seen || copies.Count(copy => copy.IsInFlight) == 5, "A complete copy keeps its slot.");
        }

        Assert.True(seen, "No copy was seen between its end and its restore point.");
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task A_backup_waits_for_another_policys_job_on_the_same_file_system()
    {
        await AddFileSystemsAsync("erp");
        var first = await Portal.AddPolicyAsync(SomeDocument.Hourly("First").ByHand());
        var running = await Portal.StartPolicyAsync(first);
        await Portal.SettleAsync();
        var second = await Portal.AddPolicyAsync(SomeDocument.Hourly("Second").ByHand());
        await Portal.Get<Core.Commands.PolicyCommands>().OrderAsync(Core.Domain.Actor.Portal, [second.Id, first.Id], Cancel);

        var waits = await Portal.StartPolicyAsync(second);
        await Portal.SettleAsync();

        Assert.Equal("Waits: another backup or copy of this file system is running.", Assert.Single(await Portal.TasksAsync(waits)).Reason);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(waits)).State);
        Assert.Equal(SessionState.Succeeded, (await Portal.SessionAsync(running)).State);
    }

    [StoreFact]
    public async Task A_backup_waits_for_the_end_of_AWSs_own_and_AWS_is_not_asked_before()
    {
        Portal.Aws.AddFileSystem(
            "erp", configuration: new() { ["AutomaticBackupRetentionDays"] = 7, ["DailyAutomaticBackupStartTime"] = "14:00" });
        await AddFileSystemsAsync("hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.AdvanceAsync(Portal.Aws.GetUtcNow().Date.AddDays(1).AddHours(11) - Portal.Aws.GetUtcNow().UtcDateTime);

        var id = await Portal.StartPolicyAsync(policy);
        await Portal.SettleAsync();

        var waits = Assert.Single(await Portal.TasksAsync(id), task => task.Step == TaskStep.Waiting);
        Assert.EndsWith(
            "14:30 UTC: AWS starts no backup in the 4 hours before the daily automatic backup of 2026-03-11 14:00 UTC or during it.",
            waits.Reason, StringComparison.Ordinal);
        Assert.Equal(1, Portal.Aws.World(world => world.Jobs.Count));
        var session = await Portal.RunToEndAsync(id);
        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.InRange(session.EndedAt!.Value.TimeOfDay, new TimeSpan(14, 30, 0), new TimeSpan(17, 0, 0));
    }

    [StoreFact]
    public async Task A_backup_of_an_ONTAP_volume_succeeds_without_a_copy_and_says_why()
    {
        Portal.Aws.AddVolume("vm_datastore");
        await Portal.ReadInventoryAsync();

        var session = await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));

        var task = Assert.Single(await Portal.TasksAsync(session.Id));
        Assert.Equal((SessionState.Succeeded, TaskState.Succeeded), (session.State, task.State));
        Assert.Equal(TaskState.Skipped, Assert.Single(task.Copies).State);
        Assert.Equal("AWS Backup cannot copy backups of ONTAP volumes.", task.Copies[0].Reason);
    }

    [StoreFact]
    public async Task A_scratch_file_system_is_skipped_and_the_others_are_backed_up()
    {
        Portal.Aws.AddFileSystem("render-scratch", "LUSTRE", "SCRATCH_2");
        await AddFileSystemsAsync("erp");

        var session = await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));

        var tasks = await Portal.TasksAsync(session.Id);
        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.Equal([TaskState.Skipped, TaskState.Succeeded], tasks.Select(task => task.State).Order().Reverse());
        Assert.Contains(tasks, task => task.Reason == "AWS Backup does not support Lustre scratch file systems.");
    }

    [StoreFact]
    public async Task A_file_system_that_is_gone_is_not_backed_up_and_keeps_its_points()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        var gone = await Portal.ReadAsync(db => db.FileSystems.SingleAsync(fileSystem => fileSystem.Name == "hr", Cancel));
        Portal.Aws.Call("fsx", "DeleteFileSystem", new() { ["FileSystemId"] = gone.AwsFileSystemId });
        await Portal.AdvanceAsync(Hours(1));
        await Portal.ReadInventoryAsync();

        var session = await Portal.RunAsync(policy);

        Assert.NotEqual(gone.Id, Assert.Single(await Portal.TasksAsync(session.Id)).FileSystemId);
        var noticed = await Portal.ReadAsync(db =>
            db.FileSystems.Where(fileSystem => fileSystem.Id == gone.Id).Select(fileSystem => fileSystem.GoneAt).SingleAsync(Cancel));
        Assert.Equal(Portal.Aws.GetUtcNow().Date, noticed!.Value.Date);
        Assert.Equal(2, await Portal.ReadAsync(db => db.RestorePoints.CountAsync(point => point.FileSystemId == gone.Id, Cancel)));
    }
}
