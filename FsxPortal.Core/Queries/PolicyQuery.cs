using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads policies with what they own and how they ran.</summary>
public sealed class PolicyQuery(ScopedReads reads, Clocks clocks)
{
    /// <summary>The most names to choose from: more than that nobody reads in a list.</summary>
    public const int MostNames = 100;

    /// <summary>The policies by priority, a page of them.</summary>
    public async Task<PolicyPage> ListAsync(Scope scope, PolicyFilter filter, PageRequest request, CancellationToken cancel)
    {
        var after = Keyset.Read(request);
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        var order = await OrderAsync(db, cancel);
        var wanted = await WantedAsync(db, filter, cancel);
        var places = order.Where(place => wanted?.Contains(place.Id) != false).ToList();
        var rest = places.Where(place => after is null || (place.Priority, place.Id).CompareTo(((int)after.Number, after.Id)) > 0);
        var page = Keyset.Cut([.. rest.Take(request.Limit + 1)], request, place => Keyset.At(place.Priority, place.Id));
        return new PolicyPage(new Page<PolicyView>(await ViewAsync(db, page.Items, cancel), page.Next), places.Count, order.Count);
    }

    /// <summary>One policy; none if there is no such.</summary>
    public async Task<PolicyView?> FindAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        var found = (await OrderAsync(db, cancel)).Where(place => place.Id == id).ToList();
        return await ViewAsync(db, found, cancel) is [var policy, ..] ? policy : null;
    }

    /// <summary>The names of the first policies by priority, to choose one of them.</summary>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="chosen">The one that is chosen already, and is named wherever it stands; none if none is.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<PolicyNames> NamesAsync(Scope scope, Guid? chosen, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        var first = db.Policies.OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id).Select(policy => policy.Id).Take(MostNames);
        var names = await db.Policies.Where(policy => policy.Id == chosen || first.Contains(policy.Id))
            .OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id)
            .Select(policy => new PolicyName(policy.Id, policy.Name)).ToListAsync(cancel);
        return new PolicyNames(names, await db.Policies.CountAsync(cancel) - names.Count);
    }

    // Where each policy stands; the policies themselves are read for one page only.
    private static async Task<List<Place>> OrderAsync(PortalDb db, CancellationToken cancel)
    {
        var rows = await db.Policies.OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id)
            .Select(policy => new { policy.Id, policy.Priority }).ToListAsync(cancel);
        return [.. rows.Select((row, before) => new Place(row.Id, row.Priority, before + 1))];
    }

    // Those that are wanted; none for all.
    private static async Task<IReadOnlySet<Guid>?> WantedAsync(PortalDb db, PolicyFilter filter, CancellationToken cancel)
    {
        var named = db.Policies.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            // Not every database's LIKE looks past upper and lower case by itself. What is called here becomes lower() of SQL.
#pragma warning disable CA1304, CA1311
            var pattern = Like.Anywhere(filter.Search);
            named = named.Where(policy => EF.Functions.Like(policy.Name.ToLower(), pattern, Like.Escape));
#pragma warning restore CA1304, CA1311
        }

        if (filter.FileSystemId is { } id)
        {
            var fileSystem = await db.FileSystems.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
            var covering = fileSystem is null ? [] : (await named.ToListAsync(cancel)).Where(policy => policy.Covers(fileSystem));
            return covering.Select(policy => policy.Id).ToHashSet();
        }

        return string.IsNullOrWhiteSpace(filter.Search) ? null : (await named.Select(policy => policy.Id).ToListAsync(cancel)).ToHashSet();
    }

    private async Task<IReadOnlyList<PolicyView>> ViewAsync(PortalDb db, IReadOnlyList<Place> places, CancellationToken cancel)
    {
        List<Guid> ids = [.. places.Select(place => place.Id)];
        if (ids.Count == 0)
        {
            return [];
        }

        var policies = await db.Policies.AsNoTracking().Where(policy => ids.Contains(policy.Id))
            .ToDictionaryAsync(policy => policy.Id, cancel);
        var owned = await FleetCounts.OfPoliciesAsync(db, cancel);
        var atRisk = await FleetCounts.AtRiskOfPoliciesAsync(db, clocks.Now, cancel);
        var runs = (await RunsAsync(db, ids, cancel)).ToLookup(run => run.PolicyId);
        var found = await FoundPoints.PoliciesAsync(db, cancel);
        var gone = await db.Vaults.AsNoTracking().Where(vault => vault.GoneAt != null).ToListAsync(cancel);
        var accounts = await db.Accounts.AsNoTracking().Where(account => account.Trouble != null).ToListAsync(cancel);
        return [.. places.Where(place => policies.ContainsKey(place.Id)).Select(place => View(policies[place.Id], runs[place.Id]) with
        {
            Place = place.Number,
            FileSystems = owned.GetValueOrDefault(place.Id),
            AtRisk = atRisk.GetValueOrDefault(place.Id),
            Warnings =
            [
                .. accounts.Where(account => account.AwsAccountId == policies[place.Id].Document.Account)
                    .Select(account => account.Trouble!),
                .. VaultLoss.Of(policies[place.Id].Document, gone),
            ],
            AwaitsApproval = policies[place.Id].Pending is not null || found.Contains(place.Id),
        })];
    }

    // The newest ended run of each policy, and the runs that are open.
    private static Task<List<Run>> RunsAsync(PortalDb db, List<Guid> policies, CancellationToken cancel) =>
        db.Sessions
            .Where(session => session.Type == SessionType.Policy && session.PolicyId != null && policies.Contains(session.PolicyId.Value))
            .Where(session => session.EndedAt == null || session.Id == db.Sessions
                .Where(other => other.PolicyId == session.PolicyId && other.Type == SessionType.Policy && other.EndedAt != null)
                .OrderByDescending(other => other.Slot)
                .Select(other => other.Id)
                .FirstOrDefault())
            .OrderByDescending(session => session.Slot)
            .Select(session => new Run(session.Id, session.PolicyId, session.State, session.StartedAt ?? session.Slot))
            .ToListAsync(cancel);

    private PolicyView View(Policy policy, IEnumerable<Run> runs)
    {
        var open = runs.FirstOrDefault(run => run.IsOpen);
        var last = runs.FirstOrDefault(run => !run.IsOpen);
        return new PolicyView
        {
            Id = policy.Id,
            Version = policy.Version,
            Priority = policy.Priority,
            Document = policy.Document,
            RetentionFrom = policy.RetentionFrom,
            LastSessionId = last?.Id,
            LastState = last?.State,
            LastRunAt = last?.At,
            NextRunAt = Fleet.NextRunOf(policy, clocks.Now),
            RunningSessionId = open?.Id,
        };
    }

    private sealed record Place(Guid Id, int Priority, int Number);

    private sealed record Run(Guid Id, Guid? PolicyId, SessionState State, DateTimeOffset At)
    {
        public bool IsOpen => State is SessionState.Pending or SessionState.Running;
    }
}
