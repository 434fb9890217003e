using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Promises;

/// <summary>The newest restore point of a chain goes only where it never had to stay, or where somebody has approved that this one
/// goes.</summary>
public sealed class NewestTests
{
    private static readonly PolicyDocument Keeping = Some.Document with { KeepNewest = true };
    private static readonly PolicyDocument Freeing = Some.Document with { KeepNewest = false };

    [Fact]
    public void An_approval_frees_the_newest_points_that_were_shown_and_no_others()
    {
        var policy = Some.Policy(Keeping);
        Assert.True(Keeps(policy, version: 1, Shown(policy)));
        policy.Change(Freeing, Some.Now, RetentionChange.Approved);

        Assert.False(Keeps(policy, version: 1, Shown(policy)));
        Assert.True(Keeps(policy, version: 1));
        Assert.True(Keeps(policy, version: null));
        Assert.False(Keeps(policy, version: 2));
        Assert.True(Keeps(policy, version: 1, Shown(policy, last: -1)));
        Assert.True(Keeps(policy, version: 1, Shown(policy, frees: false)));
        Assert.True(Keeps(policy, version: 1, Shown(Some.Policy(Freeing, id: 4))));
    }

    [Fact]
    public void What_a_sync_found_after_the_approval_was_not_shown()
    {
        var policy = Some.Policy(Keeping);
        policy.Change(Freeing, Some.Now, RetentionChange.Approved);

        Assert.False(Keeps(policy, version: 1, Shown(policy), adoptedAt: Some.Now.AddTicks(-1)));
        Assert.True(Keeps(policy, version: 1, Shown(policy), adoptedAt: Some.Now));
    }

    [Fact]
    public void An_approval_of_before_the_newest_had_to_stay_again_frees_nothing()
    {
        var policy = Some.Policy(Keeping);
        policy.Change(Freeing, Some.Now, RetentionChange.Approved);
        var shown = Shown(policy);
        policy.Change(Keeping, Some.Now);
        policy.Change(Freeing, Some.Now, RetentionChange.Approved);

        Assert.True(Keeps(policy, version: 1, shown));
        Assert.False(Keeps(policy, version: 1, Shown(policy)));
    }

    [Fact]
    public void What_never_had_to_stay_goes()
    {
        var policy = Some.Policy(Freeing);
        policy.Change(Freeing with { Description = "Another" }, Some.Now);

        Assert.Null(policy.FreesNewestSince);
        Assert.False(Keeps(policy, version: 1));
    }

    [Fact]
    public void A_wish_that_waits_frees_nothing_until_it_is_approved_and_counts_from_then()
    {
        var policy = Some.Policy(Keeping);
        policy.Change(Freeing, Some.Now);
        Assert.Equal((true, null), (policy.KeepsNewest, policy.FreesNewestSince));
        policy.Approve();
        Assert.Equal((false, policy.Version), (policy.KeepsNewest, policy.FreesNewestSince!.Value));
        policy.Change(Freeing with { Description = "Another" }, Some.Now);
        Assert.Equal(policy.Version - 1, policy.FreesNewestSince);
        policy.Change(Keeping, Some.Now);
        Assert.Null(policy.FreesNewestSince);
    }

    [Fact]
    public void Where_no_owned_point_is_concerned_those_that_left_stay()
    {
        var policy = Some.Policy(Keeping);
        policy.Change(Freeing, Some.Now);
        policy.DropPending();

        Assert.False(policy.KeepsNewest);
        Assert.True(Keeps(policy, version: 1));
    }

    [Fact]
    public void A_policy_that_is_made_again_asks_before_it_frees()
    {
        var policy = Some.Policy(Freeing);
        policy.AskForNewest();
        Assert.True(policy.KeepsNewest);
        Assert.NotNull(policy.Pending);

        var keeping = Some.Policy(Keeping);
        keeping.AskForNewest();
        Assert.Null(keeping.Pending);
    }

    private static Promise Shown(Policy policy, int last = 0, bool frees = true) => new(
        Some.Id(8), new ChainKey(Some.FileSystem().Id, RestorePointKind.Backup, Some.VaultArn), policy.Id, policy.Version, last)
    {
        Rules = policy.RulesOf(RestorePointKind.Backup),
        FreesNewest = frees,
        MadeAt = Some.Now,
    };

    private static bool Keeps(Policy maker, long? version, Promise? promise = null, DateTimeOffset? adoptedAt = null)
    {
        var point = new RestorePoint(Some.Id(9), new RecoveryPointFacts
        {
            Arn = "arn:aws:fsx:eu-central-1:111122223333:backup/backup-1",
            ResourceArn = Some.FileSystem().Arn,
            VaultArn = Some.VaultArn,
            CreatedAt = Some.Now,
            Status = "COMPLETED",
        }, new Origin
        {
            Kind = RestorePointKind.Backup,
            FileSystemId = Some.FileSystem().Id,
            PolicyId = maker.Id,
            PolicyVersion = version,
            Incremental = false,
        });
        if (adoptedAt is { } at)
        {
            point.Adopt(at);
        }

        return PolicyWishes.KeepsNewest(
            point, new Dictionary<Guid, Policy> { [maker.Id] = maker },
            promise is null ? [] : [promise]);
    }
}
