using FsxPortal.Core.Domain.Chains;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Chains;

public sealed class PointFitTests
{
    private const string FileSystem = "fs-0123456789abcdef0";
    private static readonly string Resource = $"arn:aws:fsx:{Some.Region}:{Some.Account}:file-system/{FileSystem}";
    private static readonly string CopyVault = $"arn:aws:backup:{Some.CopyRegion}:{Some.Account}:backup-vault:portal-copies";
    private static readonly DateTimeOffset Slot = Some.Instant("2026-03-06 06:00");
    private static readonly PointClaim Claim = new(Some.Id(3), Slot, FileSystem);
    private static readonly PointHome Home = new("Nightly", Some.Account, Some.VaultArn);

    [Fact]
    public void What_its_tags_and_everything_else_says_to_be_ours_is_ours()
    {
        Assert.Null(Misfit(Point()));
        Assert.Null(Misfit(Point(vault: CopyVault), RestorePointKind.Copy, Home with { VaultArn = CopyVault }));
        Assert.Null(PointFit.Misfit(Claim, Point(), RestorePointKind.Backup, null, []));
    }

    [Theory]
    [InlineData(true, -5, 0, true)]
    [InlineData(true, -5, -1, false)]
    [InlineData(true, 30 * 24 * 60, 0, true)]
    [InlineData(true, 30 * 24 * 60, 1, false)]
    [InlineData(false, 2 * 24 * 60, 0, true)]
    [InlineData(false, 2 * 24 * 60, 1, false)]
    [InlineData(false, -5, 0, true)]
    [InlineData(false, -5, -1, false)]
    public void A_run_makes_its_point_after_its_slot_and_not_long_after(bool isBound, int minutes, int seconds, bool fits)
    {
        var claim = Claim with { Resource = isBound ? FileSystem : null };

        var misfit = PointFit.Misfit(claim, Point(Slot.AddMinutes(minutes).AddSeconds(seconds)), RestorePointKind.Backup, Home, []);

        Assert.Equal(fits, misfit is null);
    }

    [Fact]
    public void Tags_that_name_no_run_fit_nothing() =>
        Assert.Equal("Its tags name no run.", PointFit.Misfit(Claim with { Slot = null }, Point(), RestorePointKind.Backup, Home, []));

    [Fact]
    public void Tags_that_belong_to_another_file_system_have_travelled() => Assert.Equal(
        "Its tags belong to fs-1, but it is a backup of fs-0123456789abcdef0: tags travel with restores and with people.",
        PointFit.Misfit(Claim with { Resource = "fs-1" }, Point(), RestorePointKind.Backup, Home, []));

    [Fact]
    public void A_volume_is_bound_by_its_own_id()
    {
        var point = Point() with { ResourceArn = $"arn:aws:fsx:{Some.Region}:{Some.Account}:volume/{FileSystem}/fsvol-1" };

        Assert.Null(PointFit.Misfit(Claim with { Resource = "fsvol-1" }, point, RestorePointKind.Backup, Home, []));
        Assert.NotNull(PointFit.Misfit(Claim, point, RestorePointKind.Backup, Home, []));
    }

    [Theory]
    [InlineData(3, "2026-03-06 06:00", false)]
    [InlineData(3, "2026-03-05 06:00", true)]
    [InlineData(4, "2026-03-06 06:00", true)]
    public void Tags_that_the_file_system_carries_itself_say_nothing_of_its_backups(int policy, string slot, bool fits)
    {
        var ofSource = new PointClaim(Some.Id(policy), Some.Instant(slot), null);

        Assert.Equal(fits, PointFit.Misfit(Claim, Point(), RestorePointKind.Backup, Home, [ofSource]) is null);
    }

    [Fact]
    public void What_a_plan_of_AWS_Backup_made_is_not_ours() =>
        Assert.Equal("The AWS Backup plan Daily made it.", Misfit(Point() with { Plan = "Daily" }));

