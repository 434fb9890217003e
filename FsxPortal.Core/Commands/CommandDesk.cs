using System.Diagnostics;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Carries every command out: who may not is refused, and what was changed is
/// recorded in the same transaction and told afterwards.</summary>
/// <remarks>A command that is refused, fails or changes nothing leaves no trace: no record, no change, nothing told.</remarks>
public sealed class CommandDesk(IDbContextFactory<PortalDb> databases, NamedLocks locks, IProgressRelay relay, Clocks clocks)
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
        Permissions.Demand(actor, kind);
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
        Permissions.Demand(actor, kind);
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

            db.Commands.Add(
                new CommandRecord(clocks.NewId(), clocks.Now, actor.Name, kind, subject, Activity.Current?.TraceId.ToHexString()));
            if (actor.Request is { } request && subject.Id is { } made)
            {
                IdempotencyKeys.Note(db, request, made, clocks.RealNow);
            }

            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleVersionException("Somebody else changed this in the same moment. Look at it again and repeat your wish.");
        }

        outcome.Committed?.Invoke();
        relay.Publish(outcome.Topics);
        return outcome.Answer;
    }
}
