using System.Data.Common;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Commands;

/// <summary>Records who was refused what. A flood of refusals leaves few entries, which say how many more there were.</summary>
public sealed class Refusals(IDbContextFactory<PortalDb> databases, AuditTrail trail, Clocks clocks, ILogger<Refusals> log)
{
    private const int MostOfOne = 10;
    private const int MostOfAll = 60;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, string? Address, AuditAction Action), int> _noted = [];
    private long? _since;
    private int _all;
    private long _skipped;

    /// <summary>Records a refusal, unless there were many within the last minute. The refusal itself never waits for that to succeed.
    /// </summary>
    public async Task NoteAsync(AuditEvent refused)
    {
        if (Admit(refused) is not { } skipped)
        {
            return;
        }

        var more = skipped == 0 ? "" : $" Before it {skipped} more refusals were not recorded one by one.";
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            await trail.WriteAsync(
                db, [refused with { Outcome = AuditOutcome.Refused, Reason = refused.Reason + more }], CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or AuditTrailException)
        {
            log.LogError(failure, "It was not recorded that {Actor} was refused: {Reason}", refused.Actor.Name, refused.Reason);
        }
    }

    // How many were left out since the last one; none if this one is left out, too.
    private long? Admit(AuditEvent refused)
    {
        lock (_lock)
        {
            if (_since is not { } since || clocks.Since(since) >= Span)
            {
                (_since, _all) = (clocks.Stamp(), 0);
                _noted.Clear();
            }

            var who = (refused.Actor.Name, refused.Actor.Address, refused.Action);
            var before = _noted.GetValueOrDefault(who);
            if (_all >= MostOfAll || before >= MostOfOne)
            {
                _skipped++;
                return null;
            }

            (_noted[who], _all, var skipped) = (before + 1, _all + 1, _skipped);
            _skipped = 0;
            return skipped;
        }
    }
}
