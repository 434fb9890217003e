using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Tests.Domain.Retention.Histories;

/// <summary>The plain model of which points may go though they are the newest of their chain: those that were ordered
/// when it was said so, and those that were shown to somebody who approved it.</summary>
internal sealed class NewestBook
{
    private readonly HashSet<Guid> _keeping = [];
    private readonly HashSet<Guid> _free = [];
    private readonly HashSet<(Guid Policy, long Version)> _orders = [];

    /// <summary>A policy is there, for the first time or again.</summary>
    public void Begin(Policy policy, IEnumerable<RestorePoint> points)
    {
        var made = points.Where(point => point.PolicyId == policy.Id).ToList();
        Keep(policy.Id, made);
        if (!policy.Document.KeepNewest && made.TrueForAll(point => point.State == RestorePointState.Deleted))
        {
            _keeping.Remove(policy.Id);
        }
    }

    /// <summary>A policy was edited, or approved: <paramref name="shown"/> is what it made of the file systems it owns.</summary>
    public void Edit(Policy policy, bool isApproved, IEnumerable<RestorePoint> made, IEnumerable<RestorePoint> shown)
    {
        if (policy.Document.KeepNewest)
        {
            Keep(policy.Id, made);
        }
        else if (isApproved && _keeping.Remove(policy.Id))
        {
            _free.UnionWith(shown.Where(point => point.IsLive).Select(point => point.Id));
        }
    }

    /// <summary>A policy orders a backup.</summary>
    public void Order(Policy policy)
    {
        if (!_keeping.Contains(policy.Id))
        {
            _orders.Add((policy.Id, policy.Version));
        }
    }

    /// <summary>A point that was ordered is there.</summary>
    public void Add(RestorePoint point)
    {
        if (_orders.Contains((point.PolicyId!.Value, point.PolicyVersion!.Value)))
        {
            _free.Add(point.Id);
        }
    }

    /// <summary>Whether a point may go though no newer one is there.</summary>
    public bool MayGo(RestorePoint point) => _free.Contains(point.Id);

    private void Keep(Guid policyId, IEnumerable<RestorePoint> made)
    {
        _keeping.Add(policyId);
        _free.ExceptWith(made.Where(point => point.PolicyId == policyId).Select(point => point.Id));
        _orders.RemoveWhere(order => order.Policy == policyId);
    }
}
