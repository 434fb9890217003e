using System.Globalization;
using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Mvc;

namespace FsxPortal.Api;

/// <summary>The filters of the audit trail, as they stand in an address.</summary>
internal sealed record AuditParameters(
    [FromQuery(Name = "actor")] string? Actor, [FromQuery(Name = "subject")] string? Subject, [FromQuery(Name = "action")] string? Action,
    [FromQuery(Name = "outcome")] string? Outcome, [FromQuery(Name = "from")] string? From, [FromQuery(Name = "to")] string? To)
{
    /// <summary>Reads them, noting what is wrong with each.</summary>
    public AuditFilter Read(Asked asked) => new(
        Actor, Subject, asked.One<AuditAction>(Action, "action"), asked.Instant(From, "from"), asked.Instant(To, "to"))
    {
        Outcome = asked.One<AuditOutcome>(Outcome, "outcome"),
    };
}

/// <summary>Where a browser gets the audit trail as a file.</summary>
public static class AuditFile
{
    /// <summary>The address, to which the filters are added.</summary>
    public const string Path = "/audit/csv";
}

/// <summary>Who did what, and when.</summary>
internal static class AuditApi
{
    private static readonly string[] _head =
    [
        "number", "at", "actor", "roles", "address", "action", "outcome", "subjectKind", "subjectId", "subjectName", "awsAccount", "reason",
        "before", "after", "traceId", "id",
    ];

    public static void Map(IEndpointRouteBuilder api) => api.MapRead("/audit", ListAsync).WithTags("Audit")
        .Says("listAudit", "The audit trail, newest first",
            "Who did what, and when. With Accept: text/csv all that the filters leave comes as a table; a limit cuts it.")
        .Chooses<AuditAction>("action").Chooses<AuditOutcome>("outcome")
        .Produces<Page<AuditView>>();

    /// <summary>Maps the file, which is for people: they come with a cookie, and programs with a token.</summary>
    public static void MapFile(IEndpointRouteBuilder routes) => routes.MapGet(AuditFile.Path, FileAsync).ExcludeFromDescription();

    private static async Task<IResult> ListAsync(
        HttpRequest request, [AsParameters] AuditParameters filters, string? limit, string? cursor, Actor actor, AuditQuery query,
        CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = filters.Read(asked);
        var page = asked.Page(limit, cursor);
        var all = limit is null;
        return Csv.IsWanted(request)
            ? await RowsAsync(actor.Scope, filter, all ? page with { Limit = PageRequest.MaxLimit } : page, all, query, cancel)
            : TypedResults.Ok(await query.ListAsync(actor.Scope, filter, page, cancel));
    }

    private static async Task<IResult> FileAsync(
        HttpResponse response, [AsParameters] AuditParameters filters, Actor actor, AuditQuery query, CancellationToken cancel)
    {
        try
        {
            var asked = new Asked();
            var filter = filters.Read(asked);
            asked.Demand();
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = "attachment; filename=audit.csv";
            return await RowsAsync(actor.Scope, filter, new PageRequest(PageRequest.MaxLimit), true, query, cancel);
        }
        catch (Exception refused) when (refused is NotAllowedException or InvalidInputException)
        {
            response.Headers.Remove("Content-Disposition");
            return TypedResults.Problem(
                refused.Message,
                statusCode: refused is NotAllowedException ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest);
        }
    }

    // The first page is read before anything is answered: who may not look is told so.
    private static async Task<IResult> RowsAsync(
        Scope scope, AuditFilter filter, PageRequest request, bool all, AuditQuery query, CancellationToken cancel)
    {
        var page = await query.ListAsync(scope, filter, request, cancel);
        return TypedResults.Stream(async body =>
        {
            await using var rows = new StreamWriter(body, leaveOpen: true);
            await rows.WriteAsync(Csv.Row(_head));
            for (var more = true; more;)
            {
                foreach (var entry in page.Items)
                {
                    await rows.WriteAsync(Csv.Row(Cells(entry)));
                }

                await rows.FlushAsync(cancel);
                more = all && page.Next is not null;
                page = more ? await query.ListAsync(scope, filter, request with { Cursor = page.Next }, cancel) : page;
            }
        }, $"{Csv.Type}; charset=utf-8");
    }

    private static IEnumerable<string?> Cells(AuditView entry) =>
    [
        entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Actor,
        string.Join(' ', entry.Roles), entry.Address, entry.Action.ToString(), entry.Outcome.ToString(), entry.Subject?.Kind.ToString(),
        entry.Subject?.Id?.ToString(), entry.Subject?.Name, entry.AwsAccount, entry.Reason, entry.Before?.GetRawText(),
        entry.After?.GetRawText(), entry.TraceId, entry.Id.ToString(),
    ];
}
