using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads what the first page shows.</summary>
public sealed class OverviewQuery(IDbContextFactory<PortalDb> databases, Clocks clocks)
{
    private const int MostRunning = 20;
    private const int MostRecent = 10;
    private const int MostAttention = 20;
    private const int MostUpcoming = 10;

    /// <summary>The state of the whole fleet.</summary>
    public async Task<OverviewView> ReadAsync(CancellationToken cancel)
    {
        var now = clocks.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var fleet = await Fleet.ReadAsync(db, now, cancel);
        var fileSystems = await fleet.ViewAsync(db, db.FileSystems.OrderBy(fileSystem => fileSystem.Name).ThenBy(fileSystem => fileSystem.Id), cancel);
        var present = fileSystems.Where(fileSystem => fileSystem.GoneAt is null).ToLookup(fileSystem => fileSystem.Protection.State);
        return new OverviewView
        {
            Protected = present[ProtectionState.Protected].Count(),
            AtRisk = present[ProtectionState.AtRisk].Count(),
            Unprotected = present[ProtectionState.Unprotected].Count(),
            Unsupported = present[ProtectionState.Unsupported].Count(),
            RestorePoints = fileSystems.Sum(fileSystem => fileSystem.Protection.RestorePoints),
            Copies = fileSystems.Sum(fileSystem => fileSystem.Protection.Copies),
            Policies = fleet.Policies.Count,
            Running = await NewestAsync(db, db.Sessions.Where(session => session.EndedAt == null), MostRunning, cancel),
            Recent = await NewestAsync(db, db.Sessions.Where(session => session.EndedAt != null), MostRecent, cancel),
            Attention = [.. present[ProtectionState.AtRisk].Concat(present[ProtectionState.Unprotected]).Take(MostAttention)],
            Troubles = await TroublesAsync(db, cancel),
            Upcoming = Upcoming(fleet, fileSystems),
            AsOf = now,
        };
    }

    private static Task<IReadOnlyList<SessionView>> NewestAsync(
        PortalDb db, IQueryable<Session> sessions, int most, CancellationToken cancel) =>
        SessionReader.ReadAsync(
            db, sessions.OrderByDescending(session => session.CreatedAt).ThenByDescending(session => session.Id).Take(most), cancel);

    private static async Task<IReadOnlyList<LaneTroubleView>> TroublesAsync(PortalDb db, CancellationToken cancel)
    {
        var lanes = await db.Lanes.AsNoTracking().Where(lane => lane.TroubleSince != null).OrderBy(lane => lane.Key).ToListAsync(cancel);
        return [.. lanes.Select(lane =>
        {
            var (account, region) = Lane.Split(lane.Key);
            return new LaneTroubleView(account, region, lane.TroubleSince!.Value, lane.Trouble ?? "");
        })];
    }

    private static List<UpcomingRun> Upcoming(Fleet fleet, IReadOnlyList<FileSystemView> fileSystems) =>
    [
        .. fleet.Standings
            .Where(standing => standing.NextRunAt is not null)
            .OrderBy(standing => standing.NextRunAt)
            .Take(MostUpcoming)
            .Select(standing => new UpcomingRun(
                standing.Policy.Id, standing.Policy.Name, standing.NextRunAt!.Value,
                fileSystems.Count(fileSystem => fileSystem.PolicyId == standing.Policy.Id))),
    ];
}
