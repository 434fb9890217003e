using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Auditing;

/// <summary>Looks at the whole audit trail once a day, and raises an alarm if it is not what the portal wrote.</summary>
public sealed class TrailCheck(
    IDbContextFactory<PortalDb> databases, AuditVerifier verifier, AnchorFile anchors, IProgressRelay relay, Clocks clocks,
    ILogger<TrailCheck> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>Looks at it if the last look was a day ago, and says in any case what is known.</summary>
    public async Task RunIfDueAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var text = await db.Settings.Where(row => row.Key == AuditCheck.Key).Select(row => row.Value).SingleOrDefaultAsync(cancel);
        if (AuditCheck.Read(text) is not { } last || (clocks.RealNow - last.At).Duration() >= Every)
        {
            await RunAsync(cancel);
        }
        else
        {
            PortalMeter.AuditChecked(last.Entries, last.Fault is null);
        }
    }

    /// <summary>Looks at it now.</summary>
    public async Task<AuditVerdict> RunAsync(CancellationToken cancel)
    {
        var verdict = await verifier.RunAsync(await anchors.ReadAsync(cancel), cancel);
        if (verdict.End is { } end)
        {
            // Whoever keeps the log elsewhere can prove with it that nothing was cut off since.
            log.LogInformation("The audit trail is whole: {Entries} entries, the last is {End}", verdict.Entries, end);
            await anchors.NoteAsync(end, cancel);
        }
        else
        {
            log.LogError(
                "The audit trail is not what the portal wrote: {Faults}", string.Join(" ", verdict.Faults.Select(fault => fault.Text)));
        }

        PortalMeter.AuditChecked(verdict.Entries, verdict.IsWhole);
        await RememberAsync(new AuditCheck(clocks.RealNow, verdict.Entries, verdict.IsWhole ? null : verdict.Faults[0].Text), cancel);
        return verdict;
    }

    private async Task RememberAsync(AuditCheck check, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Settings.SingleOrDefaultAsync(row => row.Key == AuditCheck.Key, cancel) is { } known)
        {
            known.Value = check.ToString();
        }
        else
        {
            db.Settings.Add(new Setting(AuditCheck.Key, check.ToString()));
        }

        await db.SaveChangesAsync(cancel);
        relay.Publish([ProgressTopic.Audit]);
    }
}
