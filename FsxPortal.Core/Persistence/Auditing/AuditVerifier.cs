using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Auditing;

/// <summary>Reads the whole audit trail and says whether it is what the portal wrote.</summary>
public sealed class AuditVerifier(IDbContextFactory<PortalDb> databases, AuditKeys keys)
{
    private const int AtOnce = 1000;

    /// <summary>Verifies it.</summary>
    /// <param name="noted">How far it reached once, as was noted outside of the database; none if nobody noted it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<AuditVerdict> RunAsync(AuditAnchor? noted, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancel) is { } mark && !keys.Has(mark.KeyId))
        {
            return new AuditVerdict(0, null, [new AuditFault(0,
                $"The trail is sealed with another key (its id is {mark.KeyId}) than that of Audit:Key ({keys.Current}). Nothing was "
                    + "verified.")]);
        }

        // All that was there when it began goes without a lock: nobody waits for that.
        var walk = new ChainWalk(keys, noted);
        var after = await TakeAsync(db, walk, long.MinValue, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakeAuditAsync(db, cancel);
        await TakeAsync(db, walk, after, cancel);
        return walk.End(await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancel));
    }

    private static async Task<long> TakeAsync(PortalDb db, ChainWalk walk, long after, CancellationToken cancel)
    {
        List<AuditEntry> entries;
        do
        {
            entries = await db.Audit.AsNoTracking().Where(entry => entry.Number > after).OrderBy(entry => entry.Number).Take(AtOnce)
                .ToListAsync(cancel);
            entries.ForEach(walk.Take);
            after = entries.Count > 0 ? entries[^1].Number : after;
        }
        while (entries.Count == AtOnce);

        return after;
    }
}
