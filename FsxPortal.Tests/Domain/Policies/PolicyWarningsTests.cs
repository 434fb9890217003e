using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class PolicyWarningsTests
{
    [Fact]
    public void As_many_points_stand_as_there_are_runs_whose_flags_last()
    {
        var policy = Some.Policy(Some.Document with
        {
            Schedule = Some.Document.Schedule! with
            {
                Weekly = new WeeklyRule { Time = "06:00", Days = DaySet.Of([DayOfWeek.Monday]), Retention = Some.Period("28 days") },
            },
        });

        // Two a day for a fortnight, and the Mondays of two more weeks.
        Assert.Equal(28 + 2, PolicyWarnings.Standing(policy, RestorePointKind.Backup, Some.Now));
        Assert.Equal(21, PolicyWarnings.Standing(policy, RestorePointKind.Copy, Some.Now));
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void A_quota_is_told_before_it_is_reached(int fileSystems, int warnings)
    {
        var policy = Some.Policy();
        var fleet = Enumerable.Range(0, fileSystems).Select(_ => new Stock(Some.FileSystem(), policy, 0, 1, Some.Now)).ToList();

        var told = PolicyWarnings.Of(policy, null, fleet, [], Some.Now).ToList();

        Assert.Equal(warnings, told.Count);
        Assert.All(
            told, text =>
                Assert.Equal(
                    "About 420 backups of Windows would stand in eu-central-1; AWS begins with 500 for an account and Region. Ask AWS "
                        + "for more, or keep fewer.", text));
    }

    [Fact]
    public void Restore_points_of_other_policies_count()
    {
        var policy = Some.Policy();
        Stock[] fleet = [new(Some.FileSystem(), policy, 0, 1, Some.Now), new(Some.FileSystem(), null, 400, 0, null)];

        Assert.StartsWith(
            "About 428 backups of Windows would stand in eu-central-1;",
            Assert.Single(PolicyWarnings.Of(policy, null, fleet, [], Some.Now)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0, null, true)]
    [InlineData(true, 1, "2020-01-01 00:00", false)]
    [InlineData(false, 1, "2020-01-01 00:00", true)]
    [InlineData(false, 1, "2026-03-05 18:00", false)]
    public void A_copy_without_an_earlier_one_will_be_full(bool keepNewest, int copies, string? last, bool isFull)
    {
        var policy = Some.Policy(Some.Document with { KeepNewest = keepNewest });
        var stock = new Stock(Some.FileSystem(), policy, 3, copies, last is null ? null : Some.Instant(last));

        Assert.Equal(
            isFull ? ["The next copy will be full for 1 file system, such as projects: no earlier copy will be there then."]
                : [], PolicyWarnings.Of(policy, null, [stock], [], Some.Now));
    }

    [Fact]
    public void Regions_on_which_the_documents_of_AWS_disagree_are_named()
    {
        var policy = Some.Policy(
            Some.Document with
            { Copies = new Dictionary<string, CopyTarget> { [Some.Region] = new() { Region = "me-central-1", Vault = "far" } } });

        Assert.Equal(
            ["Copies from eu-central-1 to me-central-1 may fail: AWS's documents disagree on copies of FSx backups where an account has "
                + "to enable the Region, as it does me-central-1."],
            PolicyWarnings.Of(policy, null, [], [], Some.Now));
    }

    [Theory]
    [InlineData("eu-west-1", "other", "the vault 'other' has another key than 'portal-copies', where the earlier ones lie")]
    [InlineData("us-east-1", "portal-copies", "the earlier ones lie in eu-west-1")]
    [InlineData("eu-west-1", "twin", null)]
    public void Copies_that_move_to_another_key_or_Region_will_be_full(string region, string vault, string? why)
    {
        var saved = Some.Document with { Copies = Target("eu-west-1", "portal-copies") };
        var policy = Some.Policy(saved with { Copies = Target(region, vault) });
        var stock = new Stock(Some.FileSystem(), policy, 3, 3, Some.Now);
        Vault[] vaults = [VaultOf("portal-copies", "one"), VaultOf("twin", "one"), VaultOf("other", "two")];

        Assert.Equal(
            why is null ? []
                : [$"The next copy will be full for 1 file system, such as projects: {why}."],
                    PolicyWarnings.Of(policy, saved, [stock], vaults, Some.Now));

        static Dictionary<string, CopyTarget> Target(string region, string vault) =>
            new() { [Some.Region] = new() { Region = region, Vault = vault } };

        static Vault VaultOf(string name, string key) => new(
            Guid.CreateVersion7(),
            new VaultFacts(
                $"arn:aws:backup:eu-west-1:{Some.Account}:backup-vault:{name}", name, false,
                $"arn:aws:kms:eu-west-1:{Some.Account}:key/{key}", 0), Some.Now);
    }

    [Fact]
    public void What_AWS_cannot_copy_is_not_told_as_full()
    {
        var policy = Some.Policy();
        var volume = Some.FileSystem(FileSystemType.Ontap, "MULTI_AZ_1", "fsvol-0123456789abcdef0");

        Assert.Empty(PolicyWarnings.Of(policy, null, [new(volume, policy, 3, 0, null)], [], Some.Now));
    }
}
