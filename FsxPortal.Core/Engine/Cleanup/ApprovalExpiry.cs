using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Cleanup;

/// <summary>Notes that nobody has decided on a request in time. That it has expired counts from its last moment on, noted or not.</summary>
public sealed class ApprovalExpiry(IDbContextFactory<PortalDb> databases, AuditTrail trail, IProgressRelay relay, Clocks clocks)
{
    /// <summary>Notes it of all, each in a transaction of its own; running twice or stopping half-way changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clocks.RealNow;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var over = await db.Approvals.Where(request => request.State == ApprovalState.Waiting && request.ExpiresAt <= now)
            .OrderBy(request => request.ExpiresAt).Select(request => request.Id).ToListAsync(cancel);
        foreach (var id in over)
        {
            await ExpireAsync(id, now, cancel);
        }
    }

    private async Task ExpireAsync(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakeApprovalAsync(db, id, cancel);
        if (await db.Approvals.SingleOrDefaultAsync(request => request.Id == id && request.State == ApprovalState.Waiting, cancel)
            is not { } request)
        {
            return;
        }

        request.Expire(now);
        await db.SaveChangesAsync(cancel);
        await trail.WriteAsync(
            db,
            [
                new AuditEvent(Actor.Portal, AuditAction.ExpireRequest, request.Subject)
                {
                    Reason = $"{request.AskedBy} has asked for it, and nobody decided before {Moments.Text(request.ExpiresAt)}.",
                },
            ],
            cancel);
        await transaction.CommitAsync(cancel);
        relay.Publish([ProgressTopic.Approvals, ProgressTopic.Audit]);
    }
}
