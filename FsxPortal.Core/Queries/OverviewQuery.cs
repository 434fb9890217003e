using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads what the first page shows.</summary>
public sealed class OverviewQuery(ScopedReads reads, Clocks clocks)
{
    private const int MostRunning = 20;
    private const int MostRecent = 10;
    private const int MostAttention = 50;
    private const int MostUpcoming = 10;

    /// <summary>The state of the whole fleet.</summary>
    public async Task<OverviewView> ReadAsync(Scope scope, CancellationToken cancel)
    {
        var now = clocks.Now;
        await using var db = await reads.OpenAsync(scope, Area.Overview, cancel);
        var fleet = await Fleet.ReadAsync(db, now, cancel);
        var counts = await FleetCounts.ReadAsync(db, now, cancel);
        return new OverviewView
        {
            Protected = counts.Protected,
            AtRisk = counts.AtRisk,
            Unprotected = counts.Unprotected,
            Unsupported = counts.Unsupported,
            RestorePoints = counts.RestorePoints,
            Copies = counts.Copies,
            Policies = fleet.Policies.Count,
            Running = await NewestAsync(db, db.Sessions.Where(session => session.EndedAt == null), MostRunning, cancel),
            Recent = await NewestAsync(db, db.Sessions.Where(session => session.EndedAt != null), MostRecent, cancel),
            Attention = await AttentionAsync(db, now, cancel),
            Troubles = await TroublesAsync(db, cancel),
            Accounts = await AccountsAsync(db, cancel),
            AuditFault = scope.Shows(Area.Audit) ? (await AuditQuery.ReadCheckAsync(db, cancel))?.Fault : null,
            Upcoming = Upcoming(fleet, await FleetCounts.OfPoliciesAsync(db, cancel)),
            AsOf = now,
            ListedAt = fleet.Listings.Oldest,
        };
    }

    // What has been at risk the longest comes first, then points that cost money and protect nothing, and what nobody protects.
    private static async Task<IReadOnlyList<AttentionView>> AttentionAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var present = db.Protection.Where(row => !row.IsGone);
        var atRisk = await FirstAsync(Fleet.In(present, ProtectionState.AtRisk, now), MostAttention, cancel);
        var unprotected = atRisk.Count == MostAttention
            ? [] : await FirstAsync(Fleet.In(present, ProtectionState.Unprotected, now), MostAttention - atRisk.Count, cancel);
        var spoilt = await SpoiltAsync(db, now, cancel);
        return [.. atRisk.Select(row => View(row, now)), .. spoilt, .. unprotected.Select(row => View(row, now))];
    }

    private static AttentionView View(ProtectionRecord row, DateTimeOffset now) =>
        new(row.FileSystemId, row.Name, row.Region, row.Verdict.StateAt(now), row.Verdict.ReasonAt(now));

    private static async Task<IEnumerable<AttentionView>> SpoiltAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var groups = await db.RestorePoints
            .Where(point => point.State == RestorePointState.Expired || point.State == RestorePointState.Partial)
            .GroupBy(point => new { point.FileSystemId, point.State })
            .Select(group => new { group.Key.FileSystemId, group.Key.State, Count = group.Count() })
            .OrderByDescending(group => group.Count).ThenBy(group => group.FileSystemId).Take(MostAttention).ToListAsync(cancel);
        var ids = groups.Select(group => group.FileSystemId).ToList();
        var rows = await db.Protection.AsNoTracking().Where(row => ids.Contains(row.FileSystemId))
            .ToDictionaryAsync(row => row.FileSystemId, cancel);
        return groups.Where(group => rows.ContainsKey(group.FileSystemId)).Select(group => View(rows[group.FileSystemId], now) with
        {
            Reason = SpoiltPoints.Sentence(group.State, group.Count),
            Points = group.State,
        });
    }

    private static Task<List<ProtectionRecord>> FirstAsync(IQueryable<ProtectionRecord> rows, int most, CancellationToken cancel) =>
        rows.AsNoTracking().OrderBy(row => row.AtRiskFrom).ThenBy(row => row.FileSystemId).Take(most).ToListAsync(cancel);

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

    private static async Task<IReadOnlyList<AccountTroubleView>> AccountsAsync(PortalDb db, CancellationToken cancel) =>
        await db.Accounts.Where(account => account.CredentialState != CredentialState.Good)
            .OrderBy(account => account.Name).ThenBy(account => account.Id)
            .Select(account => new AccountTroubleView(
                account.Id, account.Name, account.AwsAccountId, account.CredentialState, account.Trouble ?? ""))
            .ToListAsync(cancel);

    private static List<UpcomingRun> Upcoming(Fleet fleet, Dictionary<Guid, int> owned) =>
    [
        .. fleet.Policies.Select(policy => (Policy: policy, At: fleet.NextRunOf(policy)))
            .Where(run => run.At is not null)
            .OrderBy(run => run.At)
            .Take(MostUpcoming)
            .Select(run => new UpcomingRun(run.Policy.Id, run.Policy.Name, run.At!.Value, owned.GetValueOrDefault(run.Policy.Id))),
    ];
}
