using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Foretells what a retention pass deletes of a policy's restore points, where
/// policies were as they are given and not as they are saved.</summary>
/// <remarks>Of a fleet's millions of points only those are read whose time may be over, and
/// whole chains only where that is not enough to judge them.</remarks>
/// <param name="db">The database.</param>
/// <param name="points">Which points, and when.</param>
/// <param name="policies">All policies as they shall count.</param>
/// <param name="edit">What the points of the policy would be promised besides; none if nothing would.</param>
/// <param name="now">The instant.</param>
/// <param name="isApproved">Whether somebody approves that what a sync found to be over goes, of the points of the policy.</param>
public sealed class DeletionForecast(
    PortalDb db, OverduePoints points, IReadOnlyList<Policy> policies, RetentionEdit? edit, DateTimeOffset now, bool isApproved)
{
    /// <summary>The restore points that the pass deletes, the oldest first; and those that it would not delete
    /// yet, though somebody approves it, because something else keeps them.</summary>
    public async Task<IReadOnlyList<PreviewedDeletion>> ReadAsync(CancellationToken cancel)
    {
        var overdue = await points.ReadAsync(Cuts(), cancel);
        if (overdue.Count == 0)
        {
            return [];
        }

        var ids = overdue.Select(found => found.Point.FileSystemId).Distinct().ToList();
        var fileSystems = await db.FileSystems.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var fleet = await FleetCircumstances.ReadAsync(db, ids, now, cancel, policies);
        var newest = overdue.ToDictionary(found => found.Point.Id, found => found);
        var doomed = new List<PreviewedDeletion>();
        foreach (var part in Chain.Of(overdue.Select(found => found.Point)))
        {
            var fileSystem = fileSystems[part.FileSystemId];
            var isSuperseded = part.Points.All(point => newest[point.Id].HasNewer) && !fleet.IsThawed(part.Key);
            var verdicts = isSuperseded
                ? Judge(part, await CircumstancesAsync(part, newest[part.Points[^1].Id].Newest) with { KeepNewest = false })
                : await JudgeWholeAsync(part);
            doomed.AddRange(
                verdicts.Where(verdict => verdict.Point.PolicyId == points.PolicyId).Select(verdict => Deletion(verdict, fileSystem)));

            Task<Circumstances> CircumstancesAsync(Chain chain, DateTimeOffset? last) =>
                fleet.OfAsync(chain, cancel, last, Promised(chain.Key, fileSystem));

            async Task<IEnumerable<Verdict>> JudgeWholeAsync(Chain known)
            {
                var whole = await ReadWholeAsync(known, cancel);
                return Judge(whole, await CircumstancesAsync(whole, null));
            }
        }

        return [.. doomed.OrderBy(deletion => deletion.Moment)];
    }

    private static PreviewedDeletion Deletion(Verdict verdict, FileSystem fileSystem) => new(
        verdict.Point.Id, fileSystem.Id, fileSystem.Name, verdict.Point.Kind, verdict.Point.Region, verdict.Point.Moment,
        verdict.DeletedBecause)
    { KeptBecause = string.Join(". ", verdict.Reasons) };

    private List<ApprovedCut> Cuts() => edit is null ? [] :
    [
        .. new[] { RestorePointKind.Backup, RestorePointKind.Copy }.Where(kind => edit.CutsOf(kind) != GfsFlags.None)
            .Select(kind => new ApprovedCut(kind, edit.RulesOf(kind), edit.CutsOf(kind))),
    ];

    // None of the points of a superseded part is its chain's newest: the rest of the chain has no say.
    private List<Verdict> Judge(Chain chain, Circumstances circumstances)
    {
        HashSet<Guid> found = isApproved
            ? [.. chain.Points.Where(point => point.AwaitsApproval && point.PolicyId == points.PolicyId).Select(point => point.Id)] : [];
        foreach (var point in chain.Points.Where(point => found.Contains(point.Id)))
        {
            point.ApproveDeletion();
        }

        return [.. RetentionPlanner.Plan(chain, circumstances, points.At)
            .Where(verdict => !verdict.IsKept || found.Contains(verdict.Point.Id))];
    }

    // An edit means the file systems that the policy would own.
    private IReadOnlyList<Promise> Promised(ChainKey chain, FileSystem fileSystem) =>
        edit is not null && Assignment.Of(fileSystem, policies).Owner?.Id == points.PolicyId
        ? [new Promise(Guid.Empty, chain, points.PolicyId, long.MaxValue, int.MaxValue)
        {
            Rules = edit.RulesOf(chain.Kind),
            Cuts = edit.CutsOf(chain.Kind),
            FreesNewest = edit.FreesNewest,
            MadeAt = now,
        }]
        : [];

    private async Task<Chain> ReadWholeAsync(Chain part, CancellationToken cancel) => Chain.Of(
        await OverduePoints.Judged(db)
            .Where(point => point.FileSystemId == part.FileSystemId && point.Kind == part.Kind && point.VaultArn == part.VaultArn)
            .ToListAsync(cancel)).Single();
}
