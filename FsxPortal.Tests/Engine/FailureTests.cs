using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class FailureTests : EngineTests
{
    private const string Role = $"arn:aws:iam::{AwsFixture.Account}:role/service-role/AWSBackupDefaultServiceRole";

    [StoreFact]
    public async Task A_scheduled_backup_that_fails_is_tried_again_in_the_same_session()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly() with { Retry = new Retry { Attempts = 3 } });
        Portal.Aws.World(world => world.Roles.Remove(Role));
        await Portal.AdvanceAsync(Hours(0.2));
        Portal.Aws.World(world => world.Roles.Add(Role));

        var session = await Portal.RunToEndAsync(await SessionIdAsync());

        var task = Assert.Single(await Portal.TasksAsync(session.Id));
        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.Equal(
            [(1, TaskState.Failed), (2, TaskState.Succeeded)], task.Backup.Attempts.Select(attempt => (attempt.Number, attempt.State)));
        Assert.Contains("is not authorized", task.Backup.Attempts[0].Reason, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_backup_that_fails_at_every_attempt_fails_its_session_with_the_reason()
    {
        await AddFileSystemsAsync("erp", "hr");
        FailJobsOf("hr");
        await Portal.AddPolicyAsync(SomeDocument.Hourly().At(11) with { Retry = new Retry { Attempts = 2 } });
        await Portal.AdvanceAsync(Hours(0.2));

        var session = await Portal.RunToEndAsync(await SessionIdAsync());

        Assert.Equal((SessionState.Failed, "1 of 2 file systems failed."), (session.State, session.Reason));
        var failed = (await Portal.TasksAsync(session.Id)).Single(task => task.State == TaskState.Failed);
        Assert.Equal([1, 2, 3], failed.Backup.Attempts.Select(attempt => attempt.Number));
        Assert.Equal("The number of tags exceeds the limit of 50.", failed.Reason);
    }

    [StoreFact]
    public async Task A_run_by_hand_is_not_tried_again()
    {
        await AddFileSystemsAsync("erp");
        FailJobsOf("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand() with { Retry = new Retry { Attempts = 3 } });

        var session = await Portal.RunAsync(policy);

        Assert.Equal(SessionState.Failed, session.State);
        Assert.Single(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task A_file_system_that_vanished_since_the_inventory_fails_with_what_AWS_said()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        var id = await Portal.ReadAsync(db => db.FileSystems.Select(fileSystem => fileSystem.AwsFileSystemId).SingleAsync(Cancel));
        Portal.Aws.Call("fsx", "DeleteFileSystem", new JsonObject { ["FileSystemId"] = id });

        var session = await Portal.RunAsync(policy);

        Assert.Equal(SessionState.Failed, session.State);
        Assert.StartsWith(
            "AWS does not know what it was asked to back up", Assert.Single(await Portal.TasksAsync(session.Id)).Reason,
            StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_copy_that_fails_leaves_a_good_backup_and_a_warning()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        Portal.Aws.World(world => world.Vaults.Remove(AwsFixture.CopyVault));

        var session = await Portal.RunAsync(policy);

        Assert.Equal((SessionState.Warning, "1 of 1 file systems were backed up with warnings."), (session.State, session.Reason));
        Assert.StartsWith(
            "The backup is good, but its copy to eu-west-1 failed", Assert.Single(await Portal.TasksAsync(session.Id)).Reason,
            StringComparison.Ordinal);
        Assert.Equal(RestorePointKind.Backup, (await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(Cancel))).Kind);
    }

    private void FailJobsOf(string name) => Portal.Aws.World(world =>
    {
        var resource = world.Resources.Values.Single(resource => resource.Tags["Name"] == name);
        for (var i = 0; i < 50; i++)
        {
            resource.Tags[$"tag-{i}"] = "";
        }

        return resource;
    });

    private Task<Guid> SessionIdAsync() => Portal.ReadAsync(db =>
        db.Sessions.Where(session => session.Type == SessionType.Policy).OrderBy(session => session.Slot).Select(session => session.Id)
            .FirstAsync(Cancel));
}
