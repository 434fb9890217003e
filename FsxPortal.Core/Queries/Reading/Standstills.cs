using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;

namespace FsxPortal.Core.Queries.Reading;

/// <summary>What can stand still.</summary>
public enum Standstill
{
    /// <summary>A job that AWS has not ended for a day.</summary>
    Job,

    /// <summary>A chain that has waited for a day to be judged.</summary>
    Chain,

    /// <summary>A deletion that AWS has not confirmed for a day.</summary>
    Deletion,

    /// <summary>A Region of an account in which AWS could not be used for ten minutes.</summary>
    Region,

    /// <summary>A Region of an account that no node has looked at for ten minutes.</summary>
    Lane,

    /// <summary>A policy whose slot was due a quarter of an hour ago and has no session.</summary>
    Schedule,

    /// <summary>The synchronisation of the vaults, due for as long again as it may take.</summary>
    Synchronisation,
}

/// <summary>How many of a kind stand still, and since when the oldest of them.</summary>
public sealed record StandstillView(Standstill Kind, int Count, DateTimeOffset? Since)
{
    /// <summary>The same for a person, with what to do about it.</summary>
    public Finding Finding
    {
        get
        {
            var (subject, remedy) = Kind switch
            {
                Standstill.Job => ("Jobs that AWS has not ended for a day", "Stop their sessions, or let them go on the session's page."),
                Standstill.Chain => ("Chains that wait to be judged", "Look at the banner of their Region; nothing of them is deleted."),
                Standstill.Deletion => ("Deletions that AWS has not confirmed", "Look at these restore points in AWS."),
                Standstill.Region => ("Regions in which AWS cannot be used", "Look at the banner in the portal, which says why."),
                Standstill.Lane => ("Regions that no node looks at", "Look whether the portal runs, and at its log."),
                Standstill.Schedule => ("Policies whose slot has passed", "Look whether the portal runs, at its clock, and at its log."),
                _ => ("Synchronisation of the vaults", "Look at its last session, which says what could not be read."),
            };
            return Count == 0 ? new Finding(subject, FindingState.Ok, "None.")
                : new Finding(subject, FindingState.Warning, $"{Count}, the oldest since {Moments.Text(Since!.Value)}.", remedy);
        }
    }
}

/// <summary>Finds what stands still.</summary>
public static class Standstills
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SlotGrace = TimeSpan.FromMinutes(15);

    /// <summary>Counts all kinds.</summary>
    /// <param name="db">The database.</param>
    /// <param name="clocks">The clocks of the portal.</param>
    /// <param name="syncHours">After how many hours the vaults are read again; 0 for never.</param>
    public static IReadOnlyList<StandstillView> Read(PortalDb db, Clocks clocks, double syncHours)
    {
        var day = clocks.Now - JobDeadlines.OverdueAfter;
        var (grace, slots) = (clocks.RealNow - Grace, clocks.Now - SlotGrace);
        return
        [
            Of(Standstill.Job, db.Runs.Where(run => run.State == TaskState.Running && run.IntentAt < day).Select(run => run.IntentAt)),
            Of(Standstill.Chain, db.RetentionRequests.Where(request => request.DoneAt == null && request.RequestedAt < day)
                .Select(request => (DateTimeOffset?)request.RequestedAt)),
            Of(Standstill.Deletion, db.RestorePoints.Where(point =>
                point.State == RestorePointState.Deleting && point.DeletionDecidedAt < day).Select(point => point.DeletionDecidedAt)),
            Of(Standstill.Region, db.Lanes.Where(lane => lane.TroubleSince < grace).Select(lane => lane.TroubleSince)),
            Of(Standstill.Lane, db.Lanes.Where(lane => lane.LookAt < grace && lane.LeaseUntil < grace).Select(lane => lane.LookAt)),
            Of(Standstill.Schedule, db.Policies.Where(policy => policy.Enabled && policy.NextSlotAt < slots)
                .Select(policy => policy.NextSlotAt)),
            Synchronisation(db, clocks.Now, syncHours),
        ];
    }

    private static StandstillView Of(Standstill kind, IQueryable<DateTimeOffset?> since) => new(kind, since.Count(), since.Min());

    private static StandstillView Synchronisation(PortalDb db, DateTimeOffset now, double hours)
    {
        var syncs = db.Sessions.Where(session => session.Type == SessionType.Sync && session.CreatedAt <= now);
        var last = syncs.Where(session => session.State == SessionState.Succeeded || session.State == SessionState.Warning)
            .Max(session => (DateTimeOffset?)session.CreatedAt) ?? syncs.Min(session => (DateTimeOffset?)session.CreatedAt);
        var isLate = hours > 0 && now - last > TimeSpan.FromHours(2 * hours);
        return new StandstillView(Standstill.Synchronisation, isLate ? 1 : 0, isLate ? last : null);
    }
}
