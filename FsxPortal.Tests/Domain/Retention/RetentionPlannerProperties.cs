using FsCheck;
using FsCheck.Xunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

[Properties(Arbitrary = [typeof(JudgedChains)])]
public sealed class RetentionPlannerProperties
{
    [Property]
    public void Kept_and_gone_are_the_judged_points_and_no_others(JudgedChain judged)
    {
        var (kept, gone) = judged.Judge();

        Assert.Empty(kept.Intersect(gone));
        Assert.Equivalent(
            judged.Chain().Points.Where(point => point.State is RestorePointState.Available or RestorePointState.DeleteFailed)
                .Where(point => point.Kind != RestorePointKind.Manual).Select(point => point.Id).ToHashSet(),
            kept.Union(gone), strict: true);
    }

    [Property]
    public void Only_complete_points_of_the_portals_own_ever_go(JudgedChain judged) =>
        Assert.All(
            judged.Judge(TimeSpan.FromDays(40_000)).Gone.Select(id =>
                judged.Points[judged.Chain().Points.ToList().FindIndex(point => point.Id == id)]), sketch =>
        {
            Assert.True(sketch.IsOwn || judged.Circumstances.Promises.Any(promise => promise.Cuts != Core.Domain.Scheduling.GfsFlags.None));
            Assert.Equal(RestorePointKind.Backup, sketch.Kind);
            Assert.True(sketch.State is RestorePointState.Available or RestorePointState.DeleteFailed);
        });

    [Property]
    public void A_longer_period_never_deletes_more(JudgedChain judged, byte longer)
    {
        var generous = judged with
        { Periods = judged.Periods.ToDictionary(pair => pair.Key, pair => pair.Value with { Count = pair.Value.Count + longer }) };

        Assert.Subset(judged.Judge().Gone, generous.Judge().Gone);
    }

    [Property]
    public void Time_alone_never_brings_a_point_back(JudgedChain judged, PositiveInt hours) =>
        Assert.Subset(judged.Judge(TimeSpan.FromHours(hours.Get * 20)).Gone, judged.Judge().Gone);

    [Property]
    public void Time_alone_never_empties_a_chain_whose_newest_stays(JudgedChain judged, PositiveInt hours)
    {
        var careful = judged with { Circumstances = judged.Circumstances with { KeepNewest = true } };
        var newest = careful.Chain().Points
            .Where(point => point is { State: RestorePointState.Available, Kind: RestorePointKind.Backup } && point.Moment <= Some.Now)
            .MaxBy(point => point.Moment);

        Assert.True(
            newest is null || careful.Judge().Kept.Contains(newest.Id)
                || careful.Chain().Points.Any(point => point.Moment == newest.Moment && careful.Judge().Kept.Contains(point.Id)));
        Assert.True(newest is null || careful.Judge(TimeSpan.FromHours(hours.Get * 100)).Kept.Count > 0);
    }

    [Property]
    public void A_reason_more_never_deletes_more(JudgedChain judged, byte point)
    {
        var circumstances = judged.Circumstances;
        Circumstances[] kinder =
        [
            circumstances with { KeepNewest = true },
            circumstances with { InUse = circumstances.InUse.Append(Some.Id(point)).ToHashSet() },
            circumstances with { CopyPending = circumstances.CopyPending.Append(Some.Id(point)).ToHashSet() },
        ];

        Assert.All(kinder, kind => Assert.Subset(judged.Judge().Gone, (judged with { Circumstances = kind }).Judge().Gone));
    }

    [Property]
    public void A_frozen_chain_loses_nothing(JudgedChain judged) =>
        Assert.Empty(
            (judged with { Circumstances = judged.Circumstances with { Freeze = new Freeze(FreezeCause.Failed, Some.Now) } }).Judge().Gone);

    [Property]
    public void What_goes_has_only_flags_that_ended(JudgedChain judged) =>
        Assert.All(
            RetentionPlanner.Plan(judged.Chain(), judged.Circumstances, Some.Now).Where(verdict => !verdict.IsKept),
            verdict =>
            {
                Assert.NotEmpty(verdict.Ended);
                Assert.Equal(
                    verdict.Point.Flags,
                    verdict.Ended.Aggregate(Core.Domain.Scheduling.GfsFlags.None, (flags, ended) => flags | ended.Flag));
                Assert.All(verdict.Ended, ended => Assert.True(ended.Until <= Some.Now));
            });
}
