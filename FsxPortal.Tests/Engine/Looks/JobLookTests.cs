using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Engine.Looks;

public sealed class JobLookTests : EngineTests
{
    private static readonly string Home = Lane.Of(AwsFixture.Account, AwsFixture.Home);

    [StoreFact]
    public async Task Sixty_copies_of_which_five_run_at_a_time_are_looked_at_less_often_than_once_each()
    {
        const int fileSystems = 60;
        await AddFileSystemsAsync([.. Enumerable.Range(0, fileSystems).Select(number => $"fs-{number}")]);
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        var before = Portal.Aws.Journal.Count;

        var id = await Portal.StartPolicyAsync(policy);
        while ((await Portal.SessionAsync(id)).IsOpen)
        {
            await Portal.StepAsync();
        }

        var calls = Portal.Aws.Journal.Skip(before).CountBy(call => call.Operation).ToDictionary();
        Assert.Equal(SessionState.Succeeded, (await Portal.SessionAsync(id)).State);
        Assert.Equal(fileSystems, calls["StartCopyJob"]);
        Assert.True(calls["ListCopyJobs"] <= fileSystems, string.Join(", ", calls));
    }

    [StoreFact]
    public async Task A_lane_that_is_woken_does_not_ask_again_for_the_jobs_that_it_has_just_seen()
    {
        await SeeABackupAsync();

        await WakeAsync();
        await Portal.StepAsync();

        Assert.Equal(1, Listings);
        await Portal.StepAsync();
        Assert.Equal(2, Listings);
    }

    [StoreFact]
    public async Task Whoever_comes_after_another_node_looks_at_the_jobs_anew()
    {
        await SeeABackupAsync();
        var other = await Portal.AddNodeAsync();

        await WakeAsync();
        await other.GetRequiredService<LaneDriver>().AdvanceAsync(Home, Cancel);
        Assert.Equal(2, Listings);
        await WakeAsync();
        await Portal.Get<LaneDriver>().AdvanceAsync(Home, Cancel);
        Assert.Equal(3, Listings);
    }

    private int Listings => Portal.Aws.Journal.Count(call => call.Operation == "ListBackupJobs");

    // The first pass starts it, the second sees it.
    private async Task SeeABackupAsync()
    {
        await AddFileSystemsAsync("erp");
        await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        while (Listings == 0)
        {
            await Portal.StepAsync();
        }
    }

    private async Task WakeAsync()
    {
        await using var db = Portal.OpenDatabase();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await LaneLeases.WakeAsync(db, [Home], Portal.Technical.GetUtcNow(), Cancel);
        await transaction.CommitAsync(Cancel);
    }
}
