using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine;

/// <summary>Weighs deletions that time alone does not explain against the whole fleet.</summary>
public static class MassDeletion
{
    // Up to this share of all restore points go without anybody being asked, if they are few in each chain.
    private const double UnaskedShare = 0.02;

    /// <summary>Which deletions somebody has to approve when so many points are unforeseen.</summary>
    public static async Task<ApprovalNeed> WeighAsync(PortalDb db, int unforeseen, CancellationToken cancel)
    {
        var fleet = await db.Protection.SumAsync(row => (long)row.RestorePoints, cancel);
        return unforeseen == 0 ? ApprovalNeed.None : unforeseen > fleet * UnaskedShare ? ApprovalNeed.OfEach : ApprovalNeed.OfMany;
    }

    /// <summary>Which deletions somebody has to approve after an edit that nobody has looked at.</summary>
    /// <param name="db">The database, in which the edit is not saved yet.</param>
    /// <param name="edited">The policy with its edit.</param>
    /// <param name="at">When the next retention pass runs.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ApprovalNeed> WeighAsync(PortalDb db, Policy edited, DateTimeOffset at, CancellationToken cancel)
    {
        var saved = await db.Policies.AsNoTracking().ToListAsync(cancel);
        var before = (await new DeletionForecast(db, edited.Id, saved).ReadAsync(at, cancel)).Select(deletion => deletion.RestorePointId).ToHashSet();
        var after = await new DeletionForecast(db, edited.Id, [.. saved.Where(policy => policy.Id != edited.Id), edited]).ReadAsync(at, cancel);
        return await WeighAsync(db, after.Count(deletion => !before.Contains(deletion.RestorePointId)), cancel);
    }
}
