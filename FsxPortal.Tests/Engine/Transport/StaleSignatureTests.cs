using FsxPortal.Core.Aws;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Transport;

/// <summary>Credentials that have expired and clocks that differ pass: calls are signed
/// anew, and only what stays denied is denied.</summary>
public sealed class StaleSignatureTests : EngineTests
{
    private const string Expired =
        """{ "service": "*", "operation": "*", "probability": 0.2, "seed": 7, "action": "expiredToken" }""";

    private const string Dated = """
        { "service": "*", "operation": "*", "probability": 0.2, "seed": 11, "action": "wrongDate", "parameters": { "seconds": 3600 } }
        """;

    private const string Lost =
        """{ "service": "*", "operation": "*", "probability": 0.1, "seed": 13, "action": "dropAfter" }""";

    [StoreTheory]
    [InlineData(Expired)]
    [InlineData(Dated)]
    [InlineData(Expired, Dated)]
    [InlineData(Expired, Lost)]
    public async Task Twelve_backups_and_copies_come_through_what_passes(params string[] faults)
    {
        await AddFileSystemsAsync([.. Enumerable.Range(1, 12).Select(number => $"fs{number}")]);
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        foreach (var fault in faults)
        {
            Portal.Aws.Fault(fault);
        }

        var session = await Portal.RunAsync(policy);

        Assert.Equal((SessionState.Succeeded, null), (session.State, session.Reason));
        Assert.All(await Portal.TasksAsync(session.Id), task => Assert.Equal(TaskState.Succeeded, task.State));
        Assert.Equal((12, 12), (JobsStarted("backup"), JobsStarted("copy")));
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        Portal.Aws.Mend();
    }

    [StoreFact]
    public async Task Credentials_that_nobody_renews_make_the_lane_wait_and_say_so_until_they_are()
    {
        await AddFileSystemsAsync("erp");
        Portal.Aws.Fault("""{ "service": "backup", "operation": "*", "action": "expiredToken" }""");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));

        for (var hour = 0; hour < 5; hour++)
        {
            Portal.Aws.Advance(Hours(1));
            await Portal.LookAsync();
        }

        Assert.True(Assert.Single(await Portal.TasksAsync(id)).IsOpen);
        var trouble = await Portal.ReadAsync(db => db.Lanes.Where(lane => lane.Key == $"{AwsFixture.Account}/{AwsFixture.Home}")
            .Select(lane => lane.Trouble).SingleAsync(Cancel));
        Assert.StartsWith("AWS did not take the portal's signature to", trouble, StringComparison.Ordinal);
        Portal.Aws.Mend();
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
    }

    [StoreFact]
    public async Task What_stays_refused_for_a_day_has_failed()
    {
        await AddFileSystemsAsync("erp");
        Portal.Aws.Fault("""{ "service": "backup", "operation": "StartBackupJob", "action": "expiredToken" }""");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        await Portal.LookAsync();
        Portal.Aws.Advance(Hours(25));

        Assert.Equal(SessionState.Failed, (await Portal.RunToEndAsync(id)).State);

        Assert.Contains(
            "did not take the portal's signature", Assert.Single(await Portal.TasksAsync(id)).Reason, StringComparison.Ordinal);
        Assert.Equal(0, JobsStarted("backup"));
    }

    [StoreFact]
    public async Task A_deletion_that_is_refused_in_passing_is_asked_for_again()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        Portal.Aws.Fault("""{ "service": "backup", "operation": "DeleteRecoveryPoint", "action": "expiredToken" }""");
        await Portal.AdvanceAsync(Hours(25));
        var id = await Portal.StartPolicyAsync(policy);
        for (var step = 0; step < 30; step++)
        {
            Portal.Aws.Advance(Hours(0.1));
            await Portal.LookAsync();
        }

        Assert.DoesNotContain(RestorePointState.DeleteFailed, await StatesAsync());
        Assert.Contains(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint" && entry.Status == 403);
        Portal.Aws.Mend();
        await Portal.RunToEndAsync(id);
        await Portal.AdvanceAsync(Hours(1));
        await Portal.AdvanceAsync(Hours(1));
        Assert.Contains(RestorePointState.Deleted, await StatesAsync());
    }

    [StoreFact]
    public async Task A_role_is_assumed_again_when_AWS_says_that_its_credentials_are_over()
    {
        var role = $"arn:aws:iam::{AwsFixture.Account}:role/FsxPortal";
        var account = await Portal.ReadAsync(db => db.Accounts.AsNoTracking().SingleAsync(Cancel));
        await Portal.Get<AccountCommands>().ChangeAsync(Actor.Portal, account.Id, account.Name, role, account.Regions, null, Cancel);
        account = await Portal.ReadAsync(db => db.Accounts.AsNoTracking().SingleAsync(Cancel));
        await Portal.Get<VaultGateway>().ReadVaultsAsync(account, AwsFixture.Home, Cancel);
        var before = Assumed();
        Portal.Aws.Fault("""{ "service": "backup", "operation": "ListBackupVaults", "nth": 1, "action": "expiredToken" }""");

        Assert.NotEmpty((await Portal.Get<VaultGateway>().ReadVaultsAsync(account, AwsFixture.Home, Cancel)).Items);

        Assert.Equal(before + 1, Assumed());
    }

    private int Assumed() => Portal.Aws.Journal.Count(entry => entry.Operation == "AssumeRole");

    private Task<List<RestorePointState>> StatesAsync() =>
        Portal.ReadAsync(db => db.RestorePoints.Select(point => point.State).ToListAsync(Cancel));

    private int JobsStarted(string kind) =>
        Portal.Aws.World(world => world.Jobs.Values.Count(job => job.Source is null == (kind == "backup")));
}
