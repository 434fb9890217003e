using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Commands;

/// <summary>Demands that what is approved is what was shown, and remembers what was promised.</summary>
public sealed class PolicyApprovals(IOptions<EngineOptions> options, PolicyPreviews previews, Clocks clocks)
{
    /// <summary>Notes what an edit means for restore points that exist, in the transaction of the edit.</summary>
    /// <param name="db">The database, in which the edited policy is saved.</param>
    /// <param name="policy">The edited policy.</param>
    /// <param name="edit">What its points are promised; none if nothing changes for them.</param>
    /// <param name="isApproved">Whether somebody approves what was shown; otherwise nothing that waits goes.</param>
    /// <param name="digest">The digest of the approved set; none if nothing was approved.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether anything that exists ends sooner than it was promised, or goes.</returns>
    /// <exception cref="ApprovalOutdatedException">Something would end sooner, or go, that was not shown.</exception>
    public async Task<bool> NoteAsync(
        PortalDb db, Policy policy, RetentionEdit? edit, bool isApproved, string? digest, CancellationToken cancel)
    {
        var hasFound = isApproved && await FoundPoints.Of(db, policy.Id).AnyAsync(cancel);
        var hasPoints = await db.Protection.AnyAsync(row => row.PolicyId == policy.Id && row.RestorePoints > 0, cancel);
        var cuts = (edit?.Cuts is { } && hasPoints) || hasFound;
        if (cuts)
        {
            var found = await DemandAsync(db, policy, edit, hasFound, digest, cancel);
            await FoundPoints.ApproveAsync(db, policy.Id, found, cancel);
        }

        if (!hasPoints)
        {
            policy.DropPending();
        }

        if (edit is not null)
        {
            await PromiseBook.NoteAsync(db, policy, edit, clocks, cancel);
        }

        return cuts;
    }

    /// <summary>What a second person has to approve of an edit that ends something sooner.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The policy.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="digest">The digest of what was shown.</param>
    /// <param name="document">What the policy shall ask for; none if only what waits is approved.</param>
    internal Gate GateOf(Actor actor, Guid id, long version, string? digest, PolicyDocument? document) =>
        Gate.OfCuts(previews, actor, id, version, digest, document);

    /// <summary>Has a new policy go on from an earlier one of its id: what that
    /// promised counts on, and what is asked now comes after it.</summary>
    public static async Task RememberAsync(PortalDb db, Policy policy, CancellationToken cancel)
    {
        var points = db.RestorePoints.Where(point => point.PolicyId == policy.Id && point.State != RestorePointState.Deleted);
        var run = await db.Sessions.AsNoTracking().Where(session => session.PolicyId == policy.Id && session.Order != null)
            .OrderByDescending(session => session.CreatedAt).FirstOrDefaultAsync(cancel);
        long?[] versions =
        [
            await db.Promises.Where(promise => promise.PolicyId == policy.Id).MaxAsync(promise => (long?)promise.PolicyVersion, cancel),
            await points.MaxAsync(point => point.PolicyVersion, cancel),
            run?.Order!.PolicyVersion,
        ];
        policy.Follow(versions.Max() ?? 0);
        if (await points.AnyAsync(cancel))
        {
            policy.AskForNewest();
        }

        if (await points.AnyAsync(point => point.Rules == null, cancel))
        {
            policy.AskForUnknown();
        }
    }

    private async Task<IReadOnlyList<Guid>> DemandAsync(
        PortalDb db, Policy policy, RetentionEdit? edit, bool hasFound, string? digest, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(digest))
        {
            throw new InvalidInputException(
                [new Problem(
                    "digest",
                    "Restore points would end sooner than was promised. Read the preview, and send its digest to approve exactly those.")]);
        }

        var owned = await db.Protection.Where(row => row.PolicyId == policy.Id).Select(row => row.FileSystemId).ToListAsync(cancel);
        IReadOnlyList<Guid> found = hasFound ? await FoundAsync(db, policy, edit, cancel) : [];
        if (await ShownSet.DigestAsync(db, policy.Id, edit, owned.ToHashSet(), found, cancel) != digest)
        {
            throw CutEffects.Outdated();
        }

        return found;
    }

    private async Task<IReadOnlyList<Guid>> FoundAsync(
        PortalDb db, Policy policy, RetentionEdit? edit, CancellationToken cancel)
    {
        List<Policy> all = [.. await db.Policies.AsNoTracking().Where(other => other.Id != policy.Id).ToListAsync(cancel), policy];
        var overdue = new OverduePoints(db, policy.Id, DailyRetention.After(clocks.Now, options.Value.TimeZone));
        return [.. (await new DeletionForecast(db, overdue, all, edit, clocks.Now, true).ReadAsync(cancel))
            .Select(deletion => deletion.RestorePointId)];
    }
}
