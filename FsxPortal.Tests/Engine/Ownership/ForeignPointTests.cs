using System.Text.Json.Nodes;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Ownership;

/// <summary>Backups of others that carry the portal's tags: shown, never judged, in nobody's way.</summary>
public sealed class ForeignPointTests : EngineTests
{
    [StoreTheory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Tags_on_another_file_system_make_none_of_its_backups_ours(bool isBound, bool isTakenOffAgain)
    {
        var policy = await PrepareAsync();
        var other = Portal.Aws.AddFileSystem("other");
        Tag(other, TagsOfFirst(isBound));
        await Portal.ReadInventoryAsync();
        for (var day = 0; day < 4; day++)
        {
            Portal.Aws.BackUp(other);
            await Portal.AdvanceAsync(Hours(24));
        }

        if (isTakenOffAgain)
        {
            Portal.Aws.World(world => PointTagKeys.Count(world.Resources[other].Tags.Remove));
            await Portal.ReadInventoryAsync();
        }

        await Portal.SyncAsync();
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(48));

        var foreign = (await PointsAsync()).Where(point => point.Kind == RestorePointKind.Manual).ToList();
        Assert.Equal(4, foreign.Count);
        Assert.All(
            foreign, point =>
                Assert.Equal((RestorePointState.Available, true, null), (point.State, point.ForeignBecause is not null, point.PolicyId)));
        Assert.Equal(2, (await PointsAsync()).Count(point => point.Kind == RestorePointKind.Backup));
        var view = await Portal.Get<ChainQuery>().FindAsync(Scope.Everything, foreign[0].Id, Cancel);
        Assert.Equal(foreign[0].ForeignBecause, view!.ForeignBecause);
    }

    [StoreFact]
    public async Task Of_two_points_of_a_run_the_one_that_is_known_is_ours()
    {
        await PrepareAsync();
        await DuplicateAsync(TimeSpan.FromMinutes(-1));

        await Portal.SyncAsync();

        Assert.Equal(
            ["The run that its tags name has its restore point in this vault already: tags travel.", null], (await PointsAsync())
                .Select(point => point.ForeignBecause));
    }

    [StoreFact]
    public async Task Of_two_points_of_a_run_that_are_both_unknown_the_earlier_is_ours()
    {
        await PrepareAsync();
        var first = Assert.Single(await PointsAsync()).Arn;
        await DuplicateAsync(TimeSpan.FromMinutes(1));
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();

        Assert.Equal(first, Assert.Single(await PointsAsync(), point => point.Kind == RestorePointKind.Backup).Arn);
        Assert.Single(await PointsAsync(), point => point.ForeignBecause is not null);
    }

    [StoreFact]
    public async Task What_a_plan_of_AWS_Backup_made_is_foreign_whatever_its_tags_say()
    {
        await PrepareAsync();
        Portal.Aws.World(world => world.Points.Values.Single().PlanId = "plan-1");
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();

        Assert.Equal("The AWS Backup plan plan-1 made it.", Assert.Single(await PointsAsync()).ForeignBecause);
    }

    [StoreFact]
    public async Task A_point_of_an_older_version_is_known_without_the_tag_that_binds_it()
    {
        await PrepareAsync();
        Portal.Aws.World(world => world.Points.Values.Single().Tags.Remove(PointTags.Resource));
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));

        await Portal.SyncAsync();

        var point = Assert.Single(await PointsAsync());
        Assert.Equal((RestorePointKind.Backup, null), (point.Kind, point.ForeignBecause));
    }

    [StoreFact]
    public async Task An_adopted_point_whose_tags_no_longer_fit_is_marked_and_its_neighbours_go()
    {
        var policy = await PrepareAsync();
        await Portal.AdvanceAsync(Hours(1));
        await Portal.RunAsync(policy);
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        await Portal.SyncAsync();
        var oldest = (await PointsAsync())[0];
        Portal.Aws.World(world => world.Points[oldest.Arn].Tags[PointTags.Resource] = "fs-somebody-else");
        await Portal.Get<PolicyCommands>()
            .ApproveDeletionsAsync(
                Actor.Portal, policy.Id, (await Portal.Get<PolicyPreviews>().PendingAsync(Scope.Everything, policy.Id, Cancel)).Digest,
                null, Cancel);

        await Portal.AdvanceAsync(Hours(26));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(0.1));

        var points = await PointsAsync();
        Assert.Equal((RestorePointKind.Manual, RestorePointState.Available), (points[0].Kind, points[0].State));
        Assert.StartsWith("Its tags belong to fs-somebody-else", points[0].ForeignBecause, StringComparison.Ordinal);
        Assert.Equal([RestorePointState.Deleted, RestorePointState.Available], points[1..].Select(point => point.State));
    }

    private static readonly string[] PointTagKeys = [PointTags.Policy, PointTags.Slot, PointTags.Flags, PointTags.Resource];

    private async Task<Policy> PrepareAsync()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().Only("erp").ByHand());
        await Portal.RunAsync(policy);
        return policy;
    }

    private Dictionary<string, string> TagsOfFirst(bool isBound) => Portal.Aws.World(world => world.Points.Values.First().Tags)
        .Where(tag => PointTagKeys.Contains(tag.Key) && (isBound || tag.Key != PointTags.Resource)).ToDictionary();

    private void Tag(string resource, Dictionary<string, string> tags) => Portal.Aws.Call("fsx", "TagResource", new JsonObject
    {
        ["ResourceARN"] = resource,
        ["Tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
    });

    // Somebody puts the tags of our backup on one of his own of the same file system.
    private async Task DuplicateAsync(TimeSpan later)
    {
        var tags = TagsOfFirst(isBound: true);
        Portal.Aws.World(world =>
        {
            var ours = world.Points.Values.Single();
            var number = world.NextNumber();
            world.Add(
                new FsxPortal.Emulator.World.EmulatedPoint(number, $"{ours.Arn[..^1]}z", ours.Vault, ours.Resource, ours.CreatedAt + later)
                {
                    CompletedAt = ours.CompletedAt + later,
                    Tags = new Dictionary<string, string>(tags),
                });
            return number;
        });
        await Portal.AdvanceAsync(Hours(0.1));
    }

    private Task<List<RestorePoint>> PointsAsync() =>
        Portal.ReadAsync(db =>
            db.RestorePoints.AsNoTracking().OrderBy(point => point.CreatedAt).ThenBy(point => point.Arn).ToListAsync(Cancel));
}
