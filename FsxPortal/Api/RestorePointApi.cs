using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>Restore points.</summary>
internal static class RestorePointApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var points = api.MapGroup("/restore-points").WithTags("Restore points");
        points.MapRead("/", ListAsync).Says(
                "listRestorePoints", "Restore points, newest first", "Backups, copies and manual backups, those that are deleted included.")
            .Chooses<RestorePointKind>("kind").Chooses<RestorePointState>("state");
        points.MapRead("/{id:guid}", FindAsync).Says("getRestorePoint", "One restore point", "A restore point, and why it is kept.");
        points.MapPut("/{id:guid}/hold", HoldAsync).Says(
                "holdRestorePoint", "Keep a restore point whatever retention says", "Until an instant, or until somebody releases it.")
            .Sends<HoldWish>(Examples.Hold).Refuses(409).With(RouteManners.DemandsAny);
        points.MapDelete("/{id:guid}/hold", ReleaseAsync).Says(
                "releaseRestorePoint", "Let retention judge a restore point again",
                "What is past its end goes with the next retention pass.")
            .With(RouteManners.DemandsAny);
    }

    private static async Task<Ok<RestorePointView>> HoldAsync(
        HttpContext http, Guid id, Actor actor, RestorePointCommands commands, ChainQuery query, CancellationToken cancel)
    {
        var wish = await JsonBody.ReadAsync<HoldWish>(http.Request, cancel);
        await commands.HoldAsync(actor, id, wish.Reason, wish.Until, cancel);
        return await FindAsync(id, actor, query, cancel);
    }

    private static async Task<Ok<RestorePointView>> ReleaseAsync(
        Guid id, Actor actor, RestorePointCommands commands, ChainQuery query, CancellationToken cancel)
    {
        await commands.ReleaseAsync(actor, id, cancel);
        return await FindAsync(id, actor, query, cancel);
    }

    /// <summary>The wish to hold a restore point.</summary>
    internal sealed record HoldWish(string? Reason, DateTimeOffset? Until);

    private static async Task<Ok<Page<RestorePointView>>> ListAsync(
        string? fileSystemId, string? policyId, string? kind, string? state, string? from, string? to, string? pastEnd, string? limit,
        string? cursor,
        Actor actor, ChainQuery query, CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = new RestorePointFilter(
            asked.Id(fileSystemId), asked.Id(policyId), asked.One<RestorePointKind>(kind), asked.One<RestorePointState>(state),
            asked.Instant(from), asked.Instant(to), asked.Flag(pastEnd));
        return TypedResults.Ok(await query.ListAsync(actor.Scope, filter, asked.Page(limit, cursor), cancel));
    }

    private static async Task<Ok<RestorePointView>> FindAsync(Guid id, Actor actor, ChainQuery query, CancellationToken cancel) =>
        TypedResults.Ok(
            await query.FindAsync(actor.Scope, id, cancel) ?? throw new NotFoundException("This restore point does not exist."));
}
