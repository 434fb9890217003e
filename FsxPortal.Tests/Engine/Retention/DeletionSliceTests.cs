using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Inspections;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using PolicyDocument = FsxPortal.Core.Domain.Policies.PolicyDocument;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>What protects comes before what deletes, however much there is to delete.</summary>
public sealed class DeletionSliceTests : EngineTests
{
    private const int Points = 100;

    private static PolicyDocument Document => SomeDocument.Hourly().WithoutCopies().ByHand();

    [StoreFact]
    public async Task A_run_that_is_started_meanwhile_waits_for_one_slice_of_deletions_at_most()
    {
        var policy = await PrepareAsync(1100);
        Task<Guid>? run = null;
        Portal.Passing = name =>
            run ??= name == Checkpoints.DeletionCalled ? Task.Run(() => Portal.StartPolicyAsync(policy), Cancel) : null;
        await AskAsync(policy);

        await Portal.LookAsync();
        await run!;
        Portal.Passing = null;
        await Portal.LookAsync();

        var calls = Portal.Aws.Journal.Select(entry => entry.Operation).ToList();
        Assert.InRange(calls[..calls.IndexOf("StartBackupJob")].Count(call => call == "DeleteRecoveryPoint"), 1, DeletionSlice.Size);
    }

    [StoreFact]
    public async Task Each_pass_sends_one_slice_until_all_is_deleted()
    {
        await AskAsync(await PrepareAsync(Points));
        var sent = new List<int>();
        while (sent.Sum() < Points)
        {
            var before = Deletions();
            await Portal.LookAsync();
            sent.Add(Deletions() - before);
            Assert.InRange(sent[^1], 1, DeletionSlice.Size);
        }

        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(Points, await CountAsync(RestorePointState.Deleted));
        Assert.Equal(0, await Portal.ReadAsync(db => db.RetentionRequests.CountAsync(request => request.DoneAt == null, Cancel)));
    }

    [StoreFact]
    public async Task Where_AWS_has_no_time_for_deletions_the_others_are_not_even_tried_and_come_later()
    {
        var policy = await PrepareAsync(Points);
        Portal.Aws.Fault("""{ "service": "backup", "operation": "DeleteRecoveryPoint", "action": "throttle" }""");
        await AskAsync(policy);

        await Portal.LookAsync();
        Assert.Single(
            Portal.Aws.Journal.Where(entry => entry.Operation == "DeleteRecoveryPoint")
                .Select(entry => (string)entry.Parameters!["RecoveryPointArn"]!).Distinct());
        Assert.Equal(0, await CountAsync(RestorePointState.Deleting));
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();
        Assert.Contains(Portal.Aws.Journal, entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal));

        Portal.Aws.Mend();
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(Points + 1, await CountAsync(RestorePointState.Deleted));
    }

    // What was made hour by hour, and was to last for months, ends after a day: somebody has approved that.
    private async Task<Policy> PrepareAsync(int points)
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(90));
        Portal.Aws.World(world => Enumerable.Range(0, points + 1).Select(hour => Add(world, policy, hour)).Count());
        await Portal.SyncAsync();
        Portal.Aws.Advance(TimeSpan.FromMinutes(1));
        var shown = await Portal.Get<PolicyPreviews>()
            .ReadAsync(Scope.Everything, Document.Keeping(1), policy.Id, RetentionChange.Approved, Cancel);
        await Portal.Get<PolicyCommands>().ChangeAsync(
            Actor.Portal, policy.Id, Document.Keeping(1), null, new RetentionWish(RetentionChange.Approved, shown.Digest), Cancel);
        return policy;
    }

    private static EmulatedPoint Add(AwsWorld world, Policy policy, int hour)
    {
        var at = AwsFixture.Begin - TimeSpan.FromDays(2) - TimeSpan.FromHours(hour);
        var (number, resource) = (world.NextNumber(), world.Resources.Values.Single());
        var arn = $"arn:aws:fsx:{AwsFixture.Home}:{AwsFixture.Account}:backup/backup-{AwsWorld.HexId("made", number, 17)}";
        var point = new EmulatedPoint(number, arn, world.Vaults[AwsFixture.Vault], resource, at)
        {
            CompletedAt = at + TimeSpan.FromMinutes(9),
            IamRoleArn = $"arn:aws:iam::{AwsFixture.Account}:role/service-role/AWSBackupDefaultServiceRole",
            Tags = new Dictionary<string, string>
            {
                [PointTags.Policy] = policy.Id.ToString(),
                [PointTags.Slot] = at.UtcDateTime.ToString("O"),
                [PointTags.Flags] = "D",
                [PointTags.Resource] = resource.Id,
            },
        };
        world.Add(point);
        return point;
    }

    private async Task AskAsync(Policy policy)
    {
        await using var db = Portal.OpenDatabase();
        var now = Portal.Aws.GetUtcNow();
        var session = new Session(Guid.CreateVersion7(), SessionType.Retention, SessionTrigger.Schedule, now, policy.Name, now);
        session.Start(now);
        db.Add(session);
        var erp = await db.FileSystems.SingleAsync(Cancel);
        db.Add(new Core.Domain.Retention.RetentionRequest(
            Guid.CreateVersion7(), session.Id, null, new ChainKey(erp.Id, RestorePointKind.Backup, AwsFixture.Vault), now));
        await db.SaveChangesAsync(Cancel);
        await Portal.Get<LaneLeases>().WakeAllAsync(Cancel);
    }

    private int Deletions() =>
        Portal.Aws.Journal.Count(entry => entry.Effect.StartsWith("deleting recovery point", StringComparison.Ordinal));

    private Task<int> CountAsync(RestorePointState state) =>
        Portal.ReadAsync(db => db.RestorePoints.CountAsync(point => point.State == state, Cancel));
}
