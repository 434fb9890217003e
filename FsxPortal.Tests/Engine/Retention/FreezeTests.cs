using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>Retention leaves a chain what it has while its policy expects a restore point that does not come, and no longer.</summary>
public sealed class FreezeTests : EngineTests
{
    private static readonly PolicyDocument Document = SomeDocument.Hourly().At(11) with { KeepNewest = false };

    [StoreTheory]
    [InlineData("disable")]
    [InlineData("remove")]
    [InlineData("exclude")]
    [InlineData("gone")]
    public async Task The_end_of_the_expectation_ends_the_freeze(string what)
    {
        var policy = await FailAsync();
        Assert.All(await LiveAsync(RestorePointKind.Backup), point => Assert.Equal(FreezeCause.Failed, point.Freeze!.Cause));

        await HappenAsync(policy, what);
        await Portal.AdvanceAsync(TimeSpan.FromDays(3));

        // What a policy that is no more wanted of the newest point nobody knows: it stays.
        Assert.All(
            await LiveAsync(RestorePointKind.Backup), point => Assert.Equal(["Newest restore point of its chain"], point.KeptBecause));
        Assert.Equal(what == "remove" ? 1 : 0, (await LiveAsync(RestorePointKind.Backup)).Count);
    }

    [StoreFact]
    public async Task A_portal_that_did_not_run_deletes_nothing_before_the_next_good_backup()
    {
        await RunDayAsync(await StartAsync());
        Portal.Aws.Deny("backup:StartBackupJob");

        // It was down for days: what is over by now is all there is.
        Portal.Aws.Advance(TimeSpan.FromDays(5));
        await Portal.SettleAsync();

        Assert.NotEmpty(await LiveAsync(RestorePointKind.Backup));
        Assert.All(await LiveAsync(RestorePointKind.Backup), point => Assert.NotNull(point.Freeze));
        Assert.All(
            await LiveAsync(RestorePointKind.Backup), point =>
                Assert.Contains(point.KeptBecause, reason => reason.StartsWith("Chain frozen: ", StringComparison.Ordinal)));
    }

    [StoreFact]
    public async Task A_good_backup_ends_the_freeze()
    {
        var policy = await FailAsync();
        Portal.Aws.World(world => world.Access.Of($"arn:aws:iam::{AwsFixture.Account}:user/fsxportal")!.Remove("Denied"));

        await RunDayAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        Assert.Single(await LiveAsync(RestorePointKind.Backup));
    }

