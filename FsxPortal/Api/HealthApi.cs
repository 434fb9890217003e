using FsxPortal.Core.Queries;

namespace FsxPortal.Api;

/// <summary>Whether the portal lives, and whether it can serve.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok(new { Status = "Healthy" }));
        health.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(DatabaseHealth database, CancellationToken cancel) =>
        await database.CheckAsync(cancel) is { } reason
            ? TypedResults.Json(new { Status = "Unhealthy", Reasons = new[] { reason } }, ApiJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new { Status = "Healthy", Reasons = Array.Empty<string>() });
}
