using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Promises;

/// <summary>Whether the newest restore point stays is what the policy said of it to its owner, or, of a file system that left, when it
/// left.</summary>
public sealed class NewestTests
{
    private static readonly PolicyDocument Keeping = Some.Document with { KeepNewest = true };
    private static readonly PolicyDocument Freeing = Some.Document with { KeepNewest = false };

    [Fact]
    public void An_edit_frees_the_newest_points_of_those_that_the_policy_owns_and_of_no_others()
    {
        var policy = Some.Policy(Keeping);
        Assert.True(Keeps(policy, owner: policy, version: 1));
        policy.Change(Freeing, Some.Now, RetentionChange.Approved);

        Assert.False(Keeps(policy, owner: policy, version: 1));
        Assert.True(Keeps(policy, owner: null, version: 1));
        Assert.True(Keeps(policy, owner: Some.Policy(Freeing, id: 4), version: 1));
        Assert.True(Keeps(policy, owner: null, version: null));
        Assert.False(Keeps(policy, owner: null, version: 2));
    }

    [Fact]
    public void What_never_had_to_stay_goes_wherever_its_file_system_is()
    {
        var policy = Some.Policy(Freeing);
        policy.Change(Freeing with { Description = "Another" }, Some.Now);

        Assert.Null(policy.FreesNewestSince);
        Assert.False(Keeps(policy, owner: null, version: 1));
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
        Assert.True(Keeps(policy, owner: null, version: 1));
    }

    [Fact]
    public void A_policy_that_is_made_again_asks_before_it_frees()
    {
        var policy = Some.Policy(Freeing);
        policy.AskForNewest();
        Assert.True(policy.KeepsNewest);
        Assert.True(policy.AwaitsApproval);

        var keeping = Some.Policy(Keeping);
        keeping.AskForNewest();
        Assert.False(keeping.AwaitsApproval);
    }

    private static bool Keeps(Policy maker, Policy? owner, long? version)
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
        return PolicyWishes.For(
            new Chain(point.FileSystemId, point.Kind, point.VaultArn, [point]), owner,
            new[] { maker, owner }.OfType<Policy>().DistinctBy(policy => policy.Id).ToDictionary(policy => policy.Id)).KeepNewest;
    }
}
