using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Foretells what a retention pass deletes of a policy's restore points, where policies were as they are given and not as they are saved.</summary>
/// <remarks>Of a fleet's millions of points only those are read whose time may be over, and whole chains only where that is not enough to judge them.</remarks>
public sealed class DeletionForecast(PortalDb db, OverduePoints points, IReadOnlyList<Policy> policies)
{
    private readonly Dictionary<Guid, Policy> _policies = policies.ToDictionary(policy => policy.Id);

    // What somebody has to approve depends on how many points a chain has.
    private readonly bool _isApprovalOpen = policies.Any(policy => policy.Approval != ApprovalNeed.None);

    /// <summary>The restore points that the pass deletes, the oldest first.</summary>
    public async Task<IReadOnlyList<PreviewedDeletion>> ReadAsync(CancellationToken cancel)
    {
        var overdue = await points.ReadAsync(Rules(), cancel);
        if (overdue.Count == 0)
        {
            return [];
        }

        var ids = overdue.Select(found => found.Point.FileSystemId).Distinct().ToList();
        var fileSystems = await db.FileSystems.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var owners = fileSystems.Values.ToDictionary(row => row.Id, row => Assignment.Of(row, policies).Owner);
        var fleet = await FleetCircumstances.ReadAsync(db, ids, cancel);
        var superseded = overdue.Where(found => found.HasNewer).Select(found => found.Point.Id).ToHashSet();
        var doomed = new List<PreviewedDeletion>();
        foreach (var part in Chain.Of(overdue.Select(found => found.Point)))
        {
            var owner = owners[part.FileSystemId];
            var verdicts = _isApprovalOpen || fleet.IsDoubtful(part) || !part.Points.All(point => superseded.Contains(point.Id))
                ? await JudgeWholeAsync(part, owner, cancel)
                : JudgePart(part, fleet.Complete(PolicyWishes.For(part, owner, _policies), part));
            doomed.AddRange(verdicts.Where(verdict => verdict.Point.PolicyId == points.PolicyId).Select(verdict => Deletion(verdict, fileSystems[part.FileSystemId])));
        }

        return [.. doomed.OrderBy(deletion => deletion.Moment)];
    }

    private static PreviewedDeletion Deletion(Verdict verdict, FileSystem fileSystem) => new(
        verdict.Point.Id, fileSystem.Id, fileSystem.Name, verdict.Point.Kind, verdict.Point.Region, verdict.Point.Moment, verdict.DeletedBecause);

    private Dictionary<RestorePointKind, RetentionRules> Rules() => _policies.GetValueOrDefault(points.PolicyId) is { } policy
        ? new[] { RestorePointKind.Backup, RestorePointKind.Copy }.ToDictionary(kind => kind, kind => policy.RulesOf(kind).Rules)
        : [];

    // None of these points is its chain's newest: the rest of the chain has no say.
    private IEnumerable<Verdict> JudgePart(Chain part, Circumstances circumstances) =>
        RetentionPlanner.Plan(part, circumstances with { KeepNewest = false }, points.At).Where(verdict => !verdict.IsKept);

    private async Task<IEnumerable<Verdict>> JudgeWholeAsync(Chain part, Policy? owner, CancellationToken cancel)
    {
        var whole = await OverduePoints.Judged(db)
            .Where(point => point.FileSystemId == part.FileSystemId && point.Kind == part.Kind && point.VaultArn == part.VaultArn).ToListAsync(cancel);
        var chain = Chain.Of(whole).Single();
        var wishes = PolicyWishes.For(chain, owner, _policies);
        if (RetentionPlanner.Plan(chain, wishes, points.At).All(verdict => verdict.IsKept))
        {
            return [];
        }

        // Policies count as they are given here, and everything else as it is saved.
        var circumstances = await ChainCircumstances.ReadAsync(db, chain, null, cancel) with
        {
            Governing = wishes.Governing,
            KeepNewest = wishes.KeepNewest,
            Approval = wishes.Approval,
        };
        return RetentionPlanner.Plan(chain, circumstances, points.At).Where(verdict => !verdict.IsKept);
    }
}
