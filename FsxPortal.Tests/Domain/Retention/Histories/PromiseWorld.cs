using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention.Histories;

/// <summary>Two file systems and two policies, to which everything happens that may happen.
/// Beside it stands a plain book of every end of every point.</summary>
internal sealed partial class PromiseWorld
{
    private static readonly GfsFlags[] Flags = [GfsFlags.Daily, GfsFlags.Weekly, GfsFlags.Monthly];

    private readonly Random _random;
    private readonly List<FileSystem> _fileSystems = [Make(1), Make(2)];
    private readonly List<Policy> _policies = [];
    private readonly List<RestorePoint> _points = [];
    private readonly List<Promise> _promises = [];
    private readonly List<(Policy Policy, RetentionRules Rules, long Version, FileSystem FileSystem)> _running = [];
    private readonly List<Guid> _removed = [];
    private readonly RandomDocuments _documents;
    private readonly HashSet<Guid> _frozen = [];
    private readonly EndBook _book = new();
    private readonly NewestBook _newest = new();
    private int _ids = 1000;
    private DateTimeOffset _now = Some.Now;

    public PromiseWorld(int seed)
    {
        _random = new Random(seed);
        _documents = new RandomDocuments(_random, [.. _fileSystems.Select(fileSystem => fileSystem.AwsFileSystemId)]);
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
            Night, Night, Approve, Lose, Find, Import];
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
            // Whoever has kept the document may send it again under the old id.
            var earlier = _removed.Count > 0 && _random.Next(2) == 0 ? Pick(_removed) : (Guid?)null;
            var policy = new Policy(earlier ?? NewId(), _documents.Next(), _policies.Count + 1, _now);
            if (earlier is { } id)
            {
                GoOn(policy, id);
            }

            _policies.Add(policy);
            _newest.Begin(policy, _points);
            History.Add($"{_now:yyyy-MM-dd} new policy {_policies[^1].Id}: {Periods(_policies[^1].Document)}");
        }
    }

    // As PolicyApprovals.RememberAsync does.
    private void GoOn(Policy policy, Guid id)
    {
        _removed.Remove(id);
        policy.Follow(new[]
        {
            _promises.Where(promise => promise.PolicyId == id).Max(promise => (long?)promise.PolicyVersion),
            _points.Where(point => point.PolicyId == id).Max(point => point.PolicyVersion),
            _running.Where(run => run.Policy.Id == id).Max(run => (long?)run.Version),
        }.Max() ?? 0);
        if (_points.Exists(point => point.PolicyId == id && point.State != RestorePointState.Deleted))
        {
            policy.AskForNewest();
        }

        _book.Again(id);
    }

    private static string Periods(PolicyDocument document) =>
        $"{string.Join(", ", document.Schedule!.BackupPeriods())} {document.TimeZone}";

    private void Edit()
    {
        if (_policies.Count > 0)
        {
            Change(Pick(_policies), _documents.Next(), Pick(Enum.GetValues<RetentionChange>()));
        }
    }

    private void Exclude()
    {
        if (_policies.Count > 0)
        {
            var policy = Pick(_policies);
            Change(policy, policy.Document with { Selection = _documents.Next().Selection }, Pick(Enum.GetValues<RetentionChange>()));
        }
    }

    private void Change(Policy policy, PolicyDocument document, RetentionChange change)
    {
        _book.Edit(policy, document, change, _now);
        Promise(policy, policy.Change(document, _now, change));
        _book.Follow(policy, change, _points.Where(point => Owns(policy, point)));
        NoteApproval(policy, change == RetentionChange.Approved);

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
            NoteApproval(policy, isApproved: true);
            History.Add($"{_now:yyyy-MM-dd} approve {policy.Id}");
        }
    }

    // What is gone at that time is not shown, and not approved.
    private void NoteApproval(Policy policy, bool isApproved)
    {
        _newest.Edit(policy, isApproved, _points, _points.Where(point => Owns(policy, point)));
        foreach (
            var point in _points.Where(point => isApproved && point.PolicyId == policy.Id && point.IsLive && point.AwaitsApproval))
        {
            point.ApproveDeletion();
            _book.Approve(point);
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
        // A policy that runs cannot be removed.
        if (_policies.Count > 0 && _running.Count == 0)
        {
            var policy = Pick(_policies);
            _policies.Remove(policy);
            _removed.Add(policy.Id);
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

    private void Freeze()
    {
        var id = Pick(_fileSystems).Id;
        if (!_frozen.Remove(id))
        {
            _frozen.Add(id);
        }
    }
}