    [StoreFact]
    public async Task A_persons_word_ends_the_freeze_until_the_next_good_backup()
    {
        await FailAsync();
        var chain = (await LiveAsync(RestorePointKind.Backup))[0];

        await Portal.Get<RestorePointCommands>()
            .ThawAsync(Actor.Portal, new ChainKey(chain.FileSystemId, chain.Kind, chain.VaultArn), Cancel);
        await Portal.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Empty(await LiveAsync(RestorePointKind.Backup));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            Portal.Get<RestorePointCommands>().ThawAsync(Actor.Portal, new ChainKey(chain.FileSystemId, chain.Kind, "elsewhere"), Cancel));
    }

    [StoreFact]
    public async Task What_is_foretold_after_a_persons_word_is_what_happens()
    {
        var policy = await FailAsync();
        var chain = (await LiveAsync(RestorePointKind.Backup))[0];
        await Portal.Get<RestorePointCommands>()
            .ThawAsync(Actor.Portal, new ChainKey(chain.FileSystemId, chain.Kind, chain.VaultArn), Cancel);

        var shown = await Portal.Get<PolicyPreviews>()
            .ReadAsync(Scope.Everything, policy.Document, policy.Id, RetentionChange.AskFirst, Cancel);
        var before = (await LiveAsync(RestorePointKind.Backup)).Select(point => point.Id).ToHashSet();
        await Portal.AdvanceAsync(Hours(24));
        before.ExceptWith((await LiveAsync(RestorePointKind.Backup)).Select(point => point.Id));

        Assert.NotEmpty(before);
        Assert.Equal(
            before.Order(),
            shown.Deletions.Where(gone => gone.Kind == RestorePointKind.Backup).Select(gone => gone.RestorePointId).Order());
    }

    [StoreFact]
    public async Task A_quota_that_is_used_up_freezes_the_newest_point_only()
    {
        var policy = await StartAsync();
        await RunDayAsync(policy);
        await RunDayAsync(policy);
        Portal.Aws.World(world => world.Quotas.Limits = new System.Text.Json.Nodes.JsonObject { ["WINDOWS"] = 1 });
        await RunDayAsync(policy);

        await Portal.AdvanceAsync(TimeSpan.FromDays(2));

        var left = Assert.Single(await LiveAsync(RestorePointKind.Backup));
        Assert.Equal(FreezeCause.Quota, left.Freeze!.Cause);
    }

    [StoreFact]
    public async Task Copies_that_go_elsewhere_let_the_old_copies_end()
    {
        var policy = await StartAsync();
        await RunDayAsync(policy);
        Portal.Aws.Deny("backup:StartCopyJob");
        await RunDayAsync(policy);
        Assert.All(await LiveAsync(RestorePointKind.Copy), point => Assert.Equal(FreezeCause.Failed, point.Freeze!.Cause));

        await Portal.Get<PolicyCommands>()
            .ChangeAsync(
                Actor.Portal, policy.Id, Document with { Copies = null, Schedule = Document.WithoutCopies().Schedule }, null,
                RetentionWish.AskFirst, Cancel);
        await Portal.AdvanceAsync(TimeSpan.FromDays(4));

        Assert.Empty(await LiveAsync(RestorePointKind.Copy));
    }

    [StoreFact]
    public async Task What_is_kept_past_its_time_is_listed_with_its_cause()
    {
        await FailAsync();
        await Portal.AdvanceAsync(TimeSpan.FromDays(2));

        var kept = await Query.ListAsync(Scope.Everything, new RestorePointFilter(IsPastEnd: true), new PageRequest(50), Cancel);

        Assert.NotEmpty(kept.Items);
        Assert.All(kept.Items, point => Assert.True(point.KeptPast <= Portal.Aws.GetUtcNow()));
        Assert.All(kept.Items, point => Assert.Contains(point.KeptBecause, reason => reason.Contains("frozen", StringComparison.Ordinal)));
    }

    private ChainQuery Query => new(new ScopedReads(Portal.Get<IDbContextFactory<Core.Persistence.PortalDb>>()), Portal.Get<Core.Clocks>());

    private async Task<Policy> StartAsync()
    {
        await AddFileSystemsAsync("erp");
        return await Portal.AddPolicyAsync(Document);
    }

    // Two good days, and one on which AWS makes no backup.
    private async Task<Policy> FailAsync()
    {
        var policy = await StartAsync();
        await RunDayAsync(policy);
        Portal.Aws.Deny("backup:StartBackupJob");
        await RunDayAsync(policy);
        return policy;
    }

    private async Task RunDayAsync(Policy policy)
    {
        await Portal.AdvanceAsync(Hours(24));
        var session = await Portal.ReadAsync(db =>
            db.Sessions.Where(row => row.PolicyId == policy.Id).OrderByDescending(row => row.Slot).Select(row => row.Id)
                .FirstAsync(Cancel));
        Assert.NotEqual(SessionState.Missed, (await Portal.RunToEndAsync(session)).State);
    }

    private async Task<List<RestorePointView>> LiveAsync(RestorePointKind kind) =>
        [.. (await Query.ListAsync(
            Scope.Everything, new RestorePointFilter(Kind: kind, State: RestorePointState.Available), new PageRequest(50), Cancel)).Items];

    private async Task HappenAsync(Policy policy, string what)
    {
        switch (what)
        {
            case "disable": await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, policy.Id, false, Cancel); break;
            case "remove": await Portal.Get<PolicyCommands>().RemoveAsync(Actor.Portal, policy.Id, null, Cancel); break;
            case "exclude":
                await Portal.Get<PolicyCommands>()
                    .ChangeAsync(
                        Actor.Portal, policy.Id, Document with
                        {
                            Selection = new Selection
                            {
                                Mode = SelectionMode.Selected,
                                Include = [new SelectionRule { AwsFileSystemId = "fs-0123456789abcdef0" }]
                            }
                        }, null, RetentionWish.AskFirst,
                                Cancel);
                break;
            default:
                Portal.Aws.World(world => world.Resources.Remove(world.Resources.Keys.Single()));
                await Portal.ReadInventoryAsync();
                break;
        }
    }
}
