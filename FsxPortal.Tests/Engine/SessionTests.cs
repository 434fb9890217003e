using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class SessionTests : EngineTests
{
    [StoreFact]
    public async Task A_run_backs_up_and_copies_every_file_system()
    {
        await AddFileSystemsAsync("erp", "hr", "web");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());

        var session = await Portal.RunAsync(policy);

        Assert.Equal(SessionState.Succeeded, session.State);
        var points = await Portal.ReadAsync(db => db.RestorePoints.ToListAsync(Cancel));
        Assert.Equal(3, points.Count(point => point.Kind == RestorePointKind.Backup && point.VaultArn == AwsFixture.Vault));
        Assert.Equal(3, points.Count(point => point.Kind == RestorePointKind.Copy && point.VaultArn == AwsFixture.CopyVault));
        Assert.All(points, point =>
        {
            Assert.Equal((session.Id, policy.Id, session.Slot), (point.SessionId!.Value, point.PolicyId!.Value, point.Slot!.Value));
            Assert.Equal(GfsFlags.Daily, point.Flags);
        });
    }

    [StoreFact]
    public async Task A_copy_names_its_source_and_lives_by_its_own_rules()
    {
        await AddFileSystemsAsync("erp");
        var session = await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));

        var points = await Portal.ReadAsync(db => db.RestorePoints.ToDictionaryAsync(point => point.Kind, Cancel));

        var (backup, copy) = (points[RestorePointKind.Backup], points[RestorePointKind.Copy]);
        Assert.Equal(backup.Id, copy.SourceId);
        Assert.Equal(session.Slot + Hours(24), Assert.Single(backup.Rules!.EndsFor(backup.Flags, backup.Moment)).Until);
        Assert.Equal(session.Slot + Hours(48), Assert.Single(copy.Rules!.EndsFor(copy.Flags, copy.Moment)).Until);
    }

    [StoreFact]
    public async Task The_first_point_of_a_chain_is_full_and_the_next_is_incremental()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(1));
        await Portal.RunAsync(policy);

        var points = await Portal.ReadAsync(db => db.RestorePoints.OrderBy(point => point.CreatedAt).ToListAsync(Cancel));

        foreach (var chain in points.GroupBy(point => point.Kind))
        {
            Assert.Equal([(0, false), (1, true)], chain.Select(point => (point.Sequence, point.Incremental!.Value)));
        }

        Assert.Equal(Portal.Aws.World(world => world.Points.Values.ToDictionary(point => point.Arn, point => !point.Full)),
            points.ToDictionary(point => point.Arn, point => point.Incremental!.Value));
    }

    [StoreFact]
    public async Task A_backup_carries_the_tags_by_which_the_portal_knows_it_again()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(
            SomeDocument.Hourly().ByHand() with { CustomTags = new Dictionary<string, string> { ["owner"] = "storage" } });
        var session = await Portal.RunAsync(policy);

        var tags = Portal.Aws.World(world => world.Points.Values.Select(point => point.Tags).ToList());

        Assert.Equal(2, tags.Count);
        Assert.All(tags, each =>
        {
            Assert.Equal(
                (policy.Id.ToString(), "D", "storage", "erp"), (each["fsxp.policy"], each["fsxp.flags"], each["owner"], each["Name"]));
            Assert.Equal(session.Slot, DateTimeOffset.Parse(each["fsxp.slot"], System.Globalization.CultureInfo.InvariantCulture));
        });
    }

    [StoreFact]
    public async Task A_disabled_policy_is_started_by_people_only()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());

        await Portal.AdvanceAsync(Hours(5));
        Assert.Empty(await Portal.ReadAsync(db => db.Sessions.Where(session => session.Type == SessionType.Policy).ToListAsync(Cancel)));

        Assert.Equal(SessionTrigger.Manual, (await Portal.RunAsync(policy)).Trigger);
    }

    [StoreFact]
    public async Task A_policy_that_runs_is_not_started_again()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        var first = await Portal.StartPolicyAsync(policy);

        var refusal = await Assert.ThrowsAsync<AlreadyRunningException>(() => Portal.StartPolicyAsync(policy));

        Assert.Equal(first, refusal.SessionId);
        await Portal.RunToEndAsync(first);
    }

    [StoreFact]
    public async Task A_policy_that_ran_in_this_very_instant_is_not_started_again()
    {
        var empty = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand().Only("nobody"));
        var ended = await Portal.StartPolicyAsync(empty);
        await AddFileSystemsAsync("erp");
        var full = await Portal.AddPolicyAsync(SomeDocument.Hourly("Other").ByHand());
        var stopped = await Portal.StartPolicyAsync(full);
        await Portal.Get<SessionCommands>().StopAsync(Actor.Portal, stopped, Cancel);

        var first = await Assert.ThrowsAsync<AlreadyRunningException>(() => Portal.StartPolicyAsync(empty));
        var second = await Assert.ThrowsAsync<AlreadyRunningException>(() => Portal.StartPolicyAsync(full));

        Assert.Equal((ended, stopped), (first.SessionId, second.SessionId));
        Portal.Aws.Advance(TimeSpan.FromTicks(1));
        await Portal.RunAsync(full);
    }

    [StoreFact]
    public async Task Of_many_starts_in_the_same_instant_one_runs_and_the_others_hear_that_it_does()
    {
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());

        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (Id: await Portal.StartPolicyAsync(policy), IsFirst: true);
            }
            catch (AlreadyRunningException running)
            {
                return (Id: running.SessionId, IsFirst: false);
            }
        }, Cancel)));

        Assert.Single(starts, start => start.IsFirst);
        Assert.Single(starts.Select(start => start.Id).Distinct());
    }
}
