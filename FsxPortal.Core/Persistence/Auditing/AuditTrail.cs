using System.Diagnostics;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence.Locks;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Auditing;

/// <summary>Writes the audit trail, each entry in the transaction of what it speaks of.</summary>
/// <remarks>
/// Every transaction that has something to record takes the end of the chain as its last lock and keeps it until it is committed. So
/// there is one chain, on however many nodes, nobody blocks anybody for good, and nothing is ever there that is not in the chain.
/// </remarks>
public sealed class AuditTrail(AuditKeys keys, Clocks clocks)
{
    private const string Broken = "Nothing is changed until that is cleared up: run the command 'audit verify'.";

    /// <summary>Adds to the chain in the caller's transaction, as the last thing that is done there.</summary>
    /// <exception cref="AuditTrailException">The end of the chain is not as the portal left it. The caller has to give up.</exception>
    public async Task WriteAsync(PortalDb db, IReadOnlyList<AuditEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0)
        {
            return;
        }

        await RowLocks.TakeAuditAsync(db, cancel);
        var known = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancel);
        var end = known is null ? await BeginAsync(db, cancel) : Trusted(known);
        List<AuditEntry> entries = [];
        foreach (var happened in known is null ? [new AuditEvent(Actor.Portal, AuditAction.BeginTrail), .. events] : events)
        {
            entries.Add(Link(happened, entries.Count == 0 ? end : entries[^1].Anchor));
        }

        db.Audit.AddRange(entries);
        await db.SaveChangesAsync(cancel);
        await MarkAsync(db, new AuditHead(entries[^1].Anchor, keys), cancel);

        // A pass over a lane keeps its context for long.
        entries.ForEach(entry => db.Entry(entry).State = EntityState.Detached);
    }

    /// <summary>Begins a trail where there is none, and takes over what an earlier version has noted.</summary>
    /// <exception cref="AuditTrailException">The end of the chain is not as the portal left it, or is sealed with another key.</exception>
    public async Task OpenAsync(PortalDb db, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakeAuditAsync(db, cancel);
        var known = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancel);
        var records = await db.Commands.AsNoTracking().OrderBy(record => record.At).ThenBy(record => record.Id).ToListAsync(cancel);
        List<AuditEvent> events =
        [
            .. known is null ? [new AuditEvent(Actor.Portal, AuditAction.BeginTrail)] : Array.Empty<AuditEvent>(),
            .. records.Select(TakeOver),
        ];
        if (known is null)
        {
            await BeginAsync(db, cancel);
            await MarkAsync(db, new AuditHead(AuditAnchor.Beginning, keys), cancel);
        }
        else
        {
            Trusted(known);
        }

        await WriteAsync(db, events, cancel);
        var taken = records.ConvertAll(record => record.Id);
        await db.Commands.Where(record => taken.Contains(record.Id)).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<AuditAnchor> BeginAsync(PortalDb db, CancellationToken cancel) => await db.Audit.AnyAsync(cancel)
        ? throw new AuditTrailException($"The mark of the end of the audit trail is missing. {Broken}") : AuditAnchor.Beginning;

    private static AuditEvent TakeOver(CommandRecord record) =>
        new(new Actor(record.Actor, PortalRoles.None), AuditActions.Of(record.Kind),
            new Subject(record.SubjectKind, record.SubjectId, record.SubjectName))
        {
            At = record.At,
            TraceId = record.TraceId,
            Reason = "Noted by an earlier version, which did not seal it.",
        };

    private AuditAnchor Trusted(AuditHead head) => head.IsGenuine(keys) ? head.Anchor : throw new AuditTrailException(
        keys.Has(head.KeyId)
            ? $"The mark of the end of the audit trail is not what the portal wrote. {Broken}"
            : $"The audit trail was sealed with another key (its id is {head.KeyId}) than that of Audit:Key ({keys.Current}). Give the "
                + "portal the key of before; to change it, name the one of before in Audit:FormerKeys.");

    private AuditEntry Link(AuditEvent happened, AuditAnchor after) => new(
        happened with { TraceId = happened.TraceId ?? Activity.Current?.TraceId.ToHexString() }, clocks.NewId(),
        happened.At ?? clocks.Now, after, keys);

    private static async Task MarkAsync(PortalDb db, AuditHead head, CancellationToken cancel)
    {
        var isThere = await db.AuditHeads.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Number, head.Number).SetProperty(row => row.Last, head.Last)
                .SetProperty(row => row.KeyId, head.KeyId).SetProperty(row => row.Seal, head.Seal), cancel) > 0;
        if (!isThere)
        {
            db.AuditHeads.Add(head);
            await db.SaveChangesAsync(cancel);
            db.Entry(head).State = EntityState.Detached;
        }
    }
}
