using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Domain.Retention.Histories;

/// <summary>The plain model of what is promised: every end of every point, written down one by one and moved by hand.</summary>
internal sealed class EndBook
{
    private readonly Dictionary<(Guid Point, GfsFlags Flag), DateTimeOffset?> _ends = [];
    private readonly Dictionary<Guid, HashSet<GfsFlags>> _waiting = [];
    private readonly HashSet<Guid> _unshown = [];
    private IReadOnlyDictionary<GfsFlags, Period> _periods = new Dictionary<GfsFlags, Period>();
    private HashSet<GfsFlags> _cut = [];
    private HashSet<GfsFlags> _changed = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>A new point: what it was made with is the least it lasts.</summary>
    public void Add(RestorePoint point, IEnumerable<(GfsFlags Flag, DateTimeOffset? Until)> shown, RetentionRules rules)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone);
        foreach (var (flag, until) in shown)
        {
            DateTimeOffset? own = rules.Periods.TryGetValue(flag, out var period) ? period.After(point.Moment, zone) : null;
            Assert.True(own <= until || until is null, "It was born with less than it was ordered with.");
            _ends[(point.Id, flag)] = until;
        }
    }

    /// <summary>A point was found, or found again: what it shows from now on counts; where it is over, somebody has to say.</summary>
    public void Find(RestorePoint point, IEnumerable<(GfsFlags Flag, DateTimeOffset? Until)> shown, DateTimeOffset now)
    {
        foreach (var (flag, until) in shown)
        {
            Assert.True(
                until is null || !_ends.TryGetValue((point.Id, flag), out var before) || before <= until, "It came back with less.");
            _ends[(point.Id, flag)] = until;
        }

        if (point.Flags != GfsFlags.None && point.Rules!.EndsFor(point.Flags, point.Moment).All(end => end.Until <= now))
        {
            _unshown.Add(point.Id);
        }
        else
        {
            _unshown.Remove(point.Id);
        }
    }

    /// <summary>Somebody was shown that it is over, and wants it to go.</summary>
    public void Approve(RestorePoint point) => _unshown.Remove(point.Id);

    /// <summary>A policy is made again under an old id: what waited went with the earlier one.</summary>
    public void Again(Guid policyId) => _waiting.Remove(policyId);

    /// <summary>Somebody is about to edit a policy: which flags that ends sooner, and which wait from before.</summary>
    public void Edit(Policy policy, PolicyDocument document, RetentionChange change, DateTimeOffset now)
    {
        var before = policy.Document.Schedule!.BackupPeriods();
        _periods = document.Schedule!.BackupPeriods();
        _zone = TimeZoneInfo.FindSystemTimeZoneById(document.TimeZone!);
        var sooner = _periods.Where(pair =>
            before.TryGetValue(pair.Key, out var old) && pair.Value.After(now, TimeZoneInfo.Utc) < old.After(now, TimeZoneInfo.Utc))
                .Select(pair => pair.Key);
        _cut = [.. sooner.Concat(_waiting.GetValueOrDefault(policy.Id) ?? []).Where(_periods.ContainsKey)];
        _changed = [.. _periods.Where(pair =>
            document.TimeZone != policy.Document.TimeZone || before.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key)];
        _waiting[policy.Id] = change == RetentionChange.AskFirst ? _cut : [];
    }

    /// <summary>What the edit means for the points that the policy made of file systems that it owns now. What is gone was not shown to
    /// whoever approved it.</summary>
    public void Follow(Policy policy, RetentionChange change, IEnumerable<RestorePoint> points)
    {
        foreach (var point in change == RetentionChange.NewPoints ? [] : points.Where(point => point.PolicyId == policy.Id))
        {
            foreach (
                var flag in point.Flags.Each()
                    .Where(flag => _changed.Contains(flag) || (change == RetentionChange.Approved && _cut.Contains(flag))))
            {
                var end = _periods[flag].After(point.Moment, _zone);
                if ((change == RetentionChange.Approved && _cut.Contains(flag) && point.IsLive) || end > _ends[(point.Id, flag)])
                {
                    _ends[(point.Id, flag)] = end;
                }
            }
        }
    }

    /// <summary>What is shown is what is written.</summary>
    public void Compare(RestorePoint point, IEnumerable<(GfsFlags Flag, DateTimeOffset? Until)> shown)
    {
        foreach (var (flag, until) in shown)
        {
            if (_ends[(point.Id, flag)] != until)
            {
                Assert.Fail(
                    $"Point {point.Sequence} shows {flag} until {until:yyyy-MM-dd HH:mm}, promised was "
                        + $"{_ends[(point.Id, flag)]:yyyy-MM-dd HH:mm}.");
            }
        }
    }

    /// <summary>Whether every end of a point has come, and somebody was shown that it would.</summary>
    public bool IsOver(RestorePoint point, DateTimeOffset now) =>
        !_unshown.Contains(point.Id) && point.Flags.Each().All(flag => _ends[(point.Id, flag)] <= now);
}
