using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Foretells what a retention pass deletes of a policy's restore points, where policies were as they are given and not as they are saved.</summary>
/// <remarks>Of a fleet's millions of points only those are read whose time may be over, and whole chains only where that is not enough to judge them.</remarks>
public sealed class DeletionForecast(PortalDb db, Guid policyId, IReadOnlyList<Policy> policies)
{
    private readonly Dictionary<Guid, Policy> _policies = policies.ToDictionary(policy => policy.Id);

    // What somebody has to approve depends on how many points a chain has.
    private readonly bool _isApprovalOpen = policies.Any(policy => policy.Approval != ApprovalNeed.None);

    /// <summary>The restore points that a pass at an instant deletes, the oldest first.</summary>
    public async Task<IReadOnlyList<PreviewedDeletion>> ReadAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var sw = System.Diagnostics.Stopwatch.StartNew();
        var overdue = await new OverduePoints(db, policyId).ReadAsync(Rules(), at, cancel);
        Console.WriteLine("0 " + sw.ElapsedMilliseconds);
        if (overdue.Count == 0)
        {
            return [];
        }

        Console.WriteLine("1 " + sw.ElapsedMilliseconds);
        var ids = overdue.Select(found => found.Point.FileSystemId).Distinct().ToList();
        var fileSystems = await db.FileSystems.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        Console.WriteLine("2 " + sw.ElapsedMilliseconds);
        var owners = fileSystems.Values.ToDictionary(row => row.Id, row => Assignment.Of(row, policies).Owner);
        Console.WriteLine("3 " + sw.ElapsedMilliseconds);
        var fleet = await FleetCircumstances.ReadAsync(db, ids, cancel);
        Console.WriteLine("4 " + sw.ElapsedMilliseconds);
        var superseded = overdue.Where(found => found.HasNewer).Select(found => found.Point.Id).ToHashSet();
        Console.WriteLine("5 " + sw.ElapsedMilliseconds);
        var doomed = new List<PreviewedDeletion>();
        foreach (var part in Chain.Of(overdue.Select(found => found.Point)))
        {
            var owner = owners[part.FileSystemId];
            var verdicts = _isApprovalOpen || fleet.IsDoubtful(part) || !part.Points.All(point => superseded.Contains(point.Id))
                ? await JudgeWholeAsync(part, owner, at, cancel)
                : JudgePart(part, fleet.Complete(PolicyWishes.For(part, owner, _policies), part), at);
            doomed.AddRange(verdicts.Where(verdict => verdict.Point.PolicyId == policyId).Select(verdict => Deletion(verdict, fileSystems[part.FileSystemId])));
        }

        Console.WriteLine("6 " + sw.ElapsedMilliseconds);
        return [.. doomed.OrderBy(deletion => deletion.Moment)];
    }

    private static PreviewedDeletion Deletion(Verdict verdict, FileSystem fileSystem) => new(
        verdict.Point.Id, fileSystem.Id, fileSystem.Name, verdict.Point.Kind, verdict.Point.Region, verdict.Point.Moment, verdict.DeletedBecause);

    private Dictionary<RestorePointKind, RetentionRules> Rules() => _policies.GetValueOrDefault(policyId) is { } policy
        ? new[] { RestorePointKind.Backup, RestorePointKind.Copy }.ToDictionary(kind => kind, kind => policy.RulesOf(kind).Rules)
        : [];

    // None of these points is its chain's newest: the rest of the chain has no say.
    private static IEnumerable<Verdict> JudgePart(Chain part, Circumstances circumstances, DateTimeOffset at) =>
        RetentionPlanner.Plan(part, circumstances with { KeepNewest = false }, at).Where(verdict => !verdict.IsKept);

    private async Task<IEnumerable<Verdict>> JudgeWholeAsync(Chain part, Policy? owner, DateTimeOffset at, CancellationToken cancel)
    {
        var points = await OverduePoints.Judged(db)
            .Where(point => point.FileSystemId == part.FileSystemId && point.Kind == part.Kind && point.VaultArn == part.VaultArn).ToListAsync(cancel);
        var chain = Chain.Of(points).Single();
        var wishes = PolicyWishes.For(chain, owner, _policies);
        if (RetentionPlanner.Plan(chain, wishes, at).All(verdict => verdict.IsKept))
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
        return RetentionPlanner.Plan(chain, circumstances, at).Where(verdict => !verdict.IsKept);
    }
}