    [Fact]
    public void What_lies_elsewhere_than_its_policy_puts_it_is_not_ours()
    {
        Assert.Equal(
            $"The policy Nightly, which its tags name, keeps its backups of {Some.Region} in x.",
            Misfit(Point(), home: Home with { VaultArn = "x" }));
        Assert.Equal($"The policy Nightly, which its tags name, makes no copies of {Some.Region}.",
            Misfit(Point(vault: CopyVault), RestorePointKind.Copy, Home with { VaultArn = null }));
        Assert.Equal($"It lies in {Some.CopyRegion}, but it is no copy and what it was made of is in {Some.Region}.",
            PointFit.Misfit(Claim, Point(vault: CopyVault), RestorePointKind.Backup, null, []));
        Assert.StartsWith(
            "It lies in the AWS account", Misfit(Point(), home: Home with { Account = "444455556666" }), StringComparison.Ordinal);
        Assert.StartsWith("It lies in the AWS account 444455556666", PointFit.Misfit(
            Claim, Point(vault: Some.VaultArn.Replace(Some.Account, "444455556666", StringComparison.Ordinal)), RestorePointKind.Backup,
            null, []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_has_one_point_in_each_chain()
    {
        var served = new RunsServed();

        Assert.Null(served.Serve(RestorePointKind.Backup, "v", Some.Id(3), Slot));
        Assert.Null(served.Serve(RestorePointKind.Copy, "v", Some.Id(3), Slot));
        Assert.Null(served.Serve(RestorePointKind.Backup, "w", Some.Id(3), Slot));
        Assert.Null(served.Serve(RestorePointKind.Backup, "v", Some.Id(4), Slot));
        Assert.Null(served.Serve(RestorePointKind.Backup, "v", Some.Id(3), Slot.AddTicks(1)));
        Assert.NotNull(served.Serve(RestorePointKind.Backup, "v", Some.Id(3), Slot));
    }

    [Fact]
    public void A_run_that_is_known_to_have_left_the_file_system_alone_has_none()
    {
        var served = new RunsServed();
        served.Exclude(Some.Id(3), Slot);

        Assert.NotNull(served.Serve(RestorePointKind.Backup, "v", Some.Id(3), Slot));
        Assert.Null(served.Serve(RestorePointKind.Backup, "v", Some.Id(3), Slot.AddHours(1)));
    }

    [Theory]
    [InlineData(RestorePointState.Missing)]
    [InlineData(RestorePointState.Deleted)]
    public void A_point_that_AWS_shows_again_is_back(RestorePointState state)
    {
        var point = Some.RestorePoint("2026-03-06 06:00");
        point.DecideDeletion("over", Some.Now);
        point.See(Point());
        Assert.Equal(RestorePointState.Deleting, point.State);
        if (state == RestorePointState.Deleted)
        {
            point.ConfirmDeletion(Some.Now);
        }
        else
        {
            point.Spare();
            point.Miss(Some.Now, TimeSpan.Zero);
            point.Miss(Some.Now, TimeSpan.Zero);
        }

        Assert.Equal(state, point.State);
        point.See(Point() with { Status = "DELETING" });
        Assert.Equal(state, point.State);
        point.See(Point());

        Assert.Equal((RestorePointState.Available, null, null, null, null),
            (point.State, point.DeletedAt, point.DeletedBecause, point.DeletionDecidedAt, point.SuspectSince));
    }

    [Fact]
    public void A_point_that_turns_out_to_be_somebody_elses_leaves_its_chain()
    {
        var point = Some.RestorePoint("2026-03-06 06:00", rules: Some.Rules("Daily 3 days"));
        point.Adopt(Some.Now);

        point.Disown("Not ours.");

        Assert.Equal(
            (RestorePointKind.Manual, "Not ours.", null, null, DateTimeOffset.MaxValue),
            (point.Kind, point.ForeignBecause, point.PolicyId, point.Slot, point.EndsAt));
        Assert.Equal((Some.FileSystem().Id, Some.Now), (point.FileSystemId, point.AdoptedAt));
        Assert.Empty(Chain.Of([point]));
    }

    private static string? Misfit(RecoveryPointFacts point, RestorePointKind kind = RestorePointKind.Backup, PointHome? home = null) =>
        PointFit.Misfit(Claim, point, kind, home ?? Home, []);

    private static RecoveryPointFacts Point(DateTimeOffset? created = null, string? vault = null) => new()
    {
        Arn = $"arn:aws:fsx:{Some.Region}:{Some.Account}:backup/backup-1",
        ResourceArn = Resource,
        VaultArn = vault ?? Some.VaultArn,
        CreatedAt = created ?? Slot.AddMinutes(1),
        Status = "COMPLETED",
    };
}
