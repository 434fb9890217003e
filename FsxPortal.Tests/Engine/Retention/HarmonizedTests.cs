using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>Policies with several rules. The portal begins on a Tuesday, ten minutes before 11:00.</summary>
public sealed class HarmonizedTests : EngineTests
{
    private static readonly PolicyDocument Document = SomeDocument.Hourly().DailyAndWeekly();

    [StoreFact]
    public async Task Rules_that_name_one_slot_make_one_session_whose_points_serve_them_all()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(Document);

        var session = Assert.Single(await RunDueAsync(Hours(1)));

        Assert.Equal((SessionState.Succeeded, 11), (session.State, session.Slot.Hour));
        Assert.Equal(
            ["Backup DW: D until 2026-03-11 11:00, W until 2026-03-24 11:00", "Copy W: W until 2026-03-31 11:00"], await LivesAsync());
    }

    [StoreFact]
    public async Task Flags_end_one_by_one_and_the_point_goes_with_the_last()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(Document);

        // On Wednesday the daily flag of Tuesday is over. On Thursday Wednesday's point goes, and Tuesday's stays for its weekly flag.
        await RunDueAsync(Hours(1));
        await RunDueAsync(Hours(23));
        await RunDueAsync(Hours(24));
        await Portal.AdvanceAsync(Hours(0.1));

        var left = await Portal.ReadAsync(db => db.RestorePoints
            .Where(point => point.Kind == RestorePointKind.Backup && point.State == RestorePointState.Available)
            .OrderBy(point => point.Slot).ToListAsync(Cancel));
        Assert.Equal([(DayOfWeek.Tuesday, GfsFlags.Daily | GfsFlags.Weekly), (DayOfWeek.Thursday, GfsFlags.Daily)],
            left.Select(point => (point.Slot!.Value.DayOfWeek, point.Flags)));
    }

    [StoreFact]
    public async Task A_run_by_hand_serves_the_most_frequent_rule_and_is_copied_as_that_rule_says()
    {
        await AddFileSystemsAsync("erp");
        await Portal.RunAsync(await Portal.AddPolicyAsync(Document.ByHand()));
        Assert.Equal(["Backup D"], (await LivesAsync()).Select(life => life.Split(':')[0]));

        await Portal.AdvanceAsync(Hours(1));
        var weekly = Document with { Name = "Weekly", Schedule = new Schedule { Weekly = Document.Schedule!.Weekly } };
        await Portal.ReadAsync(db => db.Policies.ExecuteDeleteAsync(Cancel));
        await Portal.RunAsync(await Portal.AddPolicyAsync(weekly.ByHand()));
        Assert.Equal(["Backup D", "Backup W", "Copy W"], (await LivesAsync()).Select(life => life.Split(':')[0]));
    }

    [StoreFact]
    public async Task Points_found_again_in_the_vaults_have_the_flags_they_had()
    {
        await AddFileSystemsAsync("erp");
        await Portal.AddPolicyAsync(Document);
        await RunDueAsync(Hours(1));
        var before = await LivesAsync();
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();

        Assert.Equal(before, await LivesAsync());
        Assert.Equal(
            ["DW/W", "DW/W"], Portal.Aws.World(world => world.Points.Values.Select(point => point.Tags[PointTags.Flags]).ToList()));
    }

    private async Task<List<Session>> RunDueAsync(TimeSpan by)
    {
        await Portal.AdvanceAsync(by);
        var open = await Portal.ReadAsync(db =>
            db.Sessions.Where(session => session.State == SessionState.Running).Select(session => session.Id).ToListAsync(Cancel));
        foreach (var session in open)
        {
            await Portal.RunToEndAsync(session);
        }

        return await Portal.ReadAsync(db => db.Sessions.Where(session => session.Type == SessionType.Policy).ToListAsync(Cancel));
    }

    private async Task<List<string>> LivesAsync() =>
    [
        .. (await Portal.ReadAsync(db => db.RestorePoints.ToListAsync(Cancel))).OrderBy(point => point.Kind).ThenBy(point => point.Slot)
        .Select(point =>
            $"{point.Kind} {string.Concat(point.Flags.ToLetters())}: " + string.Join(", ", point.Rules!.EndsFor(point.Flags, point.Moment)
                .Select(end => $"{string.Concat(end.Flag.ToLetters())} until {end.Until:yyyy-MM-dd HH:mm}"))),
    ];
}
