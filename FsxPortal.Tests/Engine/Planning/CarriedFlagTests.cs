using System.Text.Json.Nodes;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Planning;

/// <summary>Daily at 06:00 and 18:00, monthly (copied) and yearly on the 1st of
/// April at 06:00, and what goes wrong with that run.</summary>
public sealed class CarriedFlagTests : EngineTests
{
    private const string Role = $"arn:aws:iam::{AwsFixture.Account}:role/service-role/AWSBackupDefaultServiceRole";
    private const string CopyRefused =
        """{ "service": "backup", "operation": "StartCopyJob", "nth": 1, "times": 1, "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException" } }""";

    private static readonly DateTimeOffset Rare = new(2026, 4, 1, 6, 0, 0, TimeSpan.Zero);

    private static PolicyDocument Document { get; } = SomeDocument.Hourly() with
    {
        Schedule = new Schedule
        {
            Daily = new DailyRule { Hours = [6, 18], Retention = Some.Period("7 days") },
            Monthly = new MonthlyRule
            {
                Time = "06:00",
                On = new MonthDay { DayOfMonth = 1 },
                Months = [.. Enumerable.Range(1, 12)],
                Retention = Some.Period("12 months"),
                Copy = new MonthlyCopy { Months = [.. Enumerable.Range(1, 12)], Retention = Some.Period("24 months") },
            },
            Yearly = new YearlyRule { Time = "06:00", On = new MonthDay { DayOfMonth = 1 }, Month = 4, Retention = Some.Period("7 years") },
        },
    };

    [StoreFact]
    public async Task What_the_portal_slept_through_is_carried_by_the_run_that_catches_up()
    {
        await PrepareAsync();
        Portal.Aws.AdvanceTo(Rare + Hours(4));
        await AddFileSystemsAsync("new");
        Portal.Aws.AdvanceTo(Rare + Hours(12.5));

        var run = await NextAsync();

        Assert.Equal(SessionTrigger.CatchUp, run.Trigger);
        Assert.Equal([("erp", "DMY", "M"), ("new", "D", "")], await MadeAsync(run));
        Assert.Equal(["DMY/M", "D"], await TagsAsync(run));
        Assert.Equal(
            [
                "erp: carries the flag M of 2026-04-01 06:00 UTC: the portal did not run then.",
                "erp: carries the flag Y of 2026-04-01 06:00 UTC: the portal did not run then.",
                "erp: the copy carries the flag M of 2026-04-01 06:00 UTC: the portal did not run then.",
            ],
            await LogAsync(run));
        var point = (
            await Portal.Get<ChainQuery>()
                .ListAsync(
                    Scope.Everything, new RestorePointFilter(Kind: RestorePointKind.Copy), new PageRequest(5), Cancel)).Items.Single();
        Assert.Equal([new CarriedView("M", Rare, "the portal did not run then.")], point.Carried);
        Assert.Equal([("erp", "D", ""), ("new", "D", "")], await MadeAsync(await RunUntilAsync(Rare + Hours(24))));
    }

    [StoreFact]
    public async Task What_a_failed_run_did_not_bring_is_shown_as_missing_until_another_brings_it()
    {
        await PrepareAsync();
        Assert.Empty(await LackingAsync());
        Portal.Aws.World(world => world.Roles.Remove(Role));
        await RunUntilAsync(Rare);
        Portal.Aws.World(world => world.Roles.Add(Role));

        var lacks = await LackingAsync();
        Assert.Equal(
            [("M", RestorePointKind.Backup), ("Y", RestorePointKind.Backup), ("M", RestorePointKind.Copy)],
            lacks.Select(lack => (lack.Flag, lack.Kind)));
        Assert.All(lacks, lack => Assert.StartsWith("the backup failed: ", lack.Reason, StringComparison.Ordinal));
        Assert.Equal([("erp", "DMY", "M")], await MadeAsync(await RunUntilAsync(Rare + Hours(12))));
        Assert.Empty(await LackingAsync());
    }

