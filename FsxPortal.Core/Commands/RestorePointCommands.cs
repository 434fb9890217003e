using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Commands;

/// <summary>Holds restore points by hand, lets them go, and ends freezes.</summary>
public sealed class RestorePointCommands(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, IProgressRelay relay, Clocks clocks, ILogger<RestorePointCommands> log)
{
    /// <summary>Keeps a restore point whatever retention says. A second hold replaces the first.</summary>
    /// <exception cref="InvalidInputException">What is wrong with the wish, or that the point is gone or going.</exception>
    public async Task HoldAsync(Actor actor, Guid id, string? reason, DateTimeOffset? until, CancellationToken cancel)
    {
        actor.DemandOperator("hold restore points");
        var problems = Hold.Validate(reason, until, clocks.Now);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        await ChangeAsync(id, new Hold(reason!.Trim(), actor.Name, until), cancel);
        log.LogInformation("The restore point {Id} is held by {Actor}", id, actor.Name);
    }

    /// <summary>Lets retention judge a restore point again.</summary>
    public async Task ReleaseAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.DemandOperator("release restore points");
        await ChangeAsync(id, null, cancel);
        log.LogInformation("The restore point {Id} is released by {Actor}", id, actor.Name);
    }

    /// <summary>Says that a frozen chain need not wait for its next restore point: until that has come, ended points go as usual.</summary>
    /// <exception cref="NotFoundException">There is no such chain.</exception>
    public async Task ThawAsync(Actor actor, ChainKey chain, CancellationToken cancel)
    {
        actor.DemandOperator("end the freeze of a chain");
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.RestorePoints.AnyAsync(point => point.FileSystemId == chain.FileSystemId && point.Kind == chain.Kind && point.VaultArn == chain.VaultArn, cancel))
        {
            throw new NotFoundException("This chain does not exist.");
        }

        var said = await db.Thaws.SingleOrDefaultAsync(thaw => thaw.FileSystemId == chain.FileSystemId && thaw.Kind == chain.Kind && thaw.VaultArn == chain.VaultArn, cancel);
        if (said is null)
        {
            db.Thaws.Add(new Thaw(clocks.NewId(), chain, actor.Name, clocks.Now));
        }
        else
        {
            said.Say(actor.Name, clocks.Now);
        }

        await db.SaveChangesAsync(cancel);
        log.LogInformation("The freeze of {Chain} is ended by {Actor}", chain, actor.Name);
        relay.Publish([ProgressTopic.FileSystem(chain.FileSystemId)]);
    }

    private async Task ChangeAsync(Guid id, Hold? hold, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);

        // Nobody asks AWS to delete the point while it is looked at: who is told that it is held finds it there.
        var made = await db.RestorePoints.Where(point => point.Id == id).Select(point => new { point.PolicyId }).SingleOrDefaultAsync(cancel)
            ?? throw new NotFoundException("This restore point does not exist.");
        await using var turn = await locks.TakeAsync(DeletionFollower.LockOf(made.PolicyId), cancel);
        var point = await db.RestorePoints.SingleAsync(point => point.Id == id, cancel);
        if (hold is not null && !point.IsSavable)
        {
            throw new InvalidInputException([new Problem("", $"The restore point can't be held any more: it is {point.State.ToString().ToLowerInvariant()}.")]);
        }

        if (hold is not null && point.DeleteAt is { } end && !(hold.Until <= end))
        {
            throw new InvalidInputException([new Problem("until", $"It was made for a locked vault: AWS deletes it after {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and nobody can change that.")]);
        }

        point.Keep(hold);
        try
        {
            await SaveAsync(db, point, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleVersionException("The restore point changed in the same moment. Look at it again and repeat your wish.");
        }

        relay.Publish([ProgressTopic.FileSystem(point.FileSystemId)]);
    }

    // What was decided and not sent yet is there again, and counts.
    private static async Task SaveAsync(PortalDb db, RestorePoint point, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (point is { State: RestorePointState.Deleting, Hold: not null })
        {
            point.Spare();
        }

        await db.SaveChangesAsync(cancel);
        await ProtectionBook.RefreshAsync(db, [point.FileSystemId], cancel);
        await transaction.CommitAsync(cancel);
    }
}
