using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>Restore points.</summary>
internal static class RestorePointApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var points = api.MapGroup("/restore-points").WithTags("Restore points");
        points.MapGet("/", ListAsync).WithSummary("Restore points, newest first");
        points.MapGet("/{id:guid}", FindAsync).WithSummary("One restore point");
    }

    private static async Task<Ok<Page<RestorePointView>>> ListAsync(
        string? fileSystemId, string? policyId, string? kind, string? state, string? from, string? to, string? limit, string? cursor,
        ChainQuery query, CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = new RestorePointFilter(
            asked.Id(fileSystemId), asked.Id(policyId), asked.One<RestorePointKind>(kind), asked.One<RestorePointState>(state),
            asked.Instant(from), asked.Instant(to));
        return TypedResults.Ok(await query.ListAsync(filter, asked.Page(limit, cursor), cancel));
    }

    private static async Task<Ok<RestorePointView>> FindAsync(Guid id, ChainQuery query, CancellationToken cancel) =>
        TypedResults.Ok(await query.FindAsync(id, cancel) ?? throw new NotFoundException("This restore point does not exist."));
}
