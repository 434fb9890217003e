using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>Two file systems and two policies, to which everything happens that may happen.
/// Beside it stands a plain book of every end of every point.</summary>
internal sealed class PromiseWorld
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Pacific/Apia"];
    private static readonly GfsFlags[] Flags = [GfsFlags.Daily, GfsFlags.Weekly, GfsFlags.Monthly];

    private readonly Random _random;
    private readonly List<FileSystem> _fileSystems = [Make(1), Make(2)];
    private readonly List<Policy> _policies = [];
    private readonly List<RestorePoint> _points = [];
    private readonly List<Promise> _promises = [];
    private readonly List<(Policy Policy, RetentionRules Rules, FileSystem FileSystem)> _running = [];
    private readonly HashSet<Guid> _frozen = [];
    private readonly EndBook _book = new();
    private int _ids = 1000;
    private DateTimeOffset _now = Some.Now;

    public PromiseWorld(int seed)
    {
        _random = new Random(seed);
        AddPolicy();
        AddPolicy();
    }

    /// <summary>What has happened, for whoever has to understand a failure.</summary>
    public List<string> History { get; } = [];

    /// <summary>How many points went.</summary>
    public int Gone { get; private set; }

    /// <summary>Something happens, and what is shown is compared with the book.</summary>
    public void Step()
    {
        Action[] steps = [Run, Run, Run, Begin, Finish, Edit, Edit, Exclude, Remove, AddPolicy, Enable, Rank, Vanish, Return, Hold, Freeze,
            Night, Night, Approve];
        _now = _now.AddHours(_random.Next(1, 60));
        steps[_random.Next(steps.Length)]();
        Compare();
    }

    private static FileSystem Make(int number) => new(Some.Id(number), Some.Id(1), new FileSystemFacts
    {
        Arn = $"arn:aws:fsx:{Some.Region}:{Some.Account}:file-system/fs-{number}",
        AwsFileSystemId = $"fs-{number}",
        Name = $"fs-{number}",
        Type = FileSystemType.Windows,
        Deployment = "MULTI_AZ_1",
        Lifecycle = "AVAILABLE",
    }, Some.Now);

    private static ChainKey Key(FileSystem fileSystem) => new(fileSystem.Id, RestorePointKind.Backup, Some.VaultArn);

    private Guid NewId() => Some.Id(_ids++);

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private Policy? OwnerOf(FileSystem fileSystem) => Assignment.Of(fileSystem, _policies).Owner;

    private void AddPolicy()
    {
        if (_policies.Count < 2)
        {
            _policies.Add(new Policy(NewId(), Document(), _policies.Count + 1, _now));
            History.Add($"{_now:yyyy-MM-dd} new policy {_policies[^1].Id}: {Periods(_policies[^1].Document)}");
        }
    }

    private PolicyDocument Document()
    {
        Period Period() => new(_random.Next(1, 30), _random.Next(8) == 0 ? PeriodUnit.Months : PeriodUnit.Days);
        return new PolicyDocument
        {
            Name = "P",
            Account = Some.Account,
            Regions = [Some.Region],
            TimeZone = Pick(Zones),
            Selection = new Selection
            {
                Exclude = _random.Next(4) == 0
                ? [new SelectionRule { AwsFileSystemId = Pick(_fileSystems).AwsFileSystemId }] : []
            },
            KeepNewest = _random.Next(2) == 0,
            Schedule = new Schedule
            {
                Daily = new DailyRule { Hours = [6], Retention = Period() },
                Weekly = _random.Next(3) == 0 ? null : new WeeklyRule { Time = "06:00", Days = DaySet.Everyday, Retention = Period() },
                Monthly = _random.Next(2) == 0 ? null
                    : new MonthlyRule { Time = "06:00", On = new MonthDay { DayOfMonth = 1 }, Months = [1], Retention = Period() },
            },
        };
    }

    private static string Periods(PolicyDocument document) =>
        $"{string.Join(", ", document.Schedule!.BackupPeriods())} {document.TimeZone}";

    private void Run()
    {
        foreach (var fileSystem in _fileSystems)
        {
            if (OwnerOf(fileSystem) is { } owner)
            {
                Record(owner, owner.RulesOf(RestorePointKind.Backup), fileSystem);
            }
        }
    }

    // Runs that an edit may overtake.
    private void Begin() =>
        _running.AddRange(
            _fileSystems.Where(fileSystem => OwnerOf(fileSystem) is not null)
                .Select(fileSystem => (OwnerOf(fileSystem)!, OwnerOf(fileSystem)!.RulesOf(RestorePointKind.Backup), fileSystem)));

    private void Finish()
    {
        foreach (var (policy, rules, fileSystem) in _running)
        {
            Record(policy, rules, fileSystem);
        }

        _running.Clear();
    }

    private void Record(Policy policy, RetentionRules rules, FileSystem fileSystem)
    {
        var flags = Flags.Where(flag => rules.Periods.ContainsKey(flag) && _random.Next(2) == 0)
            .Aggregate(GfsFlags.None, (all, flag) => all | flag);
        var point = new RestorePoint(NewId(), new RecoveryPointFacts
        {
            Arn = $"arn:{_ids}",
            ResourceArn = fileSystem.Arn,
            VaultArn = Some.VaultArn,
            CreatedAt = _now,
            Status = "COMPLETED",
        }, new Origin
        {
            Kind = RestorePointKind.Backup,
            FileSystemId = fileSystem.Id,
            PolicyId = policy.Id,
            Slot = _now,
            Flags = flags,
            Rules = rules,
            Sequence = _points.Count(known => known.FileSystemId == fileSystem.Id),
        });
        _points.Add(point);

        // What was on its way when the policy was edited lasts as long as any of both says; nobody has been shown anything yet.
        _book.Add(point, TermsOf(point)!.EndsFor(flags, _now), rules);
        History.Add($"{_now:yyyy-MM-dd} point {point.Sequence} of {fileSystem.Name} by {policy.Id} {flags}");
    }

    private void Edit()
    {
        if (_policies.Count > 0)
        {
            Change(Pick(_policies), Document(), Pick(Enum.GetValues<RetentionChange>()));
        }
    }

    private void Exclude()
    {
        if (_policies.Count > 0)
        {
            var policy = Pick(_policies);
            Change(policy, policy.Document with { Selection = Document().Selection }, Pick(Enum.GetValues<RetentionChange>()));
        }
    }

    private void Change(Policy policy, PolicyDocument document, RetentionChange change)
    {
        _book.Edit(policy, document, change, _now);
        Promise(policy, policy.Change(document, _now, change));
        _book.Follow(policy, change, _points.Where(point => Owns(policy, point)));
        History.Add($"{_now:yyyy-MM-dd} edit {policy.Id} {change}: {Periods(document)}");
    }

    private void Approve()
    {
        if (_policies.Count > 0)
        {
            var policy = Pick(_policies);
            _book.Edit(policy, policy.Document, RetentionChange.Approved, _now);
            Promise(policy, policy.Approve());
            _book.Follow(policy, RetentionChange.Approved, _points.Where(point => Owns(policy, point)));
            History.Add($"{_now:yyyy-MM-dd} approve {policy.Id}");
        }
    }

    private bool Owns(Policy policy, RestorePoint point) =>
        point.PolicyId == policy.Id && OwnerOf(_fileSystems.Single(row => row.Id == point.FileSystemId)) == policy;

    private void Promise(Policy policy, RetentionEdit? edit)
    {
        foreach (var fileSystem in _fileSystems.Where(row => edit is not null && OwnerOf(row) == policy))
        {
            var last = _points.Count(point => point.FileSystemId == fileSystem.Id) - 1;
            _promises.AddRange(
                edit!.PromisesFor(policy, Key(fileSystem), last, _running.Count(run => run.FileSystem == fileSystem), NewId, _now));
        }
    }

    private void Remove()
    {
        if (_policies.Count > 0)
        {
            _policies.Remove(Pick(_policies));
            History.Add($"{_now:yyyy-MM-dd} removed a policy");
        }
    }

    private void Enable()
    {
        if (_policies.Count > 0)
        {
            var policy = Pick(_policies);
            policy.Enable(!policy.Enabled, _now);
        }
    }

    private void Rank()
    {
        for (var i = 0; i < _policies.Count; i++)
        {
            _policies[i].Rank(_policies.Count - i);
        }
    }

    private void Vanish() => Pick(_fileSystems).Miss(_now);

    private void Return()
    {
        var fileSystem = Pick(_fileSystems);
        fileSystem.See(fileSystem.Facts, _now);
    }

    private void Hold()
    {
        if (_points.Count > 0)
        {
            var point = Pick(_points);
            point.Keep(point.Hold is null ? new Hold("Audit", "Ann", _random.Next(2) == 0 ? null : _now.AddDays(20)) : null);
        }
    }

    private void Freeze()
    {
        var id = Pick(_fileSystems).Id;
        if (!_frozen.Remove(id))
        {
            _frozen.Add(id);
        }
    }

    private void Night()
    {
        foreach (var fileSystem in _fileSystems)
        {
            var chain = new Chain(fileSystem.Id, RestorePointKind.Backup, Some.VaultArn,
                [.. _points.Where(point => point.FileSystemId == fileSystem.Id && point.State == RestorePointState.Available)]);
            var circumstances = PolicyWishes.For(chain, OwnerOf(fileSystem), _policies.ToDictionary(policy => policy.Id)) with
            {
                Promises = [.. _promises.Where(promise => promise.FileSystemId == fileSystem.Id)],
                Freeze = _frozen.Contains(fileSystem.Id) ? new Freeze(FreezeCause.Failed, _now) : null,
            };
            foreach (var verdict in RetentionPlanner.Plan(chain, circumstances, _now).Where(verdict => !verdict.IsKept))
            {
                Assert.True(_book.IsOver(verdict.Point, _now), $"Point {verdict.Point.Sequence} went before its end.");
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
