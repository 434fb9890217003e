using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Creates, changes, orders and removes policies.</summary>
public sealed class PolicyCommands(CommandDesk desk, DueSlots slots, PolicyApprovals approvals, SessionStops stops, Clocks clocks)
{
    private const int Chunk = 500;
    private const string Disabled = "The policy was disabled in the same moment.";

    /// <summary>Saves a new policy behind all others.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="document">What is asked for.</param>
    /// <param name="id">The id it shall have; a new one if none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    public Task<Policy> CreateAsync(Actor actor, PolicyDocument document, Guid? id, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.CreatePolicy, async db =>
        {
            await RowLocks.ShareAccountAsync(db, document.Account, cancel);
            await RowLocks.TakePolicyListAsync(db, cancel);
            await PolicyInspection.DemandValidAsync(db, document, null, cancel);
            var priority = 1 + (await db.Policies.MaxAsync(policy => (int?)policy.Priority, cancel) ?? 0);
            var policy = new Policy(id ?? clocks.NewId(), document, priority, clocks.Now);
            if (id is not null)
            {
                await PolicyApprovals.RememberAsync(db, policy, cancel);
            }

            db.Policies.Add(policy);
            return await SaveAsync(db, policy, cancel) with { After = AuditJson.Of(document) };
        }, cancel);

    /// <summary>Replaces what a policy asks for. Restore points that exist last longer
    /// where it says so, and end sooner only with an approval.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which policy.</param>
    /// <param name="document">What is asked for from now on.</param>
    /// <param name="expectedVersion">The version the caller has read; none to replace whatever is there.</param>
    /// <param name="wish">What a new retention means for restore points that exist.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    /// <exception cref="ApprovalOutdatedException">Other restore points would end
    /// sooner than those that were shown; nothing was saved.</exception>
    public Task<Policy> ChangeAsync(
        Actor actor, Guid id, PolicyDocument document, long? expectedVersion, RetentionWish wish, CancellationToken cancel) =>
        desk.RunAloneAsync(actor, CommandKind.ChangePolicy, LockOf(id), async db =>
        {
            await RowLocks.ShareAccountAsync(db, document.Account, cancel);
            await RowLocks.TakePolicyListAsync(db, cancel);
            var policy = await TakeAsync(db, id, expectedVersion, cancel);
            await PolicyInspection.DemandValidAsync(db, document, id, cancel);
            var isApproved = wish.Change == RetentionChange.Approved;
            if (policy.IsUnchangedBy(document, wish.Change)
                && !(isApproved && await FoundPoints.Of(db, id).AnyAsync(cancel)))
            {
                return Outcome.Unchanged(policy);
            }

            var (now, before, read) = (clocks.Now, AuditJson.Of(policy.Document), policy.Version);
            await slots.SettleAsync(db, policy, document.Enabled ? null : Disabled, now, cancel);
            var edit = policy.Change(document, now, wish.Change);
            var outcome = await SaveAsync(db, policy, cancel);
            var cuts = await approvals.NoteAsync(db, policy, edit, isApproved, wish.Digest, cancel);
            return outcome with
            {
                Before = before,
                After = AuditJson.Of(policy.Document),
                Reason = ReasonOf(wish),
                Gate = cuts ? approvals.GateOf(actor, id, read, wish.Digest, document) : null,
            };
        }, cancel);

    /// <summary>Lets what waits for an approval end sooner, or go, if it is still what was shown.</summary>
    /// <param name="actor">Who approves.</param>
    /// <param name="id">Which policy.</param>
    /// <param name="digest">The digest of the set that was shown.</param>
    /// <param name="expectedVersion">The version the caller has read; none for whatever is there.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ApprovalOutdatedException">The set is another one by now; nothing was approved.</exception>
    public Task ApproveDeletionsAsync(Actor actor, Guid id, string? digest, long? expectedVersion, CancellationToken cancel) =>
        desk.RunAloneAsync(actor, CommandKind.ApproveDeletions, LockOf(id), async db =>
        {
            var policy = await TakeAsync(db, id, expectedVersion, cancel);
            if (policy.Pending is null && !await FoundPoints.Of(db, id).AnyAsync(cancel))
            {
                return Outcome.Unchanged(policy);
            }

            var (waited, read) = (AuditJson.Of(new { policy.Pending }), policy.Version);
            var edit = policy.Approve();
            var outcome = await SaveAsync(db, policy, cancel);
            var cuts = await approvals.NoteAsync(db, policy, edit, true, digest, cancel);
            return outcome with
            {
                Before = waited,
                Reason = Approved(digest),
                Gate = cuts ? approvals.GateOf(actor, id, read, digest, null) : null,
            };
        }, cancel);

    /// <summary>Removes a policy and ends its runs. Its restore points stay and end when they were promised to.</summary>
    public Task RemoveAsync(Actor actor, Guid id, long? expectedVersion, CancellationToken cancel) =>
        desk.RunAloneAsync(actor, CommandKind.RemovePolicy, LockOf(id), async db =>
        {
            var policy = await TakeAsync(db, id, expectedVersion, cancel);
            var read = policy.Version;
            await slots.SettleAsync(db, policy, "The policy was removed in the same moment.", clocks.Now, cancel);
            await stops.StopPolicyAsync(db, id, actor.Name, cancel);
            db.Policies.Remove(policy);
            return await SaveAsync(db, policy, cancel) with
            {
                Before = AuditJson.Of(policy.Document),
                Gate = Gate.OfPolicy(id, read),
            };
        }, cancel);

    /// <summary>Switches the schedule of a policy on or off. Retention goes on either way.</summary>
    public Task EnableAsync(Actor actor, Guid id, bool enabled, CancellationToken cancel) =>
        desk.RunAsync(actor, enabled ? CommandKind.EnablePolicy : CommandKind.DisablePolicy, async db =>
        {
            var policy = await TakeAsync(db, id, null, cancel);
            if (policy.Enabled == enabled)
            {
                return Outcome.Unchanged(policy);
            }

            var (now, before) = (clocks.Now, AuditJson.Of(policy.Document));
            if (!enabled)
            {
                await slots.SettleAsync(db, policy, Disabled, now, cancel);
            }

            policy.Enable(enabled, now);
            return await SaveAsync(db, policy, cancel) with { Before = before, After = AuditJson.Of(policy.Document) };
        }, cancel);

    /// <summary>Gives all policies their place: the first wins where several cover a file system.</summary>
    /// <exception cref="InvalidInputException">The list is not exactly the policies there are.</exception>
    public Task OrderAsync(Actor actor, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.OrderPolicies, async db =>
    {
        await RowLocks.TakePolicyListAsync(db, cancel);
        var known = await PrioritiesAsync(db, cancel);
        return ids.Count == known.Count && ids.ToHashSet().SetEquals(known.Keys)
            ? await RankAsync(db, ids, known, cancel)
            : throw new InvalidInputException(
                [new Problem("", "Name each policy exactly once. Somebody may have added or removed one: read the list again.")]);
    }, cancel);

    /// <summary>Puts one policy at a place in the order; those between its old place and the new one make room.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which policy.</param>
    /// <param name="place">Its number among all policies from now on, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">There is no such place.</exception>
    public Task MoveAsync(Actor actor, Guid id, int place, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.OrderPolicies, async db =>
    {
        await RowLocks.TakePolicyListAsync(db, cancel);
        var known = await PrioritiesAsync(db, cancel);
        if (!known.ContainsKey(id))
        {
            throw Missing();
        }

        if (place < 1 || place > known.Count)
        {
            throw new InvalidInputException([new Problem("", $"The places of the policies go from 1 to {known.Count}.")]);
        }

        List<Guid> order = [.. known.Keys.Where(other => other != id).OrderBy(other => known[other]).ThenBy(other => other)];
        order.Insert(place - 1, id);
        return await RankAsync(db, order, known, cancel);
    }, cancel);

    // Edits of a policy and what asks AWS to delete its restore points wait for each other.
    private static Func<PortalDb, Task<string>> LockOf(Guid id) => _ => Task.FromResult(DeletionFollower.LockOf(id));

    // Whoever starts, schedules, changes or removes the policy waits until this is done.
    private static async Task<Policy> TakeAsync(PortalDb db, Guid id, long? expectedVersion, CancellationToken cancel)
    {
        await RowLocks.TakePoliciesAsync(db, [id], cancel);
        var policy = await db.Policies.SingleOrDefaultAsync(policy => policy.Id == id, cancel)
            ?? throw Missing();
        return expectedVersion is { } expected && expected != policy.Version
            ? throw new StaleVersionException($"The policy '{policy.Name}' was changed meanwhile. Read it again and repeat your change.")
            : policy;
    }

    private static NotFoundException Missing() => new("This policy does not exist. It may have been removed.");

    private static Task<Dictionary<Guid, int>> PrioritiesAsync(PortalDb db, CancellationToken cancel) =>
        db.Policies.Select(policy => new { policy.Id, policy.Priority })
            .ToDictionaryAsync(policy => policy.Id, policy => policy.Priority, cancel);

    // There may be thousands: only those that get another number are read.
    private async Task<Outcome<IReadOnlyList<Guid>>> RankAsync(
        PortalDb db, IReadOnlyList<Guid> order, Dictionary<Guid, int> known, CancellationToken cancel)
    {
        var moved = order.Index().Where(place => known[place.Item] != place.Index + 1)
            .ToDictionary(place => place.Item, place => place.Index + 1);
        foreach (var chunk in moved.Keys.Order().Chunk(Chunk))
        {
            await RowLocks.TakePoliciesAsync(db, chunk, cancel);
            (await db.Policies.Where(policy => chunk.Contains(policy.Id)).ToListAsync(cancel))
                .ForEach(policy => policy.Rank(moved[policy.Id]));
        }

        return moved.Count == 0
            ? Outcome.Unchanged(order)
            : await SaveAsync(db, order, new Subject(SubjectKind.Policy, null, null), cancel) with
            {
                Before = AuditJson.Of(moved.Keys.ToDictionary(id => id, id => known[id])),
                After = AuditJson.Of(moved),
            };
    }

    private static string? ReasonOf(RetentionWish wish) => wish.Change switch
    {
        RetentionChange.Approved => Approved(wish.Digest),
        RetentionChange.NewPoints => "Restore points that exist keep what they were made with.",
        _ => null,
    };

    private static string? Approved(string? digest) =>
        digest is null ? null : $"What ends sooner was shown and approved, under the digest {digest}.";

    private Task<Outcome<Policy>> SaveAsync(PortalDb db, Policy policy, CancellationToken cancel) =>
        SaveAsync(db, policy, new Subject(SubjectKind.Policy, policy.Id, policy.Name) { AwsAccount = policy.AwsAccount }, cancel);

    // What policies cover decides how every file system stands, and which of them an edit means.
    private async Task<Outcome<T>> SaveAsync<T>(PortalDb db, T answer, Subject subject, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.AssignAllAsync(db, cancel);
        IReadOnlyList<string> planned = db.Sessions.Local.Count == 0 ? [] : [ProgressTopic.Sessions];
        return new Outcome<T>(
            answer, subject, [ProgressTopic.Policies, ProgressTopic.FileSystems, .. planned])
        { Committed = () => slots.Tell(db) };
    }
}
