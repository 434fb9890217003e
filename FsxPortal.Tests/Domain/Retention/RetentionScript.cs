using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>Judges the chain that a golden file describes. All times are UTC.</summary>
/// <remarks>
/// <c>zone</c> and <c>keep</c> say how long the points that follow last; <c>point NAME SLOT FLAGS [created=] [kind=] [state=]</c> adds
/// one; <c>hold NAME UNTIL REASON</c> holds one;
/// <c>edit</c> is an edit of the policy, <c>cut</c> one of which somebody has approved that it ends the
/// points so far sooner; <c>found AT</c> says that a sync found the points so far, and
/// <c>unapproved</c> that nobody has approved what it found over; <c>newest</c>, <c>frozen CAUSE
/// SLOT</c>, <c>in-use</c> and <c>copy-pending</c> are the circumstances; <c>now</c> judges.
/// </remarks>
internal sealed class RetentionScript
{
    private readonly List<(string Name, RestorePoint Point)> _points = [];
    private string _zone = "UTC";
    private string? _keep;
    private Circumstances _circumstances = new() { KeepNewest = false };

    public static string Run(string text) => Golden.Answer(text, new RetentionScript().Step);

    private IEnumerable<string> Step(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rest = string.Join(' ', words.Skip(1));
        switch (words[0])
        {
            case "zone": _zone = rest; break;
            case "keep": _keep = rest; break;
            case "point": _points.Add((words[1], Point(words))); break;
            case "newest": _circumstances = _circumstances with { KeepNewest = rest == "stays" }; break;
            case "frozen": _circumstances = _circumstances with { Freeze = rest == "no" ? null : Frozen(words) }; break;
            case "edit": Promise(rest, isApproved: false); break;
            case "cut": Promise(rest, isApproved: true); break;
            case "found": _points.ForEach(named => named.Point.Adopt(Some.Instant(rest))); break;
            case "approved": words.Skip(1).ToList().ForEach(name => Find(name).ApproveDeletion()); break;
            case "hold":
                Find(words[1])
                .Keep(new Hold(
                    string.Join(' ', words.Skip(4)), "Ann", words[2] == "-" ? null : Some.Instant($"{words[2]} {words[3]}"))); break;
            case "release": Find(words[1]).Keep(null); break;
            case "in-use": _circumstances = _circumstances with { InUse = Named(rest) }; break;
            case "copy-pending": _circumstances = _circumstances with { CopyPending = Named(rest) }; break;
            case "now": return Judge(Some.Instant(rest));
            default: throw new FormatException($"What does '{input}' mean?");
        }

        return [];
    }

    private static Freeze Frozen(string[] words) =>
        new(Enum.Parse<FreezeCause>(words[1]), Some.Instant($"{words[2]} {words[3]}"), words.Length > 4 ? string.Join(' ', words.Skip(4))
            : null);

    private void Promise(string text, bool isApproved)
    {
        var (version, rules) = (_circumstances.Promises.Count + 1, Some.Rules(text, _zone));
        var promise = new Promise(Some.Id(500 + version), Some.Chain().Key, Some.Id(3), version, _points.Count - 1)
        {
            Rules = rules,
            Cuts = isApproved ? rules.Periods.Keys.Aggregate(GfsFlags.None, (flags, flag) => flags | flag) : GfsFlags.None,
            MadeAt = Some.Now,
        };
        _circumstances = _circumstances with { Promises = [.. _circumstances.Promises, promise] };
    }

    private RestorePoint Find(string name) => _points.Single(named => named.Name == name).Point;

    private RestorePoint Point(string[] words)
    {
        var extras = words.Skip(5).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1].Replace('T', ' '));
        var point = Some.RestorePoint(
            $"{words[2]} {words[3]}",
            words[4],
            _keep is null or "nothing said" ? null : Some.Rules(_keep, _zone),
            extras.TryGetValue("kind", out var kind) ? Enum.Parse<RestorePointKind>(kind) : RestorePointKind.Backup,
            extras.GetValueOrDefault("created"),
            100 + _points.Count);
        point.Place(null, _points.Count, _points.Count > 0);
        Age(point, extras.TryGetValue("state", out var state) ? Enum.Parse<RestorePointState>(state) : RestorePointState.Available);
        return point;
    }

    private static void Age(RestorePoint point, RestorePointState state)
    {
        switch (state)
        {
            case RestorePointState.Suspect or RestorePointState.Missing:
                point.Miss(Some.Now, TimeSpan.Zero);
                break;
            case RestorePointState.Deleting:
                point.DecideDeletion("by hand", Some.Now);
                break;
            case RestorePointState.DeleteFailed:
                point.FailDeletion("AWS kept it");
                break;
        }

        if (state == RestorePointState.Missing)
        {
            point.Miss(Some.Now, TimeSpan.Zero);
        }

        Assert.Equal(state, point.State);
    }

    private IEnumerable<string> Judge(DateTimeOffset now)
    {
        var verdicts = RetentionPlanner.Plan(Some.Chain([.. _points.Select(named => named.Point)]), _circumstances, now)
            .ToDictionary(verdict => verdict.Point, verdict => (Verdict?)verdict);
        return _points.Select(named => $"{named.Name} {Say(verdicts.GetValueOrDefault(named.Point))}");
    }

    private static string Say(Verdict? verdict) => verdict switch
    {
        null => "is not judged",
        { IsKept: true } stays => $"stays: {string.Join(", ", stays.Reasons)}",
        { } goes => $"goes: {goes.DeletedBecause}",
    };

    private HashSet<Guid> Named(string names) =>
        [.. _points.Where(named => names.Split(' ').Contains(named.Name)).Select(named => named.Point.Id)];
}
