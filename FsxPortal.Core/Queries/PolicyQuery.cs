using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads policies with what they own and how they ran.</summary>
public sealed class PolicyQuery(ScopedReads reads, Clocks clocks)
{
    /// <summary>All policies by priority.</summary>
    public async Task<IReadOnlyList<PolicyView>> ListAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, cancel);
        var fleet = await Fleet.ReadAsync(db, clocks.Now, cancel);
        var owned = await FleetCounts.OfPoliciesAsync(db, cancel);
        var atRisk = await FleetCounts.AtRiskOfPoliciesAsync(db, clocks.Now, cancel);
        var runs = await RunsAsync(db, cancel);
        var found = await FoundPoints.PoliciesAsync(db, cancel);
        var gone = await db.Vaults.AsNoTracking().Where(vault => vault.GoneAt != null).ToListAsync(cancel);
        var accounts = await db.Accounts.AsNoTracking().Where(account => account.Trouble != null).ToListAsync(cancel);
        return [.. fleet.Standings.Select(standing => View(standing, runs.Where(run => run.PolicyId == standing.Policy.Id)) with
        {
            FileSystems = owned.GetValueOrDefault(standing.Policy.Id),
            AtRisk = atRisk.GetValueOrDefault(standing.Policy.Id),
            Warnings =
            [
                .. accounts.Where(account => account.AwsAccountId == standing.Policy.Document.Account).Select(account => account.Trouble!),
                .. VaultLoss.Of(standing.Policy.Document, gone),
            ],
            AwaitsApproval = standing.Policy.Pending is not null || found.Contains(standing.Policy.Id),
        })];
    }

    /// <summary>One policy; none if there is no such.</summary>
    public async Task<PolicyView?> FindAsync(Scope scope, Guid id, CancellationToken cancel) =>
        (await ListAsync(scope, cancel)).FirstOrDefault(policy => policy.Id == id);

    // The newest ended run of each policy, and the runs that are open.
    private static Task<List<Run>> RunsAsync(PortalDb db, CancellationToken cancel) =>
        db.Sessions
            .Where(session => session.Type == SessionType.Policy && session.PolicyId != null)
            .Where(session => session.EndedAt == null || session.Id == db.Sessions
                .Where(other => other.PolicyId == session.PolicyId && other.Type == SessionType.Policy && other.EndedAt != null)
                .OrderByDescending(other => other.Slot)
                .Select(other => other.Id)
                .FirstOrDefault())
            .OrderByDescending(session => session.Slot)
            .Select(session => new Run(session.Id, session.PolicyId, session.State, session.StartedAt ?? session.Slot))
            .ToListAsync(cancel);

    private static PolicyView View(PolicyStanding standing, IEnumerable<Run> runs)
    {
        var open = runs.FirstOrDefault(run => run.IsOpen);
        var last = runs.FirstOrDefault(run => !run.IsOpen);
        return new PolicyView
        {
            Id = standing.Policy.Id,
            Version = standing.Policy.Version,
            Priority = standing.Policy.Priority,
            Document = standing.Policy.Document,
            RetentionFrom = standing.Policy.RetentionFrom,
            LastSessionId = last?.Id,
            LastState = last?.State,
            LastRunAt = last?.At,
            NextRunAt = standing.NextRunAt,
            RunningSessionId = open?.Id,
        };
    }

    private sealed record Run(Guid Id, Guid? PolicyId, SessionState State, DateTimeOffset At)
    {
        public bool IsOpen => State is SessionState.Pending or SessionState.Running;
    }
}
