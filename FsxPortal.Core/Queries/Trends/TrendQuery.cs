using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Trends;

/// <summary>Reads what the overview says about longer times, once for all visitors who may see the same.</summary>
public sealed class TrendQuery(ScopedReads reads, Clocks clocks) : IDisposable
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(32);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // How soon a chain that runs empty is told.
    private static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    // Restore points are counted one by one: ten thousand file systems have millions.
    private static readonly TimeSpan StorageLasts = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<Scope, Known> _known = [];

    /// <summary>What was read last, or something newer where that is older than a few seconds.</summary>
    public async Task<TrendView> ReadAsync(Scope scope, CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            if (_known.GetValueOrDefault(scope) is not { } known || clocks.Since(known.At) >= Lasts)
            {
                await using var db = await reads.OpenAsync(scope, Area.Overview, cancel);
                known = await ReadAsync(db, _known.GetValueOrDefault(scope), cancel);
                Forget();
                _known[scope] = known;
            }

            return known.View;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    // Nobody with this scope has looked for a while.
    private void Forget()
    {
        foreach (var scope in _known.Where(pair => clocks.Since(pair.Value.At) >= StorageLasts).Select(pair => pair.Key).ToList())
        {
            _known.Remove(scope);
        }
    }

    private async Task<Known> ReadAsync(PortalDb db, Known? before, CancellationToken cancel)
    {
        var (now, stamp) = (clocks.Now, clocks.Stamp());
        var policies = await db.Policies.AsNoTracking().ToDictionaryAsync(policy => policy.Id, cancel);
        var runs = await RunsAsync(db, now, cancel);
        var rows = await db.Protection.AsNoTracking().Where(row => !row.IsGone && row.PolicyId != null).ToListAsync(cancel);
        var isStored = before is not null && clocks.Since(before.StoredAt) < StorageLasts;
        var view = new TrendView
        {
            Runs = Bars(runs),
            Copies = await CopiesAsync(db, rows, policies, now, cancel),
            Emptying = [.. Emptying(rows, policies, now).OrderBy(row => row.LastEndsAt)],
            Storage = isStored ? before!.View.Storage : await StorageAsync(db, cancel),
            FirstSteps = new FirstStepsView(
                await db.Accounts.AnyAsync(cancel), policies.Count > 0, runs.Count > 0 || await HasRunAsync(db, cancel)),
        };
        return new Known(stamp, isStored ? before!.StoredAt : stamp, view);
    }

    private static Task<bool> HasRunAsync(PortalDb db, CancellationToken cancel) =>
        db.Sessions.AnyAsync(session => session.PolicyId != null, cancel);

    private static async Task<List<(
        DateTimeOffset Slot, SessionState State)>> RunsAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - LookBack;
        var runs = await db.Sessions.Where(session =>
            session.CreatedAt >= since && session.Type == SessionType.Policy && session.EndedAt != null)
            .Select(session => new { session.Slot, session.State }).ToListAsync(cancel);
        return [.. runs.Select(run => (run.Slot, run.State))];
    }

    private static List<RunBar> Bars(List<(DateTimeOffset Slot, SessionState State)> runs) =>
    [
        .. runs.GroupBy(run => QuarterOf(run.Slot), run => run.State).OrderBy(quarter => quarter.Key).Select(states => new RunBar(
            states.Key,
            states.Count(state => state == SessionState.Succeeded),
            states.Count(state => state == SessionState.Warning),
            states.Count(state => state == SessionState.Failed),
            states.Count(state => state is SessionState.Missed or SessionState.Skipped or SessionState.Canceled))),
    ];

    private static async Task<IReadOnlyList<CopyTargetView>> CopiesAsync(
        PortalDb db, List<ProtectionRecord> rows, Dictionary<Guid, Policy> policies, DateTimeOffset now, CancellationToken cancel)
    {
        var wanted = rows.Select(row => (Row: row, Policy: policies.GetValueOrDefault(row.PolicyId!.Value)))
            .Where(pair => pair.Policy?.Schedule.MakesCopies == true && pair.Policy.CopyTargetOf(pair.Row.Region) is not null)
            .Select(pair =>
                (pair.Row.FileSystemId, pair.Policy!.CopyTargetOf(pair.Row.Region)!.Region,
                    IsFresh: IsFresh(pair.Policy, pair.Row.LastCopyAt, now))).ToList();

        // Only of those that have no copy it has to be known whether they can have one.
        var without = wanted.Where(one => !one.IsFresh).Select(one => one.FileSystemId).ToHashSet();
        var never = new HashSet<Guid>();
        foreach (var ids in without.Chunk(500))
        {
            var found = await db.FileSystems.AsNoTracking().Where(fileSystem => ids.Contains(fileSystem.Id)).ToListAsync(cancel);
            never.UnionWith(
                found.Where(fileSystem =>
                    (Capabilities.BackupRefusal(fileSystem.Facts) ?? Capabilities.CopyRefusal(fileSystem.Facts)) is not null)
                        .Select(fileSystem => fileSystem.Id));
        }

        return [.. wanted.Where(one => !never.Contains(one.FileSystemId)).GroupBy(one => one.Region!)
            .OrderBy(region => region.Key, StringComparer.Ordinal)
            .Select(region => new CopyTargetView(region.Key, region.Count(one => one.IsFresh), region.Count(one => !one.IsFresh)))];
    }

    private static bool IsFresh(Policy policy, DateTimeOffset? last, DateTimeOffset now) =>
        last is { } at && !(Freshness.OfCopies(policy, at)?.LateFrom <= now);

    // As long as a policy keeps the newest restore point, or makes another one before it ends, no chain runs empty.
    private static IEnumerable<EmptyingView> Emptying(List<ProtectionRecord> rows, Dictionary<Guid, Policy> policies, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            if (row.LastBackupAt is { } last && policies.GetValueOrDefault(row.PolicyId!.Value) is { KeepsNewest: false } policy
                && EndOf(policy, last) is { } end && end <= now + Notice
                && !(policy.Enabled && Occurrences.Next(policy.Schedule, policy.Zone, now)?.Slot < end))
            {
                yield return new EmptyingView(row.FileSystemId, row.Name, end);
            }
        }
    }

    private static DateTimeOffset? EndOf(Policy policy, DateTimeOffset last)
    {
        var periods = policy.Schedule.BackupPeriods().Values.ToList();
        return periods.Count == 0 ? null : periods.Max(period => period.After(last, policy.Zone));
    }

    private static async Task<IReadOnlyList<StorageView>> StorageAsync(PortalDb db, CancellationToken cancel)
    {
        var sums = await db.RestorePoints
            .Where(point =>
                point.State == RestorePointState.Suspect || RestorePoint.Judged.Contains(point.State))
            .GroupBy(point => new { point.Kind, point.Region })
            .Select(group =>
                new { group.Key.Kind, group.Key.Region, Count = group.LongCount(), Bytes = group.Sum(point => point.SizeBytes ?? 0) })
            .ToListAsync(cancel);
        return [.. sums.Select(sum => new StorageView(sum.Kind, sum.Region, sum.Count, sum.Bytes))
            .OrderBy(sum => sum.Region, StringComparer.Ordinal).ThenBy(sum => sum.Kind)];
    }

    private static DateTimeOffset QuarterOf(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % Quarter.Ticks), TimeSpan.Zero);

    /// <summary>What was read for those of one scope, and when; sizes less often than the rest.</summary>
    private sealed record Known(long At, long StoredAt, TrendView View);
}
