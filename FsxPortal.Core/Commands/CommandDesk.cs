using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Carries every command out: who may not is refused, and what was changed is
/// recorded in the same transaction and told afterwards.</summary>
/// <remarks>A command that fails or changes nothing leaves no trace: no entry in the audit trail, no change, nothing told. What cannot be
/// recorded is not done. Where a setting asks for a second person, a command that has shown that it could be carried out is undone, and
/// kept until somebody else has approved it.</remarks>
public sealed class CommandDesk(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, IProgressRelay relay, FourEyesDesk fourEyes, Refusals refusals,
    Clocks clocks)
{
    /// <summary>Carries a command out in a transaction of its own.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kind">For what.</param>
    /// <param name="act">The command. What it leaves unsaved is saved for it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    /// <exception cref="StaleVersionException">Somebody else changed the same in the same moment; nothing was changed.</exception>
    /// <exception cref="SecondPersonException">Somebody else has to approve it; nothing was changed yet.</exception>
    public Task<T> RunAsync<T>(Actor actor, CommandKind kind, Func<PortalDb, Task<Outcome<T>>> act, CancellationToken cancel) =>
        AdmitAsync(actor, kind, async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            return await CarryOutAsync(db, actor, kind, act, cancel);
        });

    /// <summary>Does the same while nobody else holds a named lock, which is taken before the transaction begins.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kind">For what.</param>
    /// <param name="lockOf">Finds the name of the lock.</param>
    /// <param name="act">The command. What it leaves unsaved is saved for it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    /// <exception cref="StaleVersionException">Somebody else changed the same in the same moment; nothing was changed.</exception>
    /// <exception cref="SecondPersonException">Somebody else has to approve it; nothing was changed yet.</exception>
    public Task<T> RunAloneAsync<T>(
        Actor actor, CommandKind kind, Func<PortalDb, Task<string>> lockOf, Func<PortalDb, Task<Outcome<T>>> act,
        CancellationToken cancel) =>
        AdmitAsync(actor, kind, async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancel);

            // Whoever waited for the lock inside of a transaction would keep others from what it holds.
            await using var turn = await locks.TakeAsync(await lockOf(db), cancel);
            return await CarryOutAsync(db, actor, kind, act, cancel);
        });

    private async Task<T> CarryOutAsync<T>(
        PortalDb db, Actor actor, CommandKind kind, Func<PortalDb, Task<Outcome<T>>> act, CancellationToken cancel)
    {
        Outcome<T> outcome;
        bool waits;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var approved = await fourEyes.TakeAsync(db, actor, cancel);
            outcome = await act(db);
            waits = outcome.Changed is not null && fourEyes.Holds(actor, outcome.Gate);
            if (outcome.Changed is null)
            {
                return approved is null ? outcome.Answer
                    : throw new ApprovalOutdatedException("There is nothing left to do: everything is as it was asked for already.");
            }

            if (!waits)
            {
                await RecordAsync(db, actor, kind, outcome, approved, cancel);
                await transaction.CommitAsync(cancel);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleVersionException("Somebody else changed this in the same moment. Look at it again and repeat your wish.");
        }

        if (waits)
        {
            throw await KeepAsync(actor, kind, outcome, cancel);
        }

        outcome.Committed?.Invoke();
        relay.Publish([.. outcome.Topics, .. actor.Approval is null ? [] : new[] { ProgressTopic.Approvals }, ProgressTopic.Audit]);
        return outcome.Answer;
    }

    private async Task RecordAsync<T>(
        PortalDb db, Actor actor, CommandKind kind, Outcome<T> outcome, ApprovalRequest? approved, CancellationToken cancel)
    {
        if (actor.Request is { } request && outcome.Changed?.Id is { } made)
        {
            IdempotencyKeys.Note(db, request, made, clocks.RealNow);
        }

        await db.SaveChangesAsync(cancel);
        await fourEyes.RecordAsync(db, actor, kind, outcome, approved, cancel);
    }

    // What the command did is undone by now: what it would do is asked of a database that knows nothing of it.
    private async Task<SecondPersonException> KeepAsync<T>(Actor actor, CommandKind kind, Outcome<T> outcome, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var effect = await outcome.Gate!.Foresee(db, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (request, isNew) = await fourEyes.KeepAsync(db, actor, kind, outcome, effect, cancel);
        await transaction.CommitAsync(cancel);
        if (isNew)
        {
            relay.Publish([ProgressTopic.Approvals, ProgressTopic.Audit]);
        }

        return FourEyesDesk.Waits(request);
    }

    private async Task<T> AdmitAsync<T>(Actor actor, CommandKind kind, Func<Task<T>> carryOut)
    {
        try
        {
            Permissions.Demand(actor, kind);
            return await carryOut();
        }
        catch (NotAllowedException refusal)
        {
            await refusals.NoteAsync(new AuditEvent(actor, AuditActions.Of(kind)) { Reason = refusal.Message });
            throw;
        }
    }
}
