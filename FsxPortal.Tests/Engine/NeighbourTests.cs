using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

/// <summary>What happens to one of many holds up none of the others.</summary>
public sealed class NeighbourTests : EngineTests
{
    [StoreFact]
    public async Task A_file_system_whose_hours_are_forbidden_costs_its_neighbour_no_run()
    {
        Portal.Aws.AddFileSystem(
            "erp", configuration: new() { ["AutomaticBackupRetentionDays"] = 7, ["DailyAutomaticBackupStartTime"] = "16:00" });
        await AddFileSystemsAsync("hr");
        await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies());

        for (var hour = 0; hour < 6; hour++)
        {
            await Portal.AdvanceAsync(Hours(0.5));
            await Portal.AdvanceAsync(Hours(0.5));
        }

        var slots = await Portal.ReadAsync(db => db.Sessions.Where(session => session.Type == SessionType.Policy && session.EndedAt != null)
            .Select(session => session.Slot).ToListAsync(Cancel));
        var hr = await Portal.ReadAsync(db => db.FileSystems.Where(row => row.Name == "hr").Select(row => row.Id).SingleAsync(Cancel));
        var made = await Portal.ReadAsync(db =>
            db.RestorePoints.Where(point => point.FileSystemId == hr).Select(point => point.Slot!.Value).ToListAsync(Cancel));
        Assert.True(made.Count >= 5, $"{made.Count} points");
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.Subset(made.ToHashSet(), slots.Where(slot => slot < Portal.Aws.GetUtcNow().AddHours(-1)).ToHashSet());
    }

    [StoreFact]
    public async Task A_backup_that_AWS_puts_off_for_a_day_has_failed_and_its_neighbour_is_backed_up()
    {
        await AddFileSystemsAsync("erp", "hr");
        var document = SomeDocument.Hourly().WithoutCopies().ByHand();
        var hr = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(document.Only("hr") with { Name = "hr" }));
        await Portal.SettleAsync();
        Portal.Aws.Fault(
            """
            {
                "service": "backup", "operation": "StartBackupJob", "action": "status",
                "parameters": { "code": 400, "error": "LimitExceededException", "message": "Too many jobs." }
            }
            """);
        var erp = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(document.Only("erp") with { Name = "erp" }));

        await Portal.AdvanceAsync(Hours(2));
        Assert.Equal(SessionState.Succeeded, (await Portal.SessionAsync(hr)).State);
        Assert.Contains("Too many jobs.", Assert.Single(await Portal.TasksAsync(erp)).Reason, StringComparison.Ordinal);
        Assert.True((await Portal.SessionAsync(erp)).IsOpen);
        await Portal.AdvanceAsync(Hours(25));

        var failed = Assert.Single(await Portal.TasksAsync(erp));
        Assert.Equal(TaskState.Failed, failed.State);
        Assert.Contains("Too many jobs.", failed.Reason, StringComparison.Ordinal);
        Assert.False((await Portal.SessionAsync(erp)).IsOpen);
    }

    [StoreFact]
    public async Task A_vault_of_copies_that_is_denied_costs_the_copy_and_nothing_else()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        DenyLooks(Some.CopyRegion);
        var id = await Portal.StartPolicyAsync(policy);

        for (var look = 0; look < 6; look++)
        {
            await Portal.AdvanceAsync(Hours(1));
        }

        await Portal.AdvanceAsync(Hours(25));

        var (session, task) = (await Portal.SessionAsync(id), Assert.Single(await Portal.TasksAsync(id)));
        Assert.Equal((SessionState.Warning, TaskState.Warning), (session.State, task.State));
        Assert.Contains("or the portal may not look into the vault", task.Reason, StringComparison.Ordinal);
        Assert.Equal(RestorePointKind.Backup, (await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(Cancel))).Kind);
    }

    [StoreFact]
    public async Task A_policy_that_is_removed_takes_all_of_its_runs_along()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies());
        NeverEnd(1);
        NeverEnd(3);
        await Portal.AdvanceAsync(Hours(0.2));
        await Portal.AdvanceAsync(Hours(0.9));
        await Portal.AdvanceAsync(Hours(0.2));
        Assert.Equal(2, await OpenAsync());

        await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel);

        Assert.Equal(0, await OpenAsync());
        await Portal.AdvanceAsync(TimeSpan.FromDays(9));
        Assert.All(await Portal.ReadAsync(db => db.Tasks.AsNoTracking().ToListAsync(Cancel)), task => Assert.False(task.IsOpen));
    }

    [StoreFact]
    public async Task An_account_that_is_removed_in_the_middle_of_a_pass_leaves_nothing_open()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel);
        var account = await Portal.ReadAsync(db => db.Accounts.Select(row => row.Id).SingleAsync(Cancel));
        Task? removal = null;
        Portal.Passing = checkpoint => removal ??= checkpoint != Checkpoints.JobsObserved ? null
            : Task.Run(() => Portal.Get<AccountCommands>().RemoveAsync(Actor.Portal, account, null, Cancel), Cancel);

        await Portal.SettleAsync();
        await (removal ?? Portal.Get<AccountCommands>().RemoveAsync(Actor.Portal, account, null, Cancel));
        await Portal.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.All(await Portal.TasksAsync(id), task => Assert.False(task.IsOpen));
        Assert.Equal(0, await OpenAsync());
        Assert.False(await Portal.ReadAsync(db => db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel)));
    }

    private void NeverEnd(int nth) => Portal.Aws.Fault(
        $$"""
        {
            "service": "backup", "operation": "StartBackupJob", "nth": {{nth}}, "action": "state", "parameters": { "state": "RUNNING" }
        }
        """);

    private void DenyLooks(string region) => Portal.Aws.World(world =>
        world.Access.Of($"arn:aws:iam::{AwsFixture.Account}:user/fsxportal")!["Denied"] = PolicyDocument.Parse(
            $$"""
            {
                "Statement": {
                    "Effect": "Deny", "Action": ["backup:ListRecoveryPointsByBackupVault", "backup:DescribeRecoveryPoint"], "Resource": "*",
                    "Condition": { "StringEquals": { "aws:RequestedRegion": "{{region}}" } }
                }
            }
            """));

    private Task<int> OpenAsync() => Portal.ReadAsync(db => db.Sessions.CountAsync(session => session.EndedAt == null, Cancel));
}
