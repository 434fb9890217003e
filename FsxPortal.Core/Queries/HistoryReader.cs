using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>What a timeline shows besides the bare marks: how long points last, from
/// where they were copied, and the runs that made none.</summary>
internal sealed class HistoryReader(PortalDb db, Guid fileSystemId, TimelineSpan span)
{
    // More runs than these are no longer read one by one by anybody.
    private const int MostRuns = 2_000;
    private const int Planned = 5;

    private IQueryable<RestorePoint> OfFileSystem => db.RestorePoints.AsNoTracking().Where(point => point.FileSystemId == fileSystemId);

    /// <summary>The history in the span.</summary>
    public async Task<TimelineHistory> ReadAsync(IReadOnlyList<PointMark> marks, DateTimeOffset now, CancellationToken cancel)
    {
        var policy = await OwnerAsync(cancel);
        var lives = await LivesAsync(cancel);
        TimelineItem[] items =
        [
            .. marks.Select(mark => Item(mark, lives)),
            .. await FailedAsync(cancel),
            .. policy is null ? [] : await MissedAsync(policy.Id, cancel),
            .. policy is { Enabled: true } ? Next(policy, now) : [],
        ];
        return new TimelineHistory(
            items, await ChainsAsync(cancel), now, await OfFileSystem.MinAsync(point => (DateTimeOffset?)point.CreatedAt, cancel));
    }

    private static TimelineItem Item(PointMark mark, Dictionary<Guid, Life> lives)
    {
        var life = lives.GetValueOrDefault(mark.Id);
        return new TimelineItem(TimelineItemKind.Point, mark.Slot ?? mark.CreatedAt)
        {
            Id = mark.Id,
            Flags = GfsLetters.Parse(string.Concat(mark.Flags)),
            Point = new TimelinePoint
            {
                Kind = mark.Kind,
                State = mark.State,
                Vault = mark.Vault,
                Region = mark.Region,
                Incremental = mark.Incremental,
                SourceId = life?.SourceId,
                Until = life?.Until,
            },
        };
    }

    private static IEnumerable<TimelineItem> Next(Policy policy, DateTimeOffset now) =>
        Occurrences.After(policy.Schedule, policy.Zone, now).Take(Planned)
            .Select(run => new TimelineItem(TimelineItemKind.Planned, run.Slot) { Flags = run.Flags });

    private async Task<Policy?> OwnerAsync(CancellationToken cancel)
    {
        var owner = await db.Protection.Where(row => row.FileSystemId == fileSystemId).Select(row => row.PolicyId)
            .FirstOrDefaultAsync(cancel);
        return owner is null ? null : await db.Policies.AsNoTracking().FirstOrDefaultAsync(policy => policy.Id == owner, cancel);
    }

    private async Task<IReadOnlyList<TimelineChain>> ChainsAsync(CancellationToken cancel)
    {
        var chains = await OfFileSystem.Select(point => new { point.Kind, point.Region, point.Vault }).Distinct().ToListAsync(cancel);
        return [.. chains.Select(chain => TimelineChain.Of(chain.Kind, chain.Region, chain.Vault)).Distinct()];
    }

    // Only what is still there has a future; retention bounds its number.
    private async Task<Dictionary<Guid, Life>> LivesAsync(CancellationToken cancel)
    {
        var points = await OfFileSystem
            .Where(point => point.CreatedAt >= span.From && point.CreatedAt < span.To)
            .Where(point => point.State != RestorePointState.Deleted && point.State != RestorePointState.Missing)
            .Take(TimelineQuery.MostMarks)
            .ToListAsync(cancel);
        var promises = (
            await db.Promises.AsNoTracking().Where(promise => promise.FileSystemId == fileSystemId)
                .OrderBy(promise => promise.PolicyVersion).ToListAsync(cancel))
            .ToLookup(promise => new ChainKey(promise.FileSystemId, promise.Kind, promise.VaultArn));
        return points.ToDictionary(point =>
            point.Id, point => new Life(point.SourceId, UntilOf(Terms.Of(point, [.. promises[point.Chain]]), point)));
    }

    // One flag without an end keeps the point for good.
    private static DateTimeOffset? UntilOf(Terms? terms, RestorePoint point)
    {
        var ends = terms?.EndsFor(point.Flags, point.Moment).Select(end => end.Until).ToList() ?? [];
        return ends.Contains(null) ? null : ends.Max();
    }

    private async Task<IEnumerable<TimelineItem>> FailedAsync(CancellationToken cancel)
    {
        var runs = await db.Tasks
            .Where(task =>
                task.FileSystemId == fileSystemId && task.State == TaskState.Failed && task.EndedAt >= span.From && task.EndedAt < span.To)
            .OrderByDescending(task => task.EndedAt).Take(MostRuns)
            .Join(db.Sessions.Where(session => session.Type == SessionType.Policy || session.Type == SessionType.ManualBackup), task =>
                task.SessionId, session => session.Id, (task, session) => new { session.Id, session.Slot, task.Reason })
            .ToListAsync(cancel);
        return runs.DistinctBy(run => run.Id)
            .Select(run => new TimelineItem(TimelineItemKind.Failed, run.Slot) { Id = run.Id, Reason = run.Reason });
    }

    private async Task<IEnumerable<TimelineItem>> MissedAsync(Guid policyId, CancellationToken cancel)
    {
        var runs = await db.Sessions
            .Where(session =>
                session.PolicyId == policyId && session.State == SessionState.Missed && session.Slot >= span.From && session.Slot < span.To)
            .OrderByDescending(session => session.Slot).Take(MostRuns)
            .Select(session => new { session.Id, session.Slot, session.Reason })
            .ToListAsync(cancel);
        return runs.Select(run => new TimelineItem(TimelineItemKind.Missed, run.Slot) { Id = run.Id, Reason = run.Reason });
    }

    private sealed record Life(Guid? SourceId, DateTimeOffset? Until);
}
