using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Judging;

/// <summary>Reads what decides about chains besides their points, for many file systems at once.</summary>
/// <remarks>The one reader of circumstances: the engine, its forecasts and every page judge by what it says.</remarks>
public sealed class FleetCircumstances
{
    private readonly PortalDb _db;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<Guid, Policy> _policies;
    private readonly bool _areGiven;
    private Dictionary<Guid, FileSystem> _fileSystems = [];
    private Dictionary<Guid, Policy?> _owners = [];
    private HashSet<string> _locked = [];
    private HashSet<Guid> _inUse = [];
    private HashSet<Guid> _copyPending = [];
    private ILookup<ChainKey, Promise> _promises = null!;
    private Dictionary<ChainKey, DateTimeOffset> _thaws = [];
    private RunOutcomes _outcomes = null!;

    private FleetCircumstances(PortalDb db, IReadOnlyList<Policy>? given, DateTimeOffset now) =>
        (_db, _policies, _areGiven, _now) = (db, (given ?? []).ToDictionary(policy => policy.Id), given is not null, now);

    /// <summary>The versions of the policies that had a say, by id.</summary>
    public IReadOnlyDictionary<Guid, long> Versions => _policies.ToDictionary(pair => pair.Key, pair => pair.Value.Version);

    /// <summary>Reads what concerns certain file systems.</summary>
    /// <param name="db">The database.</param>
    /// <param name="fileSystems">Their ids.</param>
    /// <param name="now">The instant at which chains may be frozen.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="given">All policies as they shall count; none to take them as they are saved.</param>
    public static async Task<FleetCircumstances> ReadAsync(
        PortalDb db, IReadOnlyCollection<Guid> fileSystems, DateTimeOffset now, CancellationToken cancel,
        IReadOnlyList<Policy>? given = null)
    {
        var fleet = new FleetCircumstances(db, given, now);
        await fleet.ReadAsync(fileSystems, cancel);
        return fleet;
    }

    /// <summary>Whether somebody has said that a chain need not wait: when its newest point was complete decides then.</summary>
    public bool IsThawed(ChainKey chain) => _thaws.ContainsKey(chain);

    /// <summary>What is known of a chain.</summary>
    /// <param name="chain">The chain, or a part of it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="newest">The moment of the newest point, where the chain is only a part.</param>
    /// <param name="besides">What the chain would be promised besides.</param>
    public async Task<Circumstances> OfAsync(
        Chain chain, CancellationToken cancel, DateTimeOffset? newest = null, params IReadOnlyList<Promise> besides)
    {
        await LearnAsync(chain.Points.Select(point => point.PolicyId), cancel);
        var owner = _owners.GetValueOrDefault(chain.FileSystemId);
        IReadOnlyList<Promise> promises = [.. _promises[chain.Key], .. besides];
        return new Circumstances
        {
            KeepNewest = PolicyWishes.KeepsNewest(RetentionPlanner.NewestOf(chain, _now), _policies, promises),
            Promises = promises,
            IsLocked = _locked.Contains(chain.VaultArn),
            InUse = _inUse,
            CopyPending = _copyPending,
            Freeze = FreezeRule.Of(chain.Key, Evidence(chain, owner, newest), _now),
        };
    }

    private FreezeEvidence Evidence(Chain chain, Policy? owner, DateTimeOffset? newest)
    {
        // A point dated in the future comes from a wrong clock: it is no reason to wait for nothing.
        var last = chain.Points.LastOrDefault(point => point.State == RestorePointState.Available && point.Moment <= _now);
        return new FreezeEvidence
        {
            Policy = owner,
            FileSystem = _fileSystems.GetValueOrDefault(chain.FileSystemId),
            NewestMoment = newest ?? last?.Moment,
            NewestAt = last?.CompletedAt ?? last?.CreatedAt,
            Run = _outcomes.Of(chain.Key),
            Missed = owner is null ? null : _outcomes.MissedOf(owner.Id),
            ThawedAt = _thaws.TryGetValue(chain.Key, out var thawed) ? thawed : null,
        };
    }

    private async Task ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        _fileSystems = await _db.FileSystems.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        await OwnAsync(ids, cancel);
        var open = await _db.Tasks.AsNoTracking()
            .Where(task =>
                ids.Contains(task.FileSystemId) && (task.State == TaskState.Pending || task.State == TaskState.Running)
                    && task.RestorePointId != null)
            .ToListAsync(cancel);
        _inUse = Reading(open, TaskState.Running);
        _copyPending = Reading(open, TaskState.Pending);
        _locked = [.. await _db.Vaults.Where(vault => vault.Locked).Select(vault => vault.Arn).ToListAsync(cancel)];
        _promises = (
            await _db.Promises.AsNoTracking().Where(row => ids.Contains(row.FileSystemId)).OrderBy(row => row.PolicyVersion)
                .ThenBy(row => row.Id).ToListAsync(cancel))
            .ToLookup(row => new ChainKey(row.FileSystemId, row.Kind, row.VaultArn));
        _thaws = await _db.Thaws.AsNoTracking().Where(row => ids.Contains(row.FileSystemId))
            .ToDictionaryAsync(row => new ChainKey(row.FileSystemId, row.Kind, row.VaultArn), row => row.At, cancel);
        _outcomes = await RunOutcomes.ReadAsync(
            _db, ids, [.. _owners.Values.OfType<Policy>().Select(policy => policy.Id).Distinct()], cancel);
    }

    private async Task OwnAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (_areGiven)
        {
            _owners = _fileSystems.Values.ToDictionary(row => row.Id, row => Assignment.Of(row, _policies.Values).Owner);
            return;
        }

        var owners = await _db.Protection.Where(row => ids.Contains(row.FileSystemId)).Select(row => new { row.FileSystemId, row.PolicyId })
            .ToListAsync(cancel);
        await LearnAsync(owners.Select(row => row.PolicyId), cancel);
        _owners = owners.ToDictionary(row => row.FileSystemId, row => row.PolicyId is { } id ? _policies.GetValueOrDefault(id) : null);
    }

    private async Task LearnAsync(IEnumerable<Guid?> ids, CancellationToken cancel)
    {
        var unknown = _areGiven ? [] : ids.OfType<Guid>().Distinct().Where(id => !_policies.ContainsKey(id)).ToList();
        foreach (
            var policy in unknown.Count == 0 ? []
                : await _db.Policies.AsNoTracking().Where(policy => unknown.Contains(policy.Id)).ToListAsync(cancel))
        {
            _policies[policy.Id] = policy;
        }
    }

    private static HashSet<Guid> Reading(List<WorkItem> open, TaskState state) =>
        [.. open.Where(task => task.Copies.Any(copy => copy.State == state)).Select(task => task.RestorePointId!.Value)];
}
