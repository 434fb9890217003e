using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Decides on what somebody else has asked for.</summary>
/// <remarks>What is approved is given again, as the same command with all that it demands, by who approves it: the change, the decision and
/// both entries of the trail are one transaction.</remarks>
public sealed class ApprovalCommands(CommandDesk desk, FourEyesDesk fourEyes, PolicyCommands policies, AccountCommands accounts)
{
    /// <summary>Carries a request out.</summary>
    /// <exception cref="NotAllowedException">The actor asked for it itself, or may not do it.</exception>
    /// <exception cref="ApprovalClosedException">It does not wait any more, or what it is about is another thing by now.</exception>
    public async Task ApproveAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        var request = await desk.RunAsync(actor, CommandKind.ApproveRequest, async db =>
        {
            var request = await FindAsync(db, id, cancel);
            request.DemandWaiting(fourEyes.Now);
            DemandOther(actor, request);
            return Outcome.Unchanged(request);
        }, cancel);
        try
        {
            await GiveAsync(actor with { Approval = id }, request, cancel);
        }
        catch (Exception refusal) when (refusal is StaleVersionException or ApprovalOutdatedException or NotFoundException
            or InvalidInputException)
        {
            await OutdateAsync(actor, id, refusal.Message);
            throw new ApprovalClosedException($"The request is outdated, and nothing was changed. {refusal.Message}");
        }
    }

    /// <summary>Refuses a request.</summary>
    /// <param name="actor">Who refuses.</param>
    /// <param name="id">Which request.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The actor asked for it itself, or may not do it.</exception>
    /// <exception cref="InvalidInputException">What is wrong with the reason.</exception>
    /// <exception cref="ApprovalClosedException">It does not wait any more.</exception>
    public Task RejectAsync(Actor actor, Guid id, string? reason, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.RejectRequest, async db =>
        {
            var request = await FourEyesDesk.TakeAsync(db, id, cancel);
            DemandOther(actor, request);
            if (ApprovalRules.Validate(reason) is { Count: > 0 } problems)
            {
                throw new InvalidInputException(problems);
            }

            request.Decide(ApprovalState.Rejected, actor.Name, fourEyes.Now, reason!.Trim());
            return Closed(request);
        }, cancel);

    /// <summary>Wants a request no longer.</summary>
    /// <exception cref="NotAllowedException">Somebody else has asked for it.</exception>
    /// <exception cref="ApprovalClosedException">It does not wait any more.</exception>
    public Task WithdrawAsync(Actor actor, Guid id, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.WithdrawRequest, async db =>
        {
            var request = await FourEyesDesk.TakeAsync(db, id, cancel);
            if (!ApprovalRules.IsOwn(actor, request.AskedBy, request.Person))
            {
                throw new NotAllowedException($"Only {request.AskedBy}, who has asked for it, can withdraw the request.");
            }

            request.Decide(ApprovalState.Withdrawn, actor.Name, fourEyes.Now, null);
            return Closed(request);
        }, cancel);

    // What was asked for names the version that was read, and what was shown: anything else is refused as it would be for anybody.
    private Task GiveAsync(Actor actor, ApprovalRequest request, CancellationToken cancel)
    {
        var wish = ApprovalWish.Read(request.Wish);
        return request.Command switch
        {
            CommandKind.ChangePolicy => policies.ChangeAsync(
                actor, wish.Id, wish.Document!, wish.Version, new RetentionWish(RetentionChange.Approved, wish.Digest), cancel),
            CommandKind.ApproveDeletions => policies.ApproveDeletionsAsync(actor, wish.Id, wish.Digest, wish.Version, cancel),
            CommandKind.RemovePolicy => policies.RemoveAsync(actor, wish.Id, wish.Version, cancel),
            CommandKind.RemoveAccount => accounts.RemoveAsync(actor, wish.Id, wish.Version, cancel),
            _ => throw new NotFoundException("This version of the portal does not know what was asked for."),
        };
    }

    // Whoever approved it is told even if it no longer waits to be.
    private Task OutdateAsync(Actor actor, Guid id, string why) => desk.RunAsync(actor, CommandKind.ApproveRequest, async db =>
    {
        var request = await FourEyesDesk.TakeAsync(db, id, CancellationToken.None);
        request.Decide(ApprovalState.Outdated, actor.Name, fourEyes.Now, why);
        return Closed(request) with { Result = AuditOutcome.Refused };
    }, CancellationToken.None);

    private static async Task<ApprovalRequest> FindAsync(PortalDb db, Guid id, CancellationToken cancel) =>
        await db.Approvals.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id, cancel)
        ?? throw new NotFoundException("This request does not exist.");

    private static void DemandOther(Actor actor, ApprovalRequest request)
    {
        Permissions.Demand(actor, request.Command);
        if (ApprovalRules.Refusal(actor, request.Kind, request.AskedBy, request.Person) is { } refusal)
        {
            throw new NotAllowedException(refusal);
        }
    }

    private static Outcome<Guid> Closed(ApprovalRequest request) =>
        new(request.Id, request.Subject, ProgressTopic.Approvals) { Reason = request.Said };
}
