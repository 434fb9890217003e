using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>What the planner says of single points, where it is a matter of one moment or of one number.</summary>
public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = Some.Instant("2026-03-20 06:00");
    private static readonly RetentionRules Rules = Some.Rules("Daily 3 days");

    [Fact]
    public void A_chain_of_which_nothing_is_known_keeps_its_newest_point() =>
        Assert.Equal(["2026-03-02: ", "2026-03-03: Newest"], Say(new Circumstances(), Point("2026-03-02"), Point("2026-03-03")));

    [Fact]
    public void A_point_of_this_very_moment_can_be_the_newest() =>
        Assert.Equal(["2026-03-02: ", "2026-03-20: Flag, Newest"], Say(new Circumstances(), Point("2026-03-02"), Point("2026-03-20")));

    [Theory]
    [InlineData("2026-03-03 08:00", "2026-03-03 07:00", "101")]
    [InlineData("2026-03-03 07:00", "2026-03-03 08:00", "102")]
    [InlineData("2026-03-03 08:00", "2026-03-03 08:00", "101")]
    public void Of_points_of_one_moment_one_is_the_newest_and_always_the_same(string one, string other, string newest)
    {
        var chain = Some.Chain(Point("2026-03-03", id: 101, created: one), Point("2026-03-03", id: 102, created: other));

        var kept = Assert.Single(RetentionPlanner.Plan(chain, new Circumstances(), Now), verdict => verdict.IsKept);

        Assert.Equal(Some.Id(int.Parse(newest, System.Globalization.CultureInfo.InvariantCulture)), kept.Point.Id);
    }

    [Fact]
    public void A_locked_vault_is_a_reason_whatever_else_there_is() =>
        Assert.Equal(
            ["2026-03-02: Locked", "2026-03-03: Locked, Newest"],
            Say(new Circumstances { IsLocked = true }, Point("2026-03-02"), Point("2026-03-03")));

    [Fact]
    public void What_was_over_when_it_was_found_waits_for_an_approval_of_this_very_point()
    {
        var (found, approved, newest) = (Adopted("2026-03-01"), Adopted("2026-03-02"), Point("2026-03-03"));
        approved.ApproveDeletion();

        var verdicts = RetentionPlanner.Plan(Some.Chain(found, approved, newest), new Circumstances(), Now);

        Assert.Equal([true, false, false], verdicts.Select(verdict => verdict.IsPending));
        Assert.Equal([true, false, true], verdicts.Select(verdict => verdict.IsKept));
        Assert.Equal("Its deletion waits for somebody's approval", Assert.Single(verdicts[0].Reasons).ToString());
    }

    [Theory]
    [InlineData(KeepKind.Flag, "Daily without end")]
    [InlineData(KeepKind.Newest, "Newest restore point of its chain")]
    [InlineData(KeepKind.InUse, "Being copied or restored")]
    [InlineData(KeepKind.CopyPending, "Its copy is not complete yet")]
    [InlineData(KeepKind.ChainFrozen, "Chain frozen: the run of 2026-03-18 06:00 UTC was missed.")]
    [InlineData(KeepKind.Held, "Held so it is")]
    [InlineData(KeepKind.Locked, "Its vault is locked: nobody can delete it")]
    [InlineData(KeepKind.ApprovalPending, "Its deletion waits for somebody's approval")]
    [InlineData(KeepKind.NoRules, "Its retention is unknown")]
    public void Every_reason_has_its_words(KeepKind kind, string words) =>
        Assert.Equal(
            words, new KeepReason(
                kind, GfsFlags.Daily, null, "so it is",
                new Freeze(FreezeCause.Missed, new DateTimeOffset(2026, 3, 18, 6, 0, 0, TimeSpan.Zero))).ToString());

    [Fact]
    public void Nothing_of_a_point_without_rules_has_ended()
    {
        var verdict = Assert.Single(
            RetentionPlanner.Plan(Some.Chain(Some.RestorePoint("2026-03-02 06:00")), new Circumstances { KeepNewest = false }, Now));

        Assert.Empty(verdict.Ended);
        Assert.Equal("", verdict.DeletedBecause);
        Assert.Equal([KeepKind.NoRules], verdict.Reasons.Select(reason => reason.Kind));
    }

    [Fact]
    public void Points_that_share_their_rules_are_judged_by_their_own_promises()
    {
        var circumstances = new Circumstances
        {
            KeepNewest = false,
            Promises = [Promise(1, "Daily 60 days", last: 1), Promise(2, "Daily 90 days", last: 0)]
        };
        var points = new[] { "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05" }.Select((day, number) => Placed(Point(day), number))
            .ToArray();

        var ends = RetentionPlanner.Plan(Some.Chain(points), circumstances, Now)
            .Select(verdict => verdict.Reasons.SingleOrDefault()?.Until?.ToString("MM-dd", null));

        Assert.Equal(["05-31", "05-02", null, null], ends);
    }

    [Fact]
    public void Points_with_other_promises_between_them_do_not_change_each_other()
    {
        var circumstances = new Circumstances { KeepNewest = false, Promises = [Promise(1, "Daily 60 days")] };
        var foreign = Placed(Point("2026-03-03"), 1);
        foreign.Claim(
            new Origin
            {
                Kind = RestorePointKind.Backup,
                FileSystemId = foreign.FileSystemId,
                PolicyId = Some.Id(4),
                Sequence = 1,
                Slot = foreign.Slot,
                Flags = foreign.Flags,
                Rules = Rules
            });

        var verdicts = RetentionPlanner.Plan(
            Some.Chain(Placed(Point("2026-03-02"), 0), foreign, Placed(Point("2026-03-04"), 2)), circumstances, Now);

        Assert.Equal([true, false, true], verdicts.Select(verdict => verdict.IsKept));
    }

    [Fact]
    public void As_many_promises_are_not_the_same_promises()
    {
        var circumstances = new Circumstances
        {
            KeepNewest = false,
            Promises = [Promise(1, "Daily 60 days"),
                new Promise(Some.Id(510), Some.Chain().Key, Some.Id(4), 2, 7) { Rules = Some.Rules("Daily 90 days"), MadeAt = Some.Now }],
        };
        var other = Placed(Point("2026-03-03"), 1);
        other.Claim(
            new Origin
            {
                Kind = RestorePointKind.Backup,
                FileSystemId = other.FileSystemId,
                PolicyId = Some.Id(4),
                Sequence = 1,
                Slot = other.Slot,
                Flags = other.Flags,
                Rules = Rules
            });

        var verdicts = RetentionPlanner.Plan(Some.Chain(Placed(Point("2026-03-02"), 0), other), circumstances, Now);

        Assert.Equal(["05-01", "06-01"], verdicts.Select(verdict => verdict.Reasons.SingleOrDefault()?.Until?.ToString("MM-dd", null)));
    }

    [Fact]
    public void Endless_stays_endless_however_often_it_is_said()
    {
        var point = Some.RestorePoint("2026-03-02 06:00", "W", Some.Rules("Weekly 0 days"));

        var end = Assert.Single(
            Terms.Of(point, [Promise(1, "Weekly 0 days"), Promise(2, "Weekly 10 days")])!.EndsFor(GfsFlags.Weekly, point.Moment));

        Assert.Null(end.Until);
    }

    [Fact]
    public void A_request_goes_to_the_lane_of_its_vault_and_keeps_what_came_of_it()
    {
        var chain = new ChainKey(Some.Id(2), RestorePointKind.Copy, "arn:aws:backup:eu-west-1:123456789012:backup-vault:portal-copies");
        var request = new RetentionRequest(Some.Id(7), Some.Id(8), Some.Id(9), chain, Now);

        Assert.Equal("123456789012/eu-west-1", request.Lane);
        Assert.Equal((Some.Id(7), Some.Id(8), Some.Id(9)), (request.Id, request.SessionId, request.TaskId));
        Assert.Equal(chain, new ChainKey(request.FileSystemId, request.Kind, request.VaultArn));
        Assert.Equal((Now, null), (request.RequestedAt, request.DoneAt));

        request.Complete(Now.AddMinutes(1), "denied");

        Assert.Equal((Now.AddMinutes(1), "denied"), (request.DoneAt, request.Problem));
    }

    private static RestorePoint Point(string day, int id = 100, string? created = null) =>
        Some.RestorePoint(
            $"{day} 06:00", "D", Rules, created: created, id: id == 100
                ? 100 + int.Parse(day[8..], System.Globalization.CultureInfo.InvariantCulture) : id);

    private static RestorePoint Placed(RestorePoint point, int number)
    {
        point.Place(null, number, number > 0);
        return point;
    }

    // A sync has found it when it was over already: nobody was shown its end.
    private static RestorePoint Adopted(string day)
    {
        var point = Point(day);
        point.Adopt(Now);
        return point;
    }

    private static Promise Promise(long version, string rules, int last = 7) =>
        new(Some.Id(500 + (int)version), Some.Chain().Key, Some.Id(3), version, last) { Rules = Some.Rules(rules), MadeAt = Some.Now };

    private static IEnumerable<string> Say(Circumstances circumstances, params RestorePoint[] points) =>
        RetentionPlanner.Plan(Some.Chain(points), circumstances, Now)
            .Select(verdict => $"{verdict.Point.Moment:yyyy-MM-dd}: {string.Join(", ", verdict.Reasons.Select(reason => reason.Kind))}");
}
