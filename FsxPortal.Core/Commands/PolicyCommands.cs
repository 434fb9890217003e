using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Creates, changes, orders and removes policies.</summary>
public sealed class PolicyCommands(
    IDbContextFactory<PortalDb> databases, NamedLocks locks, DueSlots slots, PolicyApprovals approvals, IProgressRelay relay, Clocks clocks)
{
    private const string Disabled = "The policy was disabled in the same moment.";

    /// <summary>Saves a new policy behind all others.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="document">What is asked for.</param>
    /// <param name="id">The id it shall have; a new one if none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    public async Task<Policy> CreateAsync(Actor actor, PolicyDocument document, Guid? id, CancellationToken cancel)
    {
        actor.DemandOperator("create policies");
        await using var db = await databases.CreateDbContextAsync(cancel);
        await DemandValidAsync(db, document, null, cancel);
        var priority = 1 + (await db.Policies.MaxAsync(policy => (int?)policy.Priority, cancel) ?? 0);
        var policy = new Policy(id ?? clocks.NewId(), document, priority, clocks.Now);
        if (id is not null)
        {
            await RememberAsync(db, policy, cancel);
        }

        db.Policies.Add(policy);
        await SaveAsync(db, cancel);
        return policy;
    }

    /// <summary>Replaces what a policy asks for. Restore points that exist last longer where it says so, and end sooner only with an approval.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which policy.</param>
    /// <param name="document">What is asked for from now on.</param>
    /// <param name="expectedVersion">The version the caller has read; none to replace whatever is there.</param>
    /// <param name="wish">What a new retention means for restore points that exist.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    /// <exception cref="ApprovalOutdatedException">Other restore points would end sooner than those that were shown; nothing was saved.</exception>
    public async Task<Policy> ChangeAsync(
        Actor actor, Guid id, PolicyDocument document, long? expectedVersion, RetentionWish wish, CancellationToken cancel)
    {
        actor.DemandOperator("change policies");
        await using var turn = await locks.TakeAsync(DeletionFollower.LockOf(id), cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePoliciesAsync(db, [id], cancel);
        var policy = await FindAsync(db, id, expectedVersion, cancel);
        await DemandValidAsync(db, document, id, cancel);
        var (open, now) = (policy.Approval, clocks.Now);
        await slots.SettleAsync(db, policy, document.Enabled ? null : Disabled, now, cancel);
        var edit = policy.Change(document, now, wish.Change);
        await SaveAsync(db, cancel, () => approvals.NoteAsync(db, policy, edit, wish.Digest, open, cancel));
        return policy;
    }

    /// <summary>Lets what waits for an approval end sooner, or go, if it is still what was shown.</summary>
    /// <param name="actor">Who approves.</param>
    /// <param name="id">Which policy.</param>
    /// <param name="digest">The digest of the set that was shown.</param>
    /// <param name="expectedVersion">The version the caller has read; none for whatever is there.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ApprovalOutdatedException">The set is another one by now; nothing was approved.</exception>
    public async Task ApproveDeletionsAsync(Actor actor, Guid id, string? digest, long? expectedVersion, CancellationToken cancel)
    {
        actor.DemandOperator("approve deletions");
        await using var turn = await locks.TakeAsync(DeletionFollower.LockOf(id), cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePoliciesAsync(db, [id], cancel);
        var policy = await FindAsync(db, id, expectedVersion, cancel);
        if (policy.AwaitsApproval)
        {
            var open = policy.Approval;
            var edit = policy.Approve();
            await SaveAsync(db, cancel, () => approvals.NoteAsync(db, policy, edit, digest, open, cancel));
        }
    }

    /// <summary>Removes a policy. Its restore points stay and end when they were promised to.</summary>
    public async Task RemoveAsync(Actor actor, Guid id, long? expectedVersion, CancellationToken cancel)
    {
        actor.DemandOperator("remove policies");
        await using var turn = await locks.TakeAsync(DeletionFollower.LockOf(id), cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePoliciesAsync(db, [id], cancel);
        var policy = await FindAsync(db, id, expectedVersion, cancel);
        var running = await db.Sessions.Where(session => session.PolicyId == id && session.State == SessionState.Running)
            .Select(session => (Guid?)session.Id).FirstOrDefaultAsync(cancel);
        if (running is { } sessionId)
        {
            throw new AlreadyRunningException(policy.Name, sessionId);
        }

        await slots.SettleAsync(db, policy, "The policy was removed in the same moment.", clocks.Now, cancel);
        db.Policies.Remove(policy);
        await SaveAsync(db, cancel);
    }

    /// <summary>Switches the schedule of a policy on or off. Retention goes on either way.</summary>
    public async Task EnableAsync(Actor actor, Guid id, bool enabled, CancellationToken cancel)
    {
        actor.DemandOperator(enabled ? "enable policies" : "disable policies");
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePoliciesAsync(db, [id], cancel);
        var policy = await FindAsync(db, id, null, cancel);
        var now = clocks.Now;
        if (!enabled)
        {
            await slots.SettleAsync(db, policy, Disabled, now, cancel);
        }

        policy.Enable(enabled, now);
        await SaveAsync(db, cancel);
    }

    /// <summary>Gives all policies their place: the first wins where several cover a file system.</summary>
    /// <exception cref="InvalidInputException">The list is not exactly the policies there are.</exception>
    public async Task OrderAsync(Actor actor, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        actor.DemandOperator("order policies");
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Policies.ToDictionaryAsync(policy => policy.Id, cancel);
        if (ids.Count != policies.Count || !ids.ToHashSet().SetEquals(policies.Keys))
        {
            throw new InvalidInputException([new Problem("", "Name each policy exactly once. Somebody may have added or removed one: read the list again.")]);
        }

        for (var i = 0; i < ids.Count; i++)
        {
            if (policies[ids[i]].Priority != i + 1)
            {
                policies[ids[i]].Rank(i + 1);
            }
        }

        await SaveAsync(db, cancel);
    }

    /// <summary>Says what is wrong with a document, and saves nothing.</summary>
    public async Task<IReadOnlyList<Problem>> ValidateAsync(PolicyDocument document, Guid? id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return PolicyValidator.Validate(document, await SurroundingsAsync(db, id, cancel));
    }

    // A policy of that id was there before: what it promised counts on, and what is asked now comes after it.
    private static async Task RememberAsync(PortalDb db, Policy policy, CancellationToken cancel)
    {
        policy.Follow(await db.Promises.Where(promise => promise.PolicyId == policy.Id).MaxAsync(promise => (long?)promise.PolicyVersion, cancel) ?? 0);
        if (await db.RestorePoints.AnyAsync(point => point.PolicyId == policy.Id && point.Rules == null, cancel))
        {
            policy.AskForUnknown();
        }
    }

    private static async Task DemandValidAsync(PortalDb db, PolicyDocument document, Guid? id, CancellationToken cancel)
    {
        var problems = PolicyValidator.Validate(document, await SurroundingsAsync(db, id, cancel));
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }

    private static async Task<PolicySurroundings> SurroundingsAsync(PortalDb db, Guid? id, CancellationToken cancel) => new(
        await db.Accounts.AsNoTracking().ToListAsync(cancel),
        await db.Vaults.AsNoTracking().ToListAsync(cancel),
        await db.Policies.Where(policy => policy.Id != id).Select(policy => policy.Name).ToListAsync(cancel));

    private static async Task<Policy> FindAsync(PortalDb db, Guid id, long? expectedVersion, CancellationToken cancel)
    {
        var policy = await db.Policies.SingleOrDefaultAsync(policy => policy.Id == id, cancel)
            ?? throw new NotFoundException("This policy does not exist. It may have been removed.");
        return expectedVersion is { } expected && expected != policy.Version
            ? throw new StaleVersionException($"The policy '{policy.Name}' was changed meanwhile. Read it again and repeat your change.")
            : policy;
    }

    // What policies cover decides how every file system stands, and which of them an edit means.
    private async Task SaveAsync(PortalDb db, CancellationToken cancel, Func<Task>? note = null)
    {
        try
        {
            await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
            await db.SaveChangesAsync(cancel);
            await ProtectionBook.AssignAllAsync(db, cancel);
            if (note is not null)
            {
                await note();
                await db.SaveChangesAsync(cancel);
            }

            await db.Database.CommitTransactionAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleVersionException("The policy was changed in the same moment. Read it again and repeat your change.");
        }

        slots.Tell(db);
        relay.Publish(db.Sessions.Local.Count == 0
            ? [ProgressTopic.Policies, ProgressTopic.FileSystems]
            : [ProgressTopic.Policies, ProgressTopic.FileSystems, ProgressTopic.Sessions]);
    }
}
