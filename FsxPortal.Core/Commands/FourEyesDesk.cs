using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Commands;

/// <summary>Keeps what one person wants until a second one has approved it, where a setting asks for that; and records both.</summary>
/// <remarks>All it does is done in the transaction of the caller: a request and its entry, a decision and what it sets off.</remarks>
public sealed class FourEyesDesk(AuditTrail trail, IOptions<FourEyesOptions> options, Clocks clocks)
{
    /// <summary>The real time, by which requests wait.</summary>
    internal DateTimeOffset Now => clocks.RealNow;

    /// <summary>Whether a command has to wait for a second person.</summary>
    internal bool Holds(Actor actor, Gate? gate) =>
        gate is not null && actor.Approval is null && options.Value.Kinds.Contains(gate.Kind);

    /// <summary>Holds the request that an actor carries out, so that nobody else decides on it; none if it acts for itself.</summary>
    /// <exception cref="ApprovalClosedException">Somebody has decided on it, or it has expired.</exception>
    internal async Task<ApprovalRequest?> TakeAsync(PortalDb db, Actor actor, CancellationToken cancel)
    {
        if (actor.Approval is not { } id)
        {
            return null;
        }

        var request = await TakeAsync(db, id, cancel);
        request.DemandWaiting(clocks.RealNow);
        return request;
    }

    /// <summary>Holds a request for the rest of the transaction.</summary>
    /// <exception cref="NotFoundException">There is no such.</exception>
    internal static async Task<ApprovalRequest> TakeAsync(PortalDb db, Guid id, CancellationToken cancel)
    {
        await RowLocks.TakeApprovalAsync(db, id, cancel);
        return await db.Approvals.SingleOrDefaultAsync(request => request.Id == id, cancel)
            ?? throw new NotFoundException("This request does not exist.");
    }

    /// <summary>Records a command, and the approval that it was carried out by.</summary>
    internal async Task RecordAsync<T>(
        PortalDb db, Actor actor, CommandKind kind, Outcome<T> outcome, ApprovalRequest? approved, CancellationToken cancel)
    {
        var done = new AuditEvent(actor, AuditActions.Of(kind), outcome.Changed)
        {
            Outcome = outcome.Result,
            Reason = outcome.Reason,
            Before = outcome.Before,
            After = outcome.After,
        };
        if (approved is null)
        {
            await trail.WriteAsync(db, [done], cancel);
            return;
        }

        // A request is good for what was shown, and for nothing else.
        if (approved.Command != kind || approved.SubjectId != outcome.Changed?.Id)
        {
            throw new InvalidOperationException($"The request {approved.Id} is about something else than {kind}.");
        }

        approved.Decide(ApprovalState.Approved, actor.Name, clocks.RealNow, null);
        await db.SaveChangesAsync(cancel);
        await trail.WriteAsync(
            db,
            [
                done with { Reason = $"{approved.AskedBy} has asked for it, and {actor.Name} has approved it. {outcome.Reason}".TrimEnd() },
                new AuditEvent(actor, AuditAction.ApproveRequest, approved.Subject)
                {
                    Reason = $"{approved.AskedBy} has asked for it.",
                },
            ],
            cancel);
    }

    /// <summary>Keeps a command. What the same person has asked for already, and still waits, is not kept twice.</summary>
    /// <returns>The request, and whether it is new.</returns>
    internal async Task<(ApprovalRequest Request, bool IsNew)> KeepAsync<T>(
        PortalDb db, Actor actor, CommandKind kind, Outcome<T> outcome, ApprovalEffect effect, CancellationToken cancel)
    {
        var (now, wish) = (clocks.RealNow, outcome.Gate!.Wish.Write());
        await RowLocks.TakeApprovalListAsync(db, cancel);
        var waiting = await db.Approvals.AsNoTracking()
            .Where(request => request.State == ApprovalState.Waiting && request.ExpiresAt > now && request.Command == kind)
            .Where(request => request.SubjectId == outcome.Changed!.Id && request.Wish == wish)
            .OrderBy(request => request.AskedAt).ToListAsync(cancel);
        if (waiting.Find(request => ApprovalRules.IsOwn(actor, request.AskedBy, request.Person)) is { } known)
        {
            return (known, false);
        }

        var request = new ApprovalRequest(clocks.NewId(), actor, outcome.Gate.Kind, kind, outcome.Changed!, now)
        {
            ExpiresAt = now + options.Value.Lifetime,
            Wish = wish,
            Before = outcome.Before,
            After = outcome.After,
            Effect = effect,
            Reason = outcome.Reason,
        };
        db.Approvals.Add(request);
        await db.SaveChangesAsync(cancel);
        await trail.WriteAsync(db, [Asked(actor, request)], cancel);
        return (request, true);
    }

    /// <summary>Tells whoever asked what happens now.</summary>
    internal static SecondPersonException Waits(ApprovalRequest request) => new(
        request.Id,
        $"{WordsOf(request)} waits for a second person: {(request.Kind == FourEyes.AccountRemoval ? "another Portal Administrator"
            : "another Portal Operator or Administrator")} has to approve it before {Moments.Text(request.ExpiresAt)}. Nothing was changed yet.");

    private static AuditEvent Asked(Actor actor, ApprovalRequest request) =>
        new(actor, AuditAction.RequestApproval, request.Subject)
        {
            Before = request.Before,
            After = request.After,
            Reason = string.Join(' ', [$"{WordsOf(request)} waits for a second person.", .. request.Effect.Sentences]),
        };

    private static string WordsOf(ApprovalRequest request) => request.Kind switch
    {
        FourEyes.RetentionCuts => $"That restore points of the policy '{request.SubjectName}' end sooner",
        FourEyes.PolicyRemoval => $"The removal of the policy '{request.SubjectName}'",
        FourEyes.AccountRemoval => $"The removal of the account '{request.SubjectName}'",
    };
}
