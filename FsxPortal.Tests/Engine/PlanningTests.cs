using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

public sealed class PlanningTests : EngineTests
{
    [StoreFact]
    public async Task Twenty_ticks_at_once_make_one_session_for_a_slot()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.Advance(Hours(0.25));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Portal.Get<Scheduler>().TickAsync(Cancel), Cancel)));

        var session = Assert.Single(await SessionsAsync());
        Assert.Equal((SessionTrigger.Schedule, AwsFixture.Begin + Hours(1.0 / 6)), (session.Trigger, session.Slot));
        await Portal.RunToEndAsync(session.Id);
    }

    [StoreFact]
    public async Task After_a_pause_the_newest_slot_is_caught_up_with_and_the_others_are_missed()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());

        await Portal.AdvanceAsync(Hours(4.7));

        var sessions = await SessionsAsync();
        Assert.Equal([11, 12, 13, 14, 15], sessions.Select(session => session.Slot.Hour));
        Assert.All(sessions[..^1], session => Assert.Equal(SessionState.Missed, session.State));
        Assert.Equal(SessionTrigger.CatchUp, sessions[^1].Trigger);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(sessions[^1].Id)).State);
    }

    [StoreFact]
    public async Task A_slot_is_skipped_while_the_run_before_it_goes_on()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        await Portal.AdvanceAsync(Hours(0.2));
        Portal.Aws.Advance(Hours(1));

        await Portal.Get<Scheduler>().TickAsync(Cancel);

        var sessions = await SessionsAsync();
        Assert.Equal([SessionState.Running, SessionState.Skipped], sessions.Select(session => session.State));
        Assert.Equal("The run of 2026-03-10 11:00 UTC was still going on.", sessions[1].Reason);
        await Portal.RunToEndAsync(sessions[0].Id);
    }

    [StoreFact]
    public async Task A_run_by_hand_at_the_very_instant_of_a_slot_stands_for_it()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.Aws.AdvanceTo(AwsFixture.Begin + TimeSpan.FromMinutes(10));
        var byHand = await Portal.StartPolicyAsync(policy);

        await Portal.SettleAsync();

        Assert.Equal(byHand, Assert.Single(await SessionsAsync()).Id);
        await Portal.AdvanceAsync(Hours(1.5));
        Assert.Equal([11, 12], (await SessionsAsync()).Select(session => session.Slot.Hour));
    }

    [StoreFact]
    public async Task Where_two_policies_cover_a_file_system_the_first_has_it_and_the_second_says_so()
    {
        await AddFileSystemsAsync("erp", "hr");
        var first = await Portal.AddPolicyAsync(SomeDocument.Hourly("First").Only("erp").ByHand());
        var second = await Portal.AddPolicyAsync(SomeDocument.Hourly("Second").ByHand());

        var (one, other) = (await Portal.RunAsync(first), await Portal.RunAsync(second));

        Assert.Equal(["erp"], await NamesAsync(one));
        Assert.Equal(["hr"], await NamesAsync(other));
        Assert.Contains("erp: left to the policy 'First', which has the higher priority.", await LogAsync(other));
    }

    [StoreFact]
    public async Task A_policy_that_cannot_be_planned_keeps_no_other_from_running()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly("Broken").Only("erp"));
        var sound = await Portal.AddPolicyAsync(SomeDocument.Hourly("Sound"));
        await Portal.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"""UPDATE policy SET "Document" = replace("Document", 'UTC', 'Nowhere/Atall') WHERE "Name" = 'Broken'""", Cancel));

        await Portal.AdvanceAsync(Hours(0.25));

        Assert.Equal(sound.Id, Assert.Single(await SessionsAsync()).PolicyId);
        Assert.Contains(Portal.Log.All, line => line.Contains("Broken", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task A_clock_that_was_days_ahead_costs_no_slots_once_it_is_set_right()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly());
        await Portal.AdvanceAsync(Hours(0.2));
        await Portal.RunToEndAsync((await SessionsAsync())[0].Id);
        var (now, slot) = (Portal.Aws.GetUtcNow(), (await SessionsAsync())[0].Slot.AddHours(1));
        await using (var db = Portal.OpenDatabase())
        {
            var stored = await db.Policies.SingleAsync(Cancel);
            stored.AdvanceSchedule(now.AddDays(3));
            var mark = new Session(Guid.CreateVersion7(), SessionType.Policy, SessionTrigger.Schedule, slot, "FsxPortal", now.AddDays(3));
            mark.RunFor(RunOrder.Of(policy, new Occurrence(slot, GfsFlags.Daily, GfsFlags.None), SessionTrigger.Schedule));
            db.Sessions.Add(mark);
            Portal.Get<SessionEnds>().End(db, mark, SessionState.Missed, "The portal did not run at that time.");
            await db.SaveChangesAsync(Cancel);
        }

        await Portal.Get<Scheduler>().LookAtAllAsync(Cancel);
        await Portal.SettleAsync();
        Portal.Aws.AdvanceTo(slot.AddMinutes(1));
        await Portal.SettleAsync();

        var run = (await SessionsAsync())[^1];
        Assert.Equal((SessionTrigger.Schedule, true), (run.Trigger, run.StartedAt is not null));
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(run.Id)).State);
        Assert.Equal(2, (await SessionsAsync()).Count);
    }

    private Task<List<Session>> SessionsAsync() => Portal.ReadAsync(db =>
        db.Sessions.AsNoTracking().Where(session => session.Type == SessionType.Policy).OrderBy(session => session.Slot)
            .ToListAsync(Cancel));

    private Task<List<string>> LogAsync(Session session) => Portal.ReadAsync(db =>
        db.Log.Where(line => line.SessionId == session.Id).Select(line => line.Text).ToListAsync(Cancel));

    private Task<List<string>> NamesAsync(Session session) => Portal.ReadAsync(db => (
        from task in db.Tasks
        join fileSystem in db.FileSystems on task.FileSystemId equals fileSystem.Id
        where task.SessionId == session.Id
        select fileSystem.Name).ToListAsync(Cancel));
}
