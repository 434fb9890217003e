using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Promises;

/// <summary>When retention waits for a chain's next restore point. The policy runs at 06:00
/// and 18:00 in Berlin, which is an hour ahead; it copies at 18:00.</summary>
public sealed class FreezeRuleTests
{
    private static readonly PolicyDocument Document = Some.Document with { Selection = new Selection() };
    private static readonly ChainKey Backups = new(Some.FileSystem().Id, RestorePointKind.Backup, Some.VaultArn);
    private static readonly ChainKey Copies = new(
        Some.FileSystem().Id, RestorePointKind.Copy, Arn.Vault("aws", Some.CopyRegion, Some.Account, "portal-copies").ToString());

    // The newest backup is that of 17:00 UTC.
    private static readonly DateTimeOffset Newest = Some.Instant("2026-03-06 17:00");

    [Theory]
    [InlineData("2026-03-07 04:59", null)]
    [InlineData("2026-03-07 05:00", FreezeCause.Due)]
    [InlineData("2026-03-07 16:59", FreezeCause.Due)]
    [InlineData("2026-03-07 17:00", FreezeCause.Late)]
    public void A_slot_that_brings_nothing_freezes_from_its_moment_on(string now, FreezeCause? cause) =>
        Assert.Equal(cause, Of(Seen(), now)?.Cause);

    [Theory]
    [InlineData(FreezeCause.Failed)]
    [InlineData(FreezeCause.Skipped)]
    [InlineData(FreezeCause.Canceled)]
    public void A_run_after_the_newest_point_that_brought_none_freezes(FreezeCause cause)
    {
        Assert.Equal(
            new Freeze(cause, Newest.AddHours(1), "Why"), Of(Seen() with { Run = new RunOutcome(Newest.AddHours(1), cause, "Why") }));
        Assert.Null(Of(Seen() with { Run = new RunOutcome(Newest, cause, "Why") }));
        Assert.Null(Of(Seen() with { Run = new RunOutcome(Newest.AddHours(1), null, null) }));
    }

    [Theory]
    [InlineData("You have reached the limit of 500 user-initiated backups. (Error Code: ServiceLimitExceeded)", FreezeCause.Quota)]
    [InlineData("The quota is used up.", FreezeCause.Quota)]
    [InlineData("AWS denied it.", FreezeCause.Failed)]
    public void A_quota_is_told_by_its_words(string reason, FreezeCause cause) =>
        Assert.Equal(cause, Of(Seen() with { Run = new RunOutcome(Newest.AddHours(1), FreezeCause.Failed, reason) })!.Cause);

    [Fact]
    public void A_missed_slot_freezes_the_chains_it_was_for()
    {
        Assert.Equal(
            new Freeze(FreezeCause.Missed, Some.Instant("2026-03-07 05:00")),
            Of(Seen() with { Missed = Some.Instant("2026-03-07 05:00") }));
        Assert.Null(Of(Seen() with { Missed = Newest }));
        Assert.Null(Of(Seen() with { Missed = Some.Instant("2026-03-07 05:00") }, key: Copies));
        Assert.Equal(FreezeCause.Missed, Of(Seen() with { Missed = Some.Instant("2026-03-07 17:00") }, key: Copies)!.Cause);
    }

