using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Engine.Cleanup;

/// <summary>Forgets what has been over for long: sessions with their tasks and logs, requests, and restore points that are gone.</summary>
/// <remarks>
/// What anything still goes by is never forgotten: the newest runs of a policy and
/// of a file system, which say how they stand; the slots whose
/// flags later backups may carry; the last number of a chain, which promises count by.
/// </remarks>
public sealed class RecordCleanup(
    IDbContextFactory<PortalDb> databases, IOptions<RecordOptions> options, Clocks clocks, ILogger<RecordCleanup> log)
{
    // Few enough that nobody waits for the rows that a batch takes along.
    private const int SessionsAtOnce = 5;
    private const int RowsAtOnce = 1000;

    /// <summary>Forgets in small batches, oldest first; running twice or stopping half-way changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clocks.Now;
        if (options.Value.ForgottenBefore(now) is not { } before)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Policies.AsNoTracking().ToListAsync(cancel);
        List<DateTimeOffset> carried = [.. policies.SelectMany(policy => RareSlots.Of(policy, now)).Select(slot => slot.Slot).Distinct()];
        var sessions = await RepeatAsync(() => ForgetSessionsAsync(db, before, carried, cancel), SessionsAtOnce);
        var since = carried.Count == 0 ? now : carried.Min();
        var deleted = db.RestorePoints.Where(point => point.State == RestorePointState.Deleted && point.DeletedAt < before);
        var missing = db.RestorePoints.Where(point => point.State == RestorePointState.Missing && point.SuspectSince < before);
        var points = await RepeatAsync(() => ForgetPointsAsync(db, deleted, since, cancel), RowsAtOnce)
            + await RepeatAsync(() => ForgetPointsAsync(db, missing, since, cancel), RowsAtOnce);
        var requests = await RepeatAsync(() => ForgetRequestsAsync(db, before, cancel), RowsAtOnce)
            + await RepeatAsync(() => ForgetApprovalsAsync(db, before, cancel), RowsAtOnce);
        if (sessions + points + requests > 0)
        {
            log.LogInformation(
                "Forgot {Sessions} sessions, {Points} restore points that are gone and {Requests} requests of before {Before}",
                sessions, points, requests, before);
        }
    }

    private static async Task<int> RepeatAsync(Func<Task<int>> forget, int atOnce)
    {
        var (all, last) = (0, atOnce);
        while (last == atOnce)
        {
            last = await forget();
            all += last;
        }

        return all;
    }

    private static async Task<int> ForgetSessionsAsync(
        PortalDb db, DateTimeOffset before, List<DateTimeOffset> carried, CancellationToken cancel)
    {
        var ids = await db.Sessions
            .Where(session => session.EndedAt < before && !carried.Contains(session.Slot))
            .Where(session => session.PolicyId == null || !db.Policies.Any(policy => policy.Id == session.PolicyId)
                || db.Sessions.Any(later =>
                    later.PolicyId == session.PolicyId && later.State == session.State && later.Slot > session.Slot))
            .Where(session => !db.RetentionRequests.Any(request => request.SessionId == session.Id && request.DoneAt == null))
            .Where(session =>
                !db.Tasks.Any(task => task.SessionId == session.Id && !db.Tasks.Any(later => later.FileSystemId == task.FileSystemId
                && later.EndedAt > task.EndedAt
                && (later.State == TaskState.Succeeded || later.State == TaskState.Warning || later.State == TaskState.Failed)
                && (later.Runs.Any(run => run.Kind == JobKind.Copy) || !task.Runs.Any(run => run.Kind == JobKind.Copy)))))
            .OrderBy(session => session.EndedAt).Take(SessionsAtOnce).Select(session => session.Id).ToListAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.RetentionRequests.Where(request => ids.Contains(request.SessionId)).ExecuteDeleteAsync(cancel);
        await db.Sessions.Where(session => ids.Contains(session.Id)).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return ids.Count;
    }

    // A flag that a restore point has brought is not lacking, though the point is gone.
    private static async Task<int> ForgetPointsAsync(
        PortalDb db, IQueryable<RestorePoint> gone, DateTimeOffset carriedSince, CancellationToken cancel)
    {
        var ids = await gone
            .Where(point => point.Hold == null && (point.Slot == null || point.Slot < carriedSince || point.Flags == GfsFlags.Daily))
            .Where(point => point.Kind == RestorePointKind.Manual || db.RestorePoints.Any(later => later.FileSystemId == point.FileSystemId
                && later.Kind == point.Kind && later.VaultArn == point.VaultArn && later.Sequence > point.Sequence))
            .Where(point => !db.Tasks.Any(task => task.RestorePointId == point.Id && task.EndedAt == null))
            .OrderBy(point => point.Id).Take(RowsAtOnce).Select(point => point.Id).ToListAsync(cancel);
        return await db.RestorePoints.Where(point => ids.Contains(point.Id)).ExecuteDeleteAsync(cancel);
    }

    private static async Task<int> ForgetRequestsAsync(PortalDb db, DateTimeOffset before, CancellationToken cancel)
    {
        var ids = await db.RetentionRequests.Where(request => request.DoneAt < before)
            .OrderBy(request => request.Id).Take(RowsAtOnce).Select(request => request.Id).ToListAsync(cancel);
        return await db.RetentionRequests.Where(request => ids.Contains(request.Id)).ExecuteDeleteAsync(cancel);
    }

    // The audit trail goes on telling who asked and who decided.
    private static async Task<int> ForgetApprovalsAsync(PortalDb db, DateTimeOffset before, CancellationToken cancel)
    {
        var ids = await db.Approvals.Where(request => request.DecidedAt < before)
            .OrderBy(request => request.Id).Take(RowsAtOnce).Select(request => request.Id).ToListAsync(cancel);
        return await db.Approvals.Where(request => ids.Contains(request.Id)).ExecuteDeleteAsync(cancel);
    }
}
