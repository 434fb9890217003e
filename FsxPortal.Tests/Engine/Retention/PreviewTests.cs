using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>What is foretold of a policy, held against what the engine then does.</summary>
public sealed class PreviewTests : EngineTests
{
    private static readonly PolicyDocument Document = SomeDocument.Hourly().DailyAndWeekly();

    // Two years on SQLite; on PostgreSQL, where each step takes longer, they are asked for.
    private static int Days => OnEachDatabase.Current == DatabaseKind.Sqlite || EnvironmentSwitch.IsSet("LONG_TESTS") ? 730 : 40;

    [StoreFact]
    public async Task Each_night_deletes_point_by_point_what_the_evening_foretold()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document);
        var deleted = 0;
        for (var day = 0; day < Days; day++)
        {
            await RunNextAsync();
            if (day % 2 == 0)
            {
                // What is made in the evening ends in the evening, when no run judges it: it is left to the night.
                await Portal.AdvanceAsync(Hours(6));
                await Portal.RunAsync(policy);
            }

            var preview = await PreviewAsync(policy.Id, Document);
            Assert.DoesNotContain(preview.Deletions, deletion => deletion.ByEdit);
            var foretold = preview.Deletions.Select(deletion => deletion.RestorePointId).Order().ToList();
            var before = await GoneAsync();

            await Portal.AdvanceAsync(Portal.Aws.GetUtcNow().Date.AddDays(1).AddHours(4.1) - Portal.Aws.GetUtcNow().UtcDateTime);
            await Portal.AdvanceAsync(Hours(0.1));

            Assert.Equal(foretold, (await GoneAsync()).Except(before).Order());
            deleted += foretold.Count;
        }

        Assert.InRange(deleted, (Days / 2) - 1, Days);
    }

    [StoreFact]
    public async Task An_edit_is_foretold_and_nothing_is_saved()
    {
        await AddFileSystemsAsync("erp", "hr");
        Portal.Aws.AddFileSystem("render", "LUSTRE", "SCRATCH_2");
        await Portal.ReadInventoryAsync();
        var policy = await Portal.AddPolicyAsync(
            Document with
            {
                Schedule = new Schedule { Daily = Document.Schedule!.Daily! with { Retention = new(30, PeriodUnit.Days) } },
                Copies = null
            });
        await RunNextAsync();
        await RunNextAsync();
        await RunNextAsync();
        var shorter = Document with { Schedule = new Schedule { Daily = Document.Schedule.Daily }, Copies = null };

        var all = await PreviewAsync(policy.Id, shorter);
        var none = await PreviewAsync(policy.Id, shorter, RetentionChange.NewPoints);

        Assert.Equal(["erp", "erp", "hr", "hr"], all.Deletions.Select(deletion => deletion.FileSystem).Order());
        Assert.All(all.Deletions, deletion => Assert.StartsWith("Daily ended", deletion.Because, StringComparison.Ordinal));
        Assert.All(all.Deletions, deletion => Assert.True(deletion.ByEdit));
        Assert.Empty(none.Deletions);
        Assert.Equal(["erp", "hr"], all.Covered.Select(fileSystem => fileSystem.Name));
        Assert.Equal(("render", "AWS Backup does not support Lustre scratch file systems."), (all.Skipped[0].Name, all.Skipped[0].Reason));
        Assert.Equal((50, "D", 2), (all.Runs.Count, string.Concat(all.Runs[0].Flags), all.Runs[0].FileSystems));
        Assert.Equal(
            [
                "It backs up 2 file systems.",
                "It selects 1 more file system that it does not back up, such as render: AWS Backup does not support Lustre scratch "
                    + "file systems.",
                "Makes backups every day at 11:00 and keeps them for 1 day.",
                "Its next run is on 2026-03-13 at 11:00 (UTC).",
                "The next retention pass deletes 4 restore points, the oldest of 2026-03-10 11:00 UTC.",
                "Backups with the flag D end after 1 day instead of 30 days, also those that exist.",
            ],
            all.Sentences);
        Assert.Equal([new PolicyDifference("schedule.daily.retention.count", "30", "1")], all.Changes);
        Assert.Equal(1, (await Portal.ReadAsync(db => db.Policies.SingleAsync(Cancel))).Version);
    }

    [StoreFact]
    public async Task What_a_failed_run_keeps_is_not_foretold()
    {
        await AddFileSystemsAsync("erp");
        var longer = Document with
        {
            Schedule = new Schedule { Daily = Document.Schedule!.Daily! with { Retention = new(30, PeriodUnit.Days) } },
            Copies = null
        };
        var shorter = Document with { Schedule = new Schedule { Daily = Document.Schedule.Daily }, Copies = null };
        var policy = await Portal.AddPolicyAsync(longer);
        await RunNextAsync();
        await RunNextAsync();
        await RunNextAsync();
        var before = await PreviewAsync(policy.Id, shorter);
        Portal.Aws.Fault(
            """{ "service": "backup", "operation": "StartBackupJob", "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException" } }""");

        await RunNextAsync();

        Assert.NotEmpty(before.Deletions);
        Assert.Empty((await PreviewAsync(policy.Id, shorter)).Deletions);
    }

    [StoreFact]
    public async Task A_wrong_document_is_refused_with_its_problems() =>
        Assert.NotEmpty((await Assert.ThrowsAsync<InvalidInputException>(() => PreviewAsync(null, new PolicyDocument()))).Problems);

    private async Task RunNextAsync()
    {
        var now = Portal.Aws.GetUtcNow();
        var due = now.TimeOfDay < TimeSpan.FromHours(11) ? now.Date.AddHours(11.1) : now.Date.AddDays(1).AddHours(11.1);
        await Portal.AdvanceAsync(due - now.UtcDateTime);
        var id = await Portal.ReadAsync(db =>
            db.Sessions.OrderByDescending(session => session.Slot).Select(session => session.Id).FirstAsync(Cancel));
        await Portal.RunToEndAsync(id);
        await Portal.AdvanceAsync(Hours(0.1));
    }

    private Task<PolicyPreview> PreviewAsync(Guid? id, PolicyDocument document, RetentionChange retention = RetentionChange.AskFirst) =>
        Portal.Get<PolicyPreviews>().ReadAsync(Scope.Everything, document, id, retention, Cancel);

    private Task<List<Guid>> GoneAsync() => Portal.ReadAsync(db => db.RestorePoints
        .Where(point => point.State == RestorePointState.Deleted).Select(point => point.Id).ToListAsync(Cancel));
}
