using FsxPortal.Core;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

/// <summary>The vaults are read again by themselves.</summary>
public sealed class SyncScheduleTests : EngineTests
{
    [StoreFact]
    public async Task What_others_delete_is_missing_and_its_file_system_at_risk_within_a_day_and_without_a_hand()
    {
        await AddFileSystemsAsync("erp");
        await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().At(11) with { KeepNewest = true }));
        await LookAsync();
        Portal.Aws.World(world => world.Points.Values.ToList().TrueForAll(point =>
        {
            world.Remove(point);
            return true;
        }));

        for (var look = 0; look < 25 * 12; look++)
        {
            Portal.Aws.Advance(TimeSpan.FromMinutes(5));
            await LookAsync();
        }

        await using var db = Portal.OpenDatabase();
        Assert.Equal(RestorePointState.Missing, (await db.RestorePoints.SingleAsync(Cancel)).State);
        Assert.True((await db.Protection.SingleAsync(Cancel)).AtRiskFrom <= Portal.Aws.GetUtcNow());
        Assert.Equal(
            [SessionTrigger.Schedule, SessionTrigger.Schedule],
            await db.Sessions.Where(session => session.Type == SessionType.Sync).Select(session => session.Trigger).ToListAsync(Cancel));
    }

    [StoreFact]
    public async Task A_sync_whose_node_is_gone_ends_and_says_what_to_do()
    {
        await using (var db = Portal.OpenDatabase())
        {
            var begun = SyncSchedule.Ask(db, SessionTrigger.Manual, Actor.Portal, Portal.Get<Clocks>());
            begun.Start(Portal.Aws.GetUtcNow());
            await db.SaveChangesAsync(Cancel);
        }

        Assert.True(await Portal.Get<SyncRunner>().IsWantedAsync(Cancel));
        await Portal.Get<SyncRunner>().RunPendingAsync(Cancel);

        var session = await Portal.ReadAsync(db => db.Sessions.SingleAsync(session => session.Type == SessionType.Sync, Cancel));
        Assert.Equal(
            (SessionState.Failed, "The portal was stopped meanwhile. Start the synchronisation again."), (session.State, session.Reason));
    }

    [StoreFact]
    public async Task A_sync_is_asked_for_once_a_day_and_not_while_one_waits()
    {
        await LookAsync();
        Assert.Empty(await SyncsAsync());
        Portal.Aws.Advance(Hours(24));
        await Portal.Get<SyncSchedule>().PlanIfDueAsync(Cancel);
        await Portal.Get<SyncSchedule>().PlanIfDueAsync(Cancel);
        Assert.Equal(SessionState.Pending, Assert.Single(await SyncsAsync()).State);

        await Portal.Get<SyncRunner>().RunPendingAsync(Cancel);
        Portal.Aws.Advance(Hours(23));
        await LookAsync();
        Assert.Single(await SyncsAsync());
        Portal.Aws.Advance(Hours(1));
        await LookAsync();
        Assert.Equal(2, (await SyncsAsync()).Count);
    }

    [StoreFact]
    public async Task A_last_sync_in_the_future_neither_puts_off_the_next_nor_makes_many()
    {
        await Portal.SyncAsync();
        await Portal.ReadAsync(db => db.Sessions.Where(session => session.Type == SessionType.Sync)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.CreatedAt, Portal.Aws.GetUtcNow().AddDays(3)), Cancel));
        await LookAsync();
        Portal.Aws.Advance(Hours(24));
        for (var look = 0; look < 12; look++)
        {
            await LookAsync();
            Portal.Aws.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Single(await SyncsAsync(), sync => sync.Trigger == SessionTrigger.Schedule);
    }

    private async Task LookAsync()
    {
        await Portal.Get<SyncSchedule>().PlanIfDueAsync(Cancel);
        await Portal.Get<SyncRunner>().RunPendingAsync(Cancel);
    }

    private Task<List<Session>> SyncsAsync() =>
        Portal.ReadAsync(db => db.Sessions.AsNoTracking().Where(session => session.Type == SessionType.Sync).ToListAsync(Cancel));
}