    [StoreFact]
    public async Task What_a_canceled_run_did_not_bring_is_carried_by_one_that_is_started_by_hand()
    {
        var policy = await PrepareAsync();
        Portal.Aws.AdvanceTo(Rare);
        await Portal.Get<Scheduler>().TickAsync(Cancel);
        var planned = await NewestAsync();
        await Portal.Get<SessionCommands>().StopAsync(Actor.Portal, planned.Id, Cancel);
        Assert.Equal(SessionState.Canceled, (await Portal.RunToEndAsync(planned.Id)).State);
        Portal.Aws.Advance(Hours(1));

        var run = await Portal.RunAsync(policy);

        Assert.Equal([("erp", "DMY", "M")], await MadeAsync(run));
        Assert.StartsWith("the backup was canceled: ", (await Portal.TasksAsync(run.Id))[0].Carried[0].Reason, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task What_a_skipped_run_did_not_bring_is_carried_by_the_next()
    {
        var policy = await PrepareAsync();
        Portal.Aws.AdvanceTo(Rare - Hours(0.05));
        var before = await Portal.StartPolicyAsync(policy);
        await Portal.SettleAsync();
        Portal.Aws.AdvanceTo(Rare);
        await Portal.Get<Scheduler>().TickAsync(Cancel);
        Assert.Equal(SessionState.Skipped, (await NewestAsync()).State);
        await Portal.RunToEndAsync(before);

        var run = await RunUntilAsync(Rare + Hours(12));

        Assert.Equal([("erp", "DMY", "M")], await MadeAsync(run));
        Assert.Equal(
            "the run was skipped: The run of 2026-04-01 05:57 UTC was still going on.",
            (await Portal.TasksAsync(run.Id))[0].Carried[0].Reason);
    }

    [StoreFact]
    public async Task Where_only_the_copy_failed_the_next_run_makes_one_that_carries_its_flag()
    {
        await PrepareAsync();
        Portal.Aws.Fault(CopyRefused);
        Assert.Equal([("erp", "DMY", "")], await MadeAsync(await RunUntilAsync(Rare)));
        Assert.Equal([("M", RestorePointKind.Copy)], (await LackingAsync()).Select(lack => (lack.Flag, lack.Kind)));

        var run = await RunUntilAsync(Rare + Hours(12));

        Assert.Equal([("erp", "D", "M")], await MadeAsync(run));
        Assert.Equal(["D/M"], await TagsAsync(run));
        Assert.Empty(await LackingAsync());
    }

    [StoreFact]
    public async Task An_edit_of_the_retention_keeps_what_is_owed_and_one_of_the_time_does_not()
    {
        var policy = await PrepareAsync();
        Portal.Aws.World(world => world.Roles.Remove(Role));
        await RunUntilAsync(Rare);
        Portal.Aws.World(world => world.Roles.Add(Role));
        var monthly = Document.Schedule!.Monthly! with { Retention = Some.Period("36 months") };
        var yearly = Document.Schedule.Yearly! with { Time = "18:00" };

        await Portal.Get<PolicyCommands>().ChangeAsync(Actor.Portal, policy.Id,
            Document with { Schedule = Document.Schedule with { Monthly = monthly, Yearly = yearly with { Month = 5 } } }, null,
                RetentionWish.AskFirst, Cancel);

        Assert.Equal([("erp", "DM", "M")], await MadeAsync(await RunUntilAsync(Rare + Hours(12))));
    }

    [StoreFact]
    public async Task What_came_while_the_policy_was_off_is_not_made_up_for()
    {
        var policy = await PrepareAsync();
        await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, policy.Id, false, Cancel);
        await Portal.AdvanceAsync(Rare + Hours(4) - Portal.Aws.GetUtcNow());
        await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, policy.Id, true, Cancel);

        Assert.Equal([("erp", "D", "")], await MadeAsync(await RunUntilAsync(Rare + Hours(12))));
    }

    [StoreTheory]
    [InlineData(Checkpoints.SessionPlanned)]
    [InlineData(Checkpoints.BackupCalled)]
    [InlineData(Checkpoints.PointSeen)]
    [InlineData(Checkpoints.CopyCalled)]
    public async Task What_is_carried_survives_the_end_of_the_process(string checkpoint)
    {
        await PrepareAsync();
        Portal.Aws.AdvanceTo(Rare + Hours(12.5));
        var cuts = 0;
        Portal.Passing = name =>
        {
            if (name == checkpoint && cuts++ == 0)
            {
                Portal.Power.TurnOff();
            }
        };

        var run = await NextAsync();

        Assert.True(cuts > 0, "The checkpoint was never passed.");
        Assert.Equal([("erp", "DMY", "M")], await MadeAsync(run));
        Assert.Equal(["DMY/M"], await TagsAsync(run));
    }

