using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Carries every command out: who may not is refused, and what was changed is
/// recorded in the same transaction and told afterwards.</summary>
/// <remarks>A command that fails or changes nothing leaves no trace: no entry in the audit trail, no change, nothing told. What cannot be
/// recorded is not done.</remarks>
public sealed class CommandDesk(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, IProgressRelay relay, AuditTrail trail, Refusals refusals, Clocks clocks)
{
    /// <summary>Carries a command out in a transaction of its own.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kind">For what.</param>
    /// <param name="act">The command. What it leaves unsaved is saved for it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    /// <exception cref="StaleVersionException">Somebody else changed the same in the same moment; nothing was changed.</exception>
    public async Task<T> RunAsync<T>(Actor actor, CommandKind kind, Func<PortalDb, Task<Outcome<T>>> act, CancellationToken cancel)
    {
        await DemandAsync(actor, kind);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await CarryOutAsync(db, actor, kind, act, cancel);
    }

    /// <summary>Does the same while nobody else holds a named lock, which is taken before the transaction begins.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kind">For what.</param>
    /// <param name="lockOf">Finds the name of the lock.</param>
    /// <param name="act">The command. What it leaves unsaved is saved for it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The actor may not.</exception>
    /// <exception cref="StaleVersionException">Somebody else changed the same in the same moment; nothing was changed.</exception>
    public async Task<T> RunAloneAsync<T>(
        Actor actor, CommandKind kind, Func<PortalDb, Task<string>> lockOf, Func<PortalDb, Task<Outcome<T>>> act, CancellationToken cancel)
    {
        await DemandAsync(actor, kind);
        await using var db = await databases.CreateDbContextAsync(cancel);

        // Whoever waited for the lock inside of a transaction would keep others from what it holds.
        await using var turn = await locks.TakeAsync(await lockOf(db), cancel);
        return await CarryOutAsync(db, actor, kind, act, cancel);
    }

    private async Task<T> CarryOutAsync<T>(
        PortalDb db, Actor actor, CommandKind kind, Func<PortalDb, Task<Outcome<T>>> act, CancellationToken cancel)
    {
        Outcome<T> outcome;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            outcome = await act(db);
            if (outcome.Changed is not { } subject)
            {
                return outcome.Answer;
            }

            if (actor.Request is { } request && subject.Id is { } made)
            {
                IdempotencyKeys.Note(db, request, made, clocks.RealNow);
            }

            await db.SaveChangesAsync(cancel);
            await trail.WriteAsync(db, [EventOf(actor, kind, subject, outcome)], cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleVersionException("Somebody else changed this in the same moment. Look at it again and repeat your wish.");
        }

        outcome.Committed?.Invoke();
        relay.Publish([.. outcome.Topics, ProgressTopic.Audit]);
        return outcome.Answer;
    }

    private static AuditEvent EventOf<T>(Actor actor, CommandKind kind, Subject subject, Outcome<T> outcome) =>
        new(actor, AuditActions.Of(kind), subject) { Reason = outcome.Reason, Before = outcome.Before, After = outcome.After };

    private async Task DemandAsync(Actor actor, CommandKind kind)
    {
        try
        {
            Permissions.Demand(actor, kind);
        }
        catch (NotAllowedException refusal)
        {
            await refusals.NoteAsync(new AuditEvent(actor, AuditActions.Of(kind)) { Reason = refusal.Message });
            throw;
        }
    }
}
