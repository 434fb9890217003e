using System.Text.Json;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads what waits for a second person, and what became of it.</summary>
public sealed class ApprovalQuery(ScopedReads reads, Clocks clocks)
{
    /// <summary>The requests, newest first.</summary>
    public async Task<Page<ApprovalView>> ListAsync(Scope scope, ApprovalFilter filter, PageRequest request, CancellationToken cancel)
    {
        var (after, now) = (Keyset.Read(request), clocks.RealNow);
        await using var db = await reads.OpenAsync(scope, Area.Approvals, cancel);
        var requests = Where(db.Approvals.AsNoTracking(), filter, now);
        if (after is not null)
        {
            var (at, id) = (after.Instant, after.Id);
            requests = requests.Where(row => row.AskedAt < at || (row.AskedAt == at && row.Id.CompareTo(id) < 0));
        }

        var rows = await requests.OrderByDescending(row => row.AskedAt).ThenByDescending(row => row.Id)
            .Take(request.Limit + 1).ToListAsync(cancel);
        var page = Keyset.Cut(rows, request, row => Keyset.At(row.AskedAt, row.Id));
        return new Page<ApprovalView>([.. page.Items.Select(row => View(row, now))], page.Next);
    }

    /// <summary>One request; none if there is no such.</summary>
    public async Task<ApprovalView?> FindAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Approvals, cancel);
        var found = await db.Approvals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        return found is null ? null : View(found, clocks.RealNow);
    }

    // What has expired is expired before anybody has noted it.
    private static IQueryable<ApprovalRequest> Where(IQueryable<ApprovalRequest> all, ApprovalFilter filter, DateTimeOffset now)
    {
        if (filter.IsOpen is { } open)
        {
            all = all.Where(row => (row.State == ApprovalState.Waiting && row.ExpiresAt > now) == open);
        }

        return filter.State switch
        {
            null => all,
            ApprovalState.Waiting => all.Where(row => row.State == ApprovalState.Waiting && row.ExpiresAt > now),
            ApprovalState.Expired => all.Where(row =>
                row.State == ApprovalState.Expired || (row.State == ApprovalState.Waiting && row.ExpiresAt <= now)),
            { } state => all.Where(row => row.State == state),
        };
    }

    private static ApprovalView View(ApprovalRequest row, DateTimeOffset now) => new()
    {
        Id = row.Id,
        State = row.StateAt(now),
        Kind = row.Kind,
        Command = row.Command,
        Subject = new AuditSubjectView(row.SubjectKind, row.SubjectId, row.SubjectName),
        AwsAccount = row.AwsAccount,
        AskedBy = row.AskedBy,
        AskedAt = row.AskedAt,
        ExpiresAt = row.ExpiresAt,
        DecidedBy = row.DecidedBy,
        DecidedAt = row.DecidedAt,
        Said = row.Said,
        Effects = row.Effect.Sentences,
        FileSystems = row.Effect.FileSystems,
        RestorePoints = row.Effect.RestorePoints,
        Deletions = row.Effect.Deletions,
        Before = Parse(row.Before),
        After = Parse(row.After),
        Differences = AuditDifference.Between(row.Before, row.After),
        Person = row.Person,
    };

    private static JsonElement? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