    [StoreFact]
    public async Task What_is_carried_into_a_locked_vault_lives_as_long_as_the_carried_flag_asks()
    {
        await PrepareAsync();
        Portal.Aws.Call(
            "backup", "PutBackupVaultLockConfiguration", new JsonObject { ["BackupVaultName"] = "portal-vault", ["MinRetentionDays"] = 1 },
            AwsFixture.Home);
        await Portal.ReadInventoryAsync();
        Portal.Aws.AdvanceTo(Rare + Hours(12.5));

        var run = await NextAsync();

        Assert.Equal([("erp", "DMY", "M")], await MadeAsync(run));
        var backup = await Portal.ReadAsync(db =>
            db.RestorePoints.AsNoTracking().SingleAsync(point => point.Kind == RestorePointKind.Backup, Cancel));
        var ends = run.Slot.AddYears(7);
        Assert.InRange(backup.DeleteAt!.Value, ends, ends.AddDays(2));
        Portal.Aws.AdvanceTo(ends - Hours(1));
        await Portal.SyncAsync();
        Assert.Equal(
            RestorePointState.Available,
            (await Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().SingleAsync(point => point.Id == backup.Id, Cancel))).State);
    }

    // The evening before: nothing is due yet.
    private async Task<Policy> PrepareAsync()
    {
        Portal.Aws.AdvanceTo(Rare - Hours(10));
        await AddFileSystemsAsync("erp");
        return await Portal.AddPolicyAsync(Document);
    }

    private async Task<Session> RunUntilAsync(DateTimeOffset slot)
    {
        Portal.Aws.AdvanceTo(slot);
        return await NextAsync();
    }

    private async Task<Session> NextAsync()
    {
        await Portal.SettleAsync();
        return await Portal.RunToEndAsync((await NewestAsync()).Id);
    }

    private Task<Session> NewestAsync() => Portal.ReadAsync(db =>
        db.Sessions.AsNoTracking().Where(session => session.Type == SessionType.Policy).OrderByDescending(session => session.Slot)
            .FirstAsync(Cancel));

    /// <summary>What the run made of each file system: its flags, and those of its copy.</summary>
    private Task<List<(string Name, string Flags, string CopyFlags)>> MadeAsync(Session session) => Portal.ReadAsync(async db =>
    {
        var names = await db.FileSystems.ToDictionaryAsync(fileSystem => fileSystem.Id, fileSystem => fileSystem.Name, Cancel);
        var points = await db.RestorePoints.AsNoTracking().Where(point => point.SessionId == session.Id).ToListAsync(Cancel);
        return points.GroupBy(point => names[point.FileSystemId])
            .Select(group => (group.Key, Letters(group, RestorePointKind.Backup), Letters(group, RestorePointKind.Copy))).Order().ToList();
    });

    private static string Letters(IEnumerable<RestorePoint> points, RestorePointKind kind) =>
        string.Concat(points.Where(point => point.Kind == kind).SelectMany(point => point.Flags.ToLetters()));

    private Task<List<string>> TagsAsync(Session session) => Portal.ReadAsync(async db =>
    {
        var arns = await db.RestorePoints.Where(point => point.SessionId == session.Id && point.Kind == RestorePointKind.Backup)
            .Select(point => point.Arn).ToListAsync(Cancel);
        return Portal.Aws.World(world => arns.Select(arn => world.Points[arn].Tags[PointTags.Flags]).OrderDescending().ToList());
    });

    private Task<List<string>> LogAsync(Session session) => Portal.ReadAsync(db => db.Log
        .Where(line => line.SessionId == session.Id && line.Text.Contains("carries")).OrderBy(line => line.Id).Select(line => line.Text)
        .ToListAsync(Cancel));

    private async Task<IReadOnlyList<LackView>> LackingAsync()
    {
        var id = await Portal.ReadAsync(db => db.FileSystems.Select(fileSystem => fileSystem.Id).SingleAsync(Cancel));
        return (await Portal.Get<FileSystemQuery>().FindAsync(Scope.Everything, id, Cancel))!.Lacking;
    }
}
