using FsCheck.Xunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>Rules turned round: where ended points lie.</summary>
public sealed class ThresholdTests
{
    private static readonly IReadOnlyList<TimeZoneInfo> Zones = TimeZoneInfo.GetSystemTimeZones();

    [Property(MaxTest = 1000)]
    public void No_point_that_has_ended_lies_outside_and_none_far_inside_lasts(
        byte count, byte unit, ushort zone, int minutes, byte letters)
    {
        var period = new Period(1 + (count % 40), (PeriodUnit)(unit % 3));
        var rules = new RetentionRules(
            new Dictionary<GfsFlags, Period> { [GfsFlags.Daily] = period, [GfsFlags.Monthly] = new(7, PeriodUnit.Months) },
            Zones[zone % Zones.Count].Id);
        var (flags, at) = ((GfsFlags)(1 + (letters % 15)), Some.Now.AddMinutes(minutes % 2_000_000));
        var before = Thresholds.Of(rules, at).SingleOrDefault(threshold => threshold.Flags.Contains(flags))?.Before;

        Assert.Equal(flags.HasFlag(GfsFlags.Daily) || flags.HasFlag(GfsFlags.Monthly), before is not null);
        foreach (var moment in before is { } edge ? new[] { edge.AddMinutes(1), edge.AddDays(1), edge.AddDays(40) } : [])
        {
            Assert.DoesNotContain(rules.EndsFor(flags, moment), end => end.Until is null && end.Flag is GfsFlags.Daily or GfsFlags.Monthly);
            Assert.Contains(rules.EndsFor(flags, moment), end => end.Until is null || end.Until > at);
        }

        if (before is { } late)
        {
            Assert.All(rules.EndsFor(flags, late.AddHours(-8)).Where(end => end.Until is not null), end => Assert.True(end.Until <= at));
        }
    }

    [Fact]
    public void Flags_without_a_period_are_left_to_the_points_own_rules() =>
        Assert.Empty(
            Thresholds.Of(
                new RetentionRules(new Dictionary<GfsFlags, Period> { [GfsFlags.Daily] = new(0, PeriodUnit.Days) }, "UTC"), Some.Now));
}
