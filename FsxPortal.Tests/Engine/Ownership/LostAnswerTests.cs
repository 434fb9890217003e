using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Ownership;

/// <summary>AWS's answer to a start is lost: the job is ours if its token or its tags say so, and no second one is started.</summary>
public sealed class LostAnswerTests : EngineTests
{
    private const string Gone = """{ "service": "backup", "operation": "StartBackupJob", "action": "dropBefore" }""";

    [StoreTheory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.75)]
    public async Task Somebody_elses_job_that_came_in_between_is_not_taken_for_ours(double hours)
    {
        var (policy, arn) = await PrepareAsync();
        Portal.Aws.Fault(Gone);
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();
        var foreign = Portal.Aws.BackUp(arn);
        Portal.Aws.Advance(Hours(hours));
        Portal.Aws.Mend();

        var session = await Portal.RunToEndAsync(id);
        await Portal.SyncAsync();

        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.NotEqual(foreign, Assert.Single(await Portal.TasksAsync(id)).Backup.JobId);
        Assert.Equal(2, JobsStarted("backup"));
        Assert.Equal([(RestorePointKind.Backup, true), (RestorePointKind.Copy, true), (RestorePointKind.Manual, false)],
            (await PointsAsync()).Select(point => (point.Kind, NamesPolicy(point.Arn, policy))));

        // The chain is judged on as ever.
        await Portal.AdvanceAsync(Hours(25));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));
        Assert.Equal(
            [RestorePointState.Deleted, RestorePointState.Available], (await PointsAsync())
                .Where(point => point.Kind == RestorePointKind.Backup)
            .OrderBy(point => point.CreatedAt).Select(point => point.State));
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(0.75)]
    public async Task Our_own_job_is_found_beside_somebody_elses(double hours)
    {
        var (policy, arn) = await PrepareAsync();
        Portal.Aws.Fault("""{ "service": "backup", "operation": "StartBackupJob", "nth": 1, "times": 9, "action": "dropAfter" }""");
        var id = await Portal.StartPolicyAsync(policy);
        await Portal.LookAsync();
        Portal.Aws.Mend();
        Portal.Aws.BackUp(arn);
        Portal.Aws.Advance(Hours(hours));

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);

        Assert.Equal(2, JobsStarted("backup"));
        Assert.True(NamesPolicy((await PointsAsync())[0].Arn, policy));
    }

    [StoreTheory]
    [InlineData("StartBackupJob", 1)]
    [InlineData("StartBackupJob", 6)]
    [InlineData("StartCopyJob", 1)]
    [InlineData("StartCopyJob", 6)]
    public async Task A_refusal_after_a_lost_answer_starts_no_second_job(string operation, int refusals)
    {
        var (policy, _) = await PrepareAsync();
        Portal.Aws.Fault($$"""{ "service": "backup", "operation": "{{operation}}", "nth": 1, "times": 1, "action": "dropAfter" }""");
        Portal.Aws.Fault($$"""
            { "service": "backup", "operation": "{{operation}}", "nth": 2, "times": {{refusals}}, "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException", "message": "no" } }
            """);

        var session = await Portal.RunAsync(policy);

        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.Equal((1, 1), (JobsStarted("backup"), JobsStarted("copy")));
        Assert.Contains(Portal.Aws.Journal, entry => entry.Operation == operation && entry.Status == 403);
    }

    [StoreFact]
    public async Task Where_nothing_was_started_a_lasting_refusal_ends_the_attempt()
    {
        var (policy, _) = await PrepareAsync();
        Portal.Aws.Fault("""{ "service": "backup", "operation": "StartBackupJob", "nth": 1, "times": 1, "action": "dropBefore" }""");
        Portal.Aws.Fault("""
            { "service": "backup", "operation": "StartBackupJob", "nth": 2, "times": 1000, "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException", "message": "no" } }
            """);

        var session = await Portal.RunAsync(policy);

        Assert.Equal(SessionState.Failed, session.State);
        Assert.Equal(0, JobsStarted("backup"));
    }

    private async Task<(Policy Policy, string Arn)> PrepareAsync()
    {
        var arn = Portal.Aws.AddFileSystem("erp");
        await Portal.ReadInventoryAsync();
        return (await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()), arn);
    }

    private int JobsStarted(string kind) =>
        Portal.Aws.World(world => world.Jobs.Values.Count(job => job.Source is null == (kind == "backup")));

    private bool NamesPolicy(string arn, Policy policy) =>
        Portal.Aws.World(world => world.Points[arn].Tags.GetValueOrDefault(PointTags.Policy)) == policy.Id.ToString();

    private Task<List<RestorePoint>> PointsAsync() =>
        Portal.ReadAsync(db =>
            db.RestorePoints.AsNoTracking().OrderBy(point => point.Kind).ThenBy(point => point.CreatedAt).ToListAsync(Cancel));
}
