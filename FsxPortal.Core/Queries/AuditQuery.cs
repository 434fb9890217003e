using System.Text.Json;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads the audit trail.</summary>
public sealed class AuditQuery(ScopedReads reads)
{
    /// <summary>The entries, newest first.</summary>
    public async Task<Page<AuditView>> ListAsync(Scope scope, AuditFilter filter, PageRequest request, CancellationToken cancel)
    {
        var before = Keyset.Read(request)?.Number ?? long.MaxValue;
        PlainText.Demand("actor", filter.Actor);
        PlainText.Demand("subject", filter.Subject);
        await using var db = await reads.OpenAsync(scope, Area.Audit, cancel);
        var rows = await Where(db.Audit.AsNoTracking(), filter).Where(entry => entry.Number < before)
            .OrderByDescending(entry => entry.Number).Take(request.Limit + 1).ToListAsync(cancel);
        var page = Keyset.Cut(rows, request, entry => Keyset.At(entry.Number, entry.Id));
        return new Page<AuditView>([.. page.Items.Select(View)], page.Next);
    }

    /// <summary>What the last look at the whole trail has found; none if there was none yet, or the reader sees some accounts only.
    /// </summary>
    public async Task<AuditCheck?> CheckAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Audit, cancel);
        return await ReadCheckAsync(db, cancel);
    }

    /// <summary>The same, for whoever has the database open.</summary>
    internal static async Task<AuditCheck?> ReadCheckAsync(PortalDb db, CancellationToken cancel) => AuditCheck.Read(
        await db.Settings.Where(row => row.Key == AuditCheck.Key).Select(row => row.Value).SingleOrDefaultAsync(cancel));

    private static IQueryable<AuditEntry> Where(IQueryable<AuditEntry> all, AuditFilter filter)
    {
        if (filter.Action is { } action)
        {
            all = all.Where(entry => entry.Action == action);
        }

        if (filter.Outcome is { } outcome)
        {
            all = all.Where(entry => entry.Outcome == outcome);
        }

        if (filter.From is { } from)
        {
            all = all.Where(entry => entry.At >= from);
        }

        if (filter.To is { } to)
        {
            all = all.Where(entry => entry.At < to);
        }

        return OfSubject(OfActor(all, filter.Actor), filter.Subject);
    }

#pragma warning disable CA1304, CA1311 // The database lowers the letters.
    private static IQueryable<AuditEntry> OfActor(IQueryable<AuditEntry> all, string? actor)
    {
        if (string.IsNullOrWhiteSpace(actor))
        {
            return all;
        }

        var pattern = Like.Anywhere(actor);
        return all.Where(entry => EF.Functions.Like(entry.Actor.ToLower(), pattern, Like.Escape));
    }

    private static IQueryable<AuditEntry> OfSubject(IQueryable<AuditEntry> all, string? subject)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            return all;
        }

        if (Guid.TryParse(subject, out var id))
        {
            return all.Where(entry => entry.SubjectId == id);
        }

        var pattern = Like.Anywhere(subject);
        return all.Where(entry => EF.Functions.Like(entry.SubjectName!.ToLower(), pattern, Like.Escape));
    }
#pragma warning restore CA1304, CA1311

    private static AuditView View(AuditEntry entry) => new()
    {
        Id = entry.Id,
        Number = entry.Number,
        At = entry.At,
        Actor = entry.Actor,
        Roles = [.. Enum.GetValues<PortalRoles>().Where(role => role != PortalRoles.None && entry.Roles.HasFlag(role))],
        Address = entry.Address,
        Action = entry.Action,
        Outcome = entry.Outcome,
        Subject = entry.SubjectKind is { } kind ? new AuditSubjectView(kind, entry.SubjectId, entry.SubjectName) : null,
        AwsAccount = entry.AwsAccount,
        Reason = entry.Reason,
        Before = Parse(entry.Before),
        After = Parse(entry.After),
        Differences = Differences(entry),
        TraceId = entry.TraceId,
    };

    // Whoever has changed a row may have left anything there.
    private static JsonElement? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json);
        }
    }

    private static IReadOnlyList<AuditDifference> Differences(AuditEntry entry) =>
        AuditDifference.Between(Parse(entry.Before)?.GetRawText(), Parse(entry.After)?.GetRawText());
}
