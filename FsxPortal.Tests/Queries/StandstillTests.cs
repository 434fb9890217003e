using FsxPortal.Core;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Queries;

public sealed class StandstillTests
{
    private static readonly DateTimeOffset Old = Rows.Now.AddDays(-3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [StoreFact]
    public async Task Nothing_stands_still_in_a_portal_at_work()
    {
        await using var database = await FillAsync(Rows.Now.AddMinutes(-1));

        Assert.All(Read(database), still => Assert.Equal((0, FindingState.Ok), (still.Count, still.Finding.State)));
    }

    [StoreFact]
    public async Task Whatever_waits_for_longer_than_it_should_is_counted_with_the_oldest()
    {
        await using var database = await FillAsync(Old);

        Assert.All(Read(database), still =>
        {
            Assert.Equal((still.Kind, 1, Old), (still.Kind, still.Count, still.Since!.Value));
            Assert.Equal(FindingState.Warning, still.Finding.State);
            Assert.StartsWith("1, the oldest since 2026-03-15 12:00 UTC", still.Finding.Text, StringComparison.Ordinal);
            Assert.NotNull(still.Finding.Remedy);
        });
    }

    private static IReadOnlyList<StandstillView> Read(TestDatabase database)
    {
        var time = new FakeTimeProvider(Rows.Now);
        using var db = database.CreateDbContext();
        return Standstills.Read(db, new Clocks(time, time), syncHours: 24);
    }

    // One of each kind, waiting since the same instant.
    private static async Task<TestDatabase> FillAsync(DateTimeOffset since)
    {
        var database = await TestDatabase.CreateAsync(Cancel);
        var (fileSystem, policy) = (Rows.FileSystem("ant"), Rows.Policy("Daily"));
        var session = Rows.Session(policy, since);
        var point = Rows.Point(fileSystem, since, policy: policy);
        point.DecideDeletion("Old.", since);
        policy.AdvanceSchedule(since.AddDays(-1));
        await database.AddAsync(
            fileSystem, policy, session, Rows.Task(session, fileSystem), point, Rows.Session(null, since, SessionState.Succeeded),
            new RetentionRequest(
                Rows.NewId(), session.Id, null, new ChainKey(fileSystem.Id, RestorePointKind.Backup, Rows.VaultArn), since),
            new LaneRecord("1/a"), new LaneRecord("1/b"));
        await using var db = database.CreateDbContext();
        await db.Lanes.Where(lane => lane.Key == "1/a").ExecuteUpdateAsync(
            lane => lane.SetProperty(row => row.TroubleSince, (DateTimeOffset?)since), Cancel);
        await db.Lanes.Where(lane => lane.Key == "1/b").ExecuteUpdateAsync(
            lane => lane.SetProperty(row => row.LookAt, (DateTimeOffset?)since), Cancel);
        await db.Policies.ExecuteUpdateAsync(row => row.SetProperty(one => one.NextSlotAt, (DateTimeOffset?)since), Cancel);
        return database;
    }
}
