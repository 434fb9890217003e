using FsxPortal.Core;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Transport;

/// <summary>Nothing is planned by a clock that AWS or the database contradicts, and schedules go on when it is set right.</summary>
public sealed class ClockDoubtTests : EngineTests
{
    private const string Held = "Nothing is planned by the schedules until the clock is set right. The clock of this machine is 20 hours "
        + "ahead of that of AWS. Set it right.";

    [StoreFact]
    public async Task While_AWS_contradicts_the_clock_no_slot_is_planned_and_none_is_lost()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        await SetClockAsync(Hours(20));

        await Portal.SettleAsync();

        Assert.Empty(await SlotsAsync());
        Assert.Contains(Portal.Log.All, line => line.Contains(Held, StringComparison.Ordinal));

        await SetClockAsync(TimeSpan.Zero);
        await Portal.AdvanceAsync(Hours(1.2));

        Assert.Equal([(SessionState.Missed, 11), (SessionState.Running, 12)], await SlotsAsync());
    }

    [StoreFact]
    public async Task What_is_due_before_an_edit_is_accounted_for_by_the_time_that_is_believed()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly());
        await SetClockAsync(Hours(20));

        await Portal.Get<Core.Commands.PolicyCommands>().EnableAsync(Core.Domain.Actor.Portal, policy.Id, false, Cancel);

        Assert.Empty(await SlotsAsync());
        await SetClockAsync(TimeSpan.Zero);
    }

    [StoreFact]
    public async Task A_clock_that_nobody_contradicted_in_time_is_recovered_from_within_minutes()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(SomeDocument.Hourly());
        Portal.SetClock(Hours(20));
        await Portal.SettleAsync();
        var early = Assert.Single(await Portal.ReadAsync(db => db.Sessions.Where(session => session.EndedAt == null
            && session.Type == SessionType.Policy).ToListAsync(Cancel)));

        Portal.SetClock(TimeSpan.Zero);
        await Portal.RunToEndAsync(early.Id);
        await Portal.AdvanceAsync(Hours(1));

        var now = Portal.Aws.GetUtcNow();
        var sessions = await Portal.ReadAsync(db => db.Sessions.Where(session => session.Type == SessionType.Policy).ToListAsync(Cancel));
        Assert.InRange((await Portal.ReadAsync(db => db.Policies.SingleAsync(Cancel))).NextSlotAt!.Value, now, now + Hours(1));
        Assert.Contains(sessions, session => session.State is SessionState.Running or SessionState.Succeeded
            && session.Slot <= now && session.Slot > now - Hours(1));
        Assert.DoesNotContain(sessions, session => session.State == SessionState.Missed && session.Slot > now);
    }

    [StoreFact]
    public async Task A_database_on_another_machine_has_a_clock_to_compare_with()
    {
        var isServer = await Portal.ReadAsync(db => Task.FromResult(db.Database.IsNpgsql()));
        if (isServer)
        {
            // From now on the server's clock is seven minutes behind.
            await Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""
                CREATE SCHEMA wrong;
                CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz LANGUAGE sql
                    AS $$ SELECT pg_catalog.clock_timestamp() - interval '7 minutes' $$;
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = wrong, public, pg_catalog', current_database()); END $$;
                """, Cancel));
            await Portal.RestartAsync();
        }

        await Portal.Get<ClockComparison>().CompareAsync(Cancel);

        var difference = Portal.Get<ClockWatch>().Of(OtherClock.Database);
        Assert.Equal(isServer, difference is { IsDoubt: true });
        Assert.Equal(isServer, Portal.Log.All.Any(line => line.Contains(
            "The clock of this machine is 7 minutes ahead of that of the database. Set it right.", StringComparison.Ordinal)));
        Assert.Equal(!isServer, await Portal.Get<ClockComparison>().RunAsync(Cancel));
    }

    // Sets the clock of the portal's machine, and has AWS say so.
    private async Task SetClockAsync(TimeSpan ahead)
    {
        Portal.Aws.Mend();
        Portal.Aws.Fault($$"""
            { "service": "*", "operation": "*", "action": "wrongDate", "parameters": { "seconds": {{-ahead.TotalSeconds}} } }
            """);
        Portal.SetClock(ahead);
        await Portal.ReadInventoryAsync();
        await Portal.ReadInventoryAsync();
        await Portal.ReadInventoryAsync();
    }

    private Task<List<(SessionState, int)>> SlotsAsync() => Portal.ReadAsync(async db => (await db.Sessions
        .Where(session => session.Type == SessionType.Policy).OrderBy(session => session.Slot).ToListAsync(Cancel))
        .ConvertAll(session => (session.State, session.Slot.Hour)));
}
