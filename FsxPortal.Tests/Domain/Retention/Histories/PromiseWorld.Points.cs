using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention.Histories;

/// <summary>What happens to restore points: they are made, lost, found, held, judged and deleted.</summary>
internal sealed partial class PromiseWorld
{
    // Runs that an edit may overtake, and such that end at once.
    private void Begin()
    {
        foreach (var fileSystem in _fileSystems)
        {
            if (OwnerOf(fileSystem) is { } owner)
            {
                _newest.Order(owner);
                _running.Add((owner, owner.RulesOf(RestorePointKind.Backup), owner.Version, fileSystem));
            }
        }
    }

    private void Finish()
    {
        foreach (var (policy, rules, version, fileSystem) in _running)
        {
            _now = _now.AddMinutes(1);
            Record(policy, rules, version, fileSystem, _now);
        }

        _running.Clear();
    }

    private void Run()
    {
        Begin();
        Finish();
    }

    private RestorePoint Record(Policy policy, RetentionRules rules, long version, FileSystem fileSystem, DateTimeOffset at)
    {
        var flags = Flags.Where(flag => rules.Periods.ContainsKey(flag) && _random.Next(2) == 0)
            .Aggregate(GfsFlags.None, (all, flag) => all | flag);
        var point = new RestorePoint(NewId(), new RecoveryPointFacts
        {
            Arn = $"arn:{_ids}",
            ResourceArn = fileSystem.Arn,
            VaultArn = Some.VaultArn,
            CreatedAt = at,
            Status = "COMPLETED",
        }, new Origin
        {
            Kind = RestorePointKind.Backup,
            FileSystemId = fileSystem.Id,
            PolicyId = policy.Id,
            PolicyVersion = version,
            Slot = at,
            Flags = flags,
            Rules = rules,
            Sequence = _points.Count(known => known.FileSystemId == fileSystem.Id),
        });
        _points.Add(point);

        // What was on its way when the policy was edited lasts as long as any of both says; nobody has been shown anything yet.
        _book.Add(point, TermsOf(point)!.EndsFor(flags, at), rules);
        _newest.Add(point);
        History.Add($"{_now:yyyy-MM-dd} point {point.Sequence} of {fileSystem.Name} by {policy.Id} {flags}");
        return point;
    }

    private void Hold()
    {
        if (_points.Count > 0)
        {
            var point = Pick(_points);
            point.Keep(point.Hold is null ? new Hold("Audit", "Ann", _random.Next(2) == 0 ? null : _now.AddDays(20)) : null);
        }
    }

    // Somebody deletes it in AWS, or a listing says so.
    private void Lose()
    {
        if (_points.Exists(point => point.State == RestorePointState.Available))
        {
            var point = Pick(_points.FindAll(point => point.State == RestorePointState.Available));
            point.Miss(_now, TimeSpan.Zero);
            point.Miss(_now, TimeSpan.Zero);
            History.Add($"{_now:yyyy-MM-dd} lost point {point.Sequence}");
        }
    }

    private void Find()
    {
        foreach (var point in _points.Where(point => point.State == RestorePointState.Missing))
        {
            point.See(new RecoveryPointFacts
            {
                Arn = point.Arn,
                ResourceArn = "",
                VaultArn = point.VaultArn,
                CreatedAt = point.CreatedAt,
                Status = "COMPLETED",
            });
            point.Adopt(_now);
            _book.Find(point, TermsOf(point)!.EndsFor(point.Flags, point.Moment), _now);
            History.Add($"{_now:yyyy-MM-dd} found point {point.Sequence} again");
        }
    }

    // A sync finds a point whose job nobody remembers.
    private void Import()
    {
        if (OwnerOf(_fileSystems[0]) is { } owner)
        {
            _newest.Order(owner);
            var point = Record(
                owner, owner.RulesOf(RestorePointKind.Backup), owner.Version, _fileSystems[0], _now.AddDays(-_random.Next(1, 60)));
            point.Adopt(_now);
            _book.Find(point, TermsOf(point)!.EndsFor(point.Flags, point.Moment), _now);
        }
    }

    private void Night()
    {
        foreach (var fileSystem in _fileSystems)
        {
            var chain = new Chain(fileSystem.Id, RestorePointKind.Backup, Some.VaultArn,
                [.. _points.Where(point => point.FileSystemId == fileSystem.Id && point.State == RestorePointState.Available)
                    .OrderBy(point => point.CreatedAt)]);
            List<Promise> promises = [.. _promises.Where(promise => promise.FileSystemId == fileSystem.Id)];
            var circumstances = new Circumstances
            {
                KeepNewest = PolicyWishes.KeepsNewest(
                    RetentionPlanner.NewestOf(chain, _now), _policies.ToDictionary(policy => policy.Id), promises),
                Promises = promises,
                Freeze = _frozen.Contains(fileSystem.Id) ? new Freeze(FreezeCause.Failed, _now) : null,
            };
            foreach (var verdict in RetentionPlanner.Plan(chain, circumstances, _now).Where(verdict => !verdict.IsKept))
            {
                Assert.True(_book.IsOver(verdict.Point, _now), $"Point {verdict.Point.Sequence} went before its end.");
                Assert.True(verdict.Point != chain.Points[^1] || _newest.MayGo(verdict.Point), "The newest point went.");
                Assert.False(verdict.Point.Hold?.IsOn(_now) == true || _frozen.Contains(fileSystem.Id), "It was held, or frozen.");
                verdict.Point.DecideDeletion(verdict.DeletedBecause, _now);
                verdict.Point.ConfirmDeletion(_now);
                Gone++;
            }
        }
    }

    private Terms? TermsOf(RestorePoint point) =>
        Terms.Of(point, [.. _promises.Where(promise => promise.FileSystemId == point.FileSystemId)]);

    private void Compare()
    {
        foreach (var point in _points.Where(point => point.State == RestorePointState.Available))
        {
            _book.Compare(point, TermsOf(point)!.EndsFor(point.Flags, point.Moment));
        }
    }
}
