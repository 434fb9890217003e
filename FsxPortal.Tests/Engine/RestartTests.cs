using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

/// <summary>The process ends at each checkpoint in turn; the next one comes to the same end.</summary>
public sealed class RestartTests : EngineTests
{
    // A slot is planned once. The starts of all three file systems are saved together
    // before the calls, and so is what AWS has answered after them.
    private static readonly string[] PassedOnce = [Checkpoints.SessionPlanned, Checkpoints.BackupIntended, Checkpoints.BackupAccepted,
        Checkpoints.CopyIntended, Checkpoints.CopyAccepted];

    public static TheoryData<string, int> Cuts =>
        [.. from name in Checkpoints.All from passing in new[] { 1, 2 } where passing == 1
            || !PassedOnce.Contains(name) select new TheoryDataRow<string, int>(name, passing)];

    [StoreTheory]
    [MemberData(nameof(Cuts))]
    public async Task A_process_that_ends_anywhere_is_continued_by_the_next(string checkpoint, int passing)
    {
        await PrepareAsync();
        var cut = CutPowerAt(checkpoint, passing);

        // The slot of 13:00 runs and deletes what the first run made.
        await Portal.AdvanceAsync(Hours(24.5));
        var session = await Portal.RunToEndAsync(await ScheduledAsync());
        await Portal.AdvanceAsync(Hours(0.5));
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.True(cut.IsCompleted, "The checkpoint was never passed.");
        Assert.Equal(SessionState.Succeeded, session.State);
        var points = await Portal.ReadAsync(db => db.RestorePoints.GroupBy(point => new { point.Kind, point.State })
            .Select(group => new { group.Key.Kind, group.Key.State, Count = group.Count() }).ToListAsync(Cancel));
        Assert.Equal(
            [(RestorePointKind.Backup, RestorePointState.Available, 3), (RestorePointKind.Backup, RestorePointState.Deleted, 3),
                (RestorePointKind.Copy, RestorePointState.Available, 6)],
            points.Select(point => (point.Kind, point.State, point.Count)).Order());
    }

    private async Task<Policy> PrepareAsync()
    {
        await AddFileSystemsAsync("erp", "hr", "web");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().At(13));
        await Portal.RunAsync(policy);
        Assert.True(Portal.Aws.GetUtcNow() < AwsFixture.Begin + Hours(2));
        Portal.Aws.AdvanceTo(AwsFixture.Begin + Hours(1.8));
        return policy;
    }

    private Task CutPowerAt(string checkpoint, int passing)
    {
        var cut = new TaskCompletionSource();
        Portal.Passing = name =>
        {
            if (name == checkpoint && --passing == 0)
            {
                cut.SetResult();
                Portal.Power.TurnOff();
            }
        };
        return cut.Task;
    }

    private Task<Guid> ScheduledAsync() => Portal.ReadAsync(db => db.Sessions
        .Where(session =>
            session.Type == SessionType.Policy && session.Trigger == SessionTrigger.Schedule && session.State == SessionState.Running)
        .Select(session => session.Id).SingleAsync(Cancel));
}