    [Fact]
    public void Nothing_freezes_of_which_nothing_is_expected()
    {
        var failed = Seen() with { Run = new RunOutcome(Newest.AddHours(1), FreezeCause.Failed, "Why") };
        var gone = Some.FileSystem();
        gone.Miss(Some.Now);
        Assert.NotNull(Of(failed));
        Assert.NotNull(Of(failed, key: Copies));
        Assert.All(
            [
                failed with { Policy = null },
                failed with { Policy = Some.Policy(Document with { Enabled = false }) },
                failed with { Policy = Some.Policy(Document with { Schedule = null }) },
                failed with { Policy = Some.Policy(
                    Document with { Vaults = new Dictionary<string, string> { [Some.Region] = "elsewhere" } }) },
                failed with { Policy = Some.Policy(
                    Document
                    with { Selection = new Selection { Exclude = [new SelectionRule { AwsFileSystemId = "fs-0123456789abcdef0" }] } }) },
                failed with { FileSystem = null },
                failed with { FileSystem = gone },
            ],
            seen => Assert.Null(Of(seen)));
        Assert.Null(Of(failed with { Policy = Some.Policy(Document with { Copies = null }) }, key: Copies));
        Assert.Null(
            Of(failed with
            {
                Policy = Some.Policy(
                    Document with { Schedule = new Schedule { Daily = Document.Schedule!.Daily! with { Copy = null } } })
            }, key: Copies));
        Assert.Null(Of(failed, key: Copies with { VaultArn = Some.VaultArn }));
        Assert.Null(Of(failed, key: Backups with { Kind = RestorePointKind.Manual }));
        Assert.Null(Of(failed, key: Backups with { FileSystemId = Some.Id(77) }));
    }

    [Fact]
    public void A_persons_word_counts_until_the_next_good_point()
    {
        var failed = Seen() with { Run = new RunOutcome(Newest.AddHours(1), FreezeCause.Failed, "Why") };

        Assert.Null(Of(failed with { ThawedAt = Newest.AddHours(2) }));
        Assert.Null(Of(failed with { ThawedAt = failed.NewestAt }));
        Assert.NotNull(Of(failed with { ThawedAt = Newest.AddMinutes(-1) }));
    }

    [Fact]
    public void After_a_good_run_whose_point_is_gone_the_next_one_is_awaited()
    {
        var gone = Seen() with { NewestMoment = null, NewestAt = null, Run = new RunOutcome(Newest, null, null) };
        var older = gone with { NewestMoment = Newest.AddDays(-9), NewestAt = Newest.AddDays(-9) };

        Assert.All([gone, older], seen =>
        {
            Assert.Null(Of(seen, "2026-03-07 04:59"));
            Assert.Equal(FreezeCause.Due, Of(seen, "2026-03-07 05:00")!.Cause);
            Assert.Equal(FreezeCause.Late, Of(seen, "2026-03-07 17:00")!.Cause);
            Assert.Equal(FreezeCause.Missed, Of(seen with { Missed = Some.Instant("2026-03-07 05:00") })!.Cause);
            Assert.Null(Of(seen with { Missed = Newest }));
        });
    }

    [Fact]
    public void A_good_run_of_a_slot_in_the_future_serves_nothing()
    {
        var ahead = Seen() with { Run = new RunOutcome(Some.Instant("2026-03-09 05:00"), null, null) };

        Assert.Equal(FreezeCause.Late, Of(ahead, "2026-03-07 17:00")!.Cause);
        Assert.Null(Of(ahead, "2026-03-09 05:00"));
    }

    [Fact]
    public void What_AWS_cannot_make_is_not_awaited() =>
        Assert.Null(Of(
            Seen() with { Run = new RunOutcome(Newest.AddHours(1), null, "No copy.", IsWaived: true) }, "2026-03-20 17:00", Copies));

    [Fact]
    public void A_slot_of_before_the_policy_was_made_is_not_waited_for()
    {
        var later = new Policy(Some.Id(3), Document, 1, Some.Instant("2026-03-07 06:00"));

        Assert.Null(Of(Seen() with { Policy = later }, "2026-03-07 08:00"));
        Assert.Equal(FreezeCause.Late, Of(Seen() with { Policy = later }, "2026-03-07 17:00")!.Cause);
    }

    private static FreezeEvidence Seen() =>
        new() { Policy = Some.Policy(Document), FileSystem = Some.FileSystem(), NewestMoment = Newest, NewestAt = Newest.AddMinutes(5) };

    private static Freeze? Of(FreezeEvidence seen, string now = "2026-03-06 20:00", ChainKey? key = null) =>
        FreezeRule.Of(key ?? Backups, seen, Some.Instant(now));
}
