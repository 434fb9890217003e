using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Planning;

/// <summary>Somebody edits a policy in the very moment in which a slot is due, before, while and after the schedule is looked at.</summary>
public sealed class SlotEditTests : EngineTests
{
    private const int Rounds = 25;

    private PolicyCommands Policies => Portal.Get<PolicyCommands>();

    [StoreFact]
    public Task A_slot_is_accounted_for_whoever_changes_the_schedule_meanwhile() => RaceAsync((policy, round) => Policies.ChangeAsync(
        Actor.Portal, policy.Id, SomeDocument.Hourly() with { TimeZone = round % 2 == 0 ? "Europe/Berlin" : "UTC" }, null,
        RetentionWish.AskFirst, Cancel));

    [StoreFact]
    public Task A_slot_is_accounted_for_whoever_disables_the_policy_meanwhile() =>
        RaceAsync((policy, _) => Policies.EnableAsync(Actor.Portal, policy.Id, false, Cancel));

    [StoreFact]
    public Task A_slot_is_accounted_for_whoever_disables_and_enables_the_policy_meanwhile() => RaceAsync(async (policy, _) =>
    {
        await Policies.EnableAsync(Actor.Portal, policy.Id, false, Cancel);
        await Policies.EnableAsync(Actor.Portal, policy.Id, true, Cancel);
    });

    [StoreFact]
    public Task A_slot_is_accounted_for_whoever_removes_the_policy_meanwhile() =>
        RaceAsync((policy, _) => Policies.RemoveAsync(Actor.Portal, policy.Id, null, Cancel));

    [StoreFact]
    public Task A_slot_is_accounted_for_whoever_gives_the_policy_another_place_meanwhile() => RaceAsync(async (_, _) =>
        await Policies.OrderAsync(
            Actor.Portal,
            await Portal.ReadAsync(db => db.Policies.OrderByDescending(row => row.Priority).Select(row => row.Id).ToListAsync(Cancel)),
            Cancel));

    [StoreFact]
    public async Task A_next_slot_that_another_version_noted_or_left_out_is_found_after_a_start()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly());
        foreach (var wrong in new DateTimeOffset?[] { null, AwsFixture.Begin.AddYears(1) })
        {
            await Portal.ReadAsync(db => db.Policies.ExecuteUpdateAsync(row => row.SetProperty(one => one.NextSlotAt, wrong), Cancel));
            Portal.Aws.Advance(Hours(1));

            await Portal.RestartAsync();
            await Portal.SettleAsync();
        }

        Assert.Equal(2, (await SessionsAsync(policy)).Count);
    }

    [StoreFact]
    public async Task A_slot_that_is_due_runs_as_the_policy_was_when_it_was_due()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.AdvanceTo(AwsFixture.Begin + TimeSpan.FromMinutes(10));

        await Policies.ChangeAsync(Actor.Portal, policy.Id, SomeDocument.Hourly().Only("erp").At(3), null, RetentionWish.AskFirst, Cancel);

        var session = Assert.Single(await SessionsAsync(policy));
        Assert.Equal((SessionState.Running, policy.Version), (session.State, session.Order!.PolicyVersion));
        Assert.Equal(2, (await Portal.TasksAsync(session.Id)).Count);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(session.Id)).State);
    }

    [StoreFact]
    public async Task A_slot_that_is_due_when_the_policy_is_disabled_or_removed_is_skipped_and_says_why()
    {
        await AddFileSystemsAsync("erp");
        var (disabled, removed) = (
            await Portal.AddPolicyAsync(SomeDocument.Hourly("Disabled")), await Portal.AddPolicyAsync(SomeDocument.Hourly("Removed")));
        Portal.Aws.AdvanceTo(AwsFixture.Begin + TimeSpan.FromMinutes(70));

        await Policies.EnableAsync(Actor.Portal, disabled.Id, false, Cancel);
        await Policies.RemoveAsync(Actor.Portal, removed.Id, null, Cancel);

        foreach (
            var (policy, reason) in new[] { (disabled, "The policy was disabled in the same moment."),
                (removed, "The policy was removed in the same moment.") })
        {
            var sessions = await SessionsAsync(policy);
            Assert.Equal([SessionState.Missed, SessionState.Skipped], sessions.Select(session => session.State));
            Assert.Equal(reason, sessions[1].Reason);
        }
    }

    [StoreFact]
    public async Task A_run_by_hand_at_the_very_instant_of_a_slot_has_all_of_its_flags()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().DailyAndWeekly());
        Portal.Aws.AdvanceTo(AwsFixture.Begin + TimeSpan.FromMinutes(10));

        var session = await Portal.RunAsync(policy);

        Assert.Equal(["D", "W"], await Portal.ReadAsync(async db => Core.Domain.Scheduling.GfsLetters.ToLetters(
            (await db.RestorePoints.FirstAsync(point => point.SessionId == session.Id, Cancel)).Flags)));
    }

    // There is nothing to back up: each run is over at once, and none keeps the next from starting.
    private async Task RaceAsync(Func<Policy, int, Task> edit)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly($"Policy {round}"));
            var slot = AwsFixture.Begin + TimeSpan.FromMinutes(10) + TimeSpan.FromHours(round);
            Portal.Aws.AdvanceTo(slot);

            await Task.WhenAll(
                After(round % 5, () => edit(policy, round)),
                After(round / 5, () => Portal.Get<Scheduler>().TickAsync(Cancel)),
                After(2, () => Portal.Get<Scheduler>().TickAsync(Cancel)));
            await Portal.Get<Scheduler>().TickAsync(Cancel);

            Assert.Equal([slot], (await SessionsAsync(policy)).Select(session => session.Slot));
            await Portal.ReadAsync(db => db.Policies.Where(row => row.Id == policy.Id).ExecuteDeleteAsync(Cancel));
        }
    }

    private static Task After(int steps, Func<Task> act) => Task.Run(async () =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(2 * steps), TimeProvider.System, Cancel);
        await act();
    });

    private Task<List<Session>> SessionsAsync(Policy policy) => Portal.ReadAsync(db =>
        db.Sessions.AsNoTracking().Where(session => session.PolicyId == policy.Id).OrderBy(session => session.Slot).ToListAsync(Cancel));
}
