using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FsxPortal.Api;

/// <summary>Whether the portal lives, and whether it can serve.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapRead("/live", () => TypedResults.Ok(new { Status = "Healthy" }));
        health.MapRead("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, CancellationToken cancel)
    {
        var report = await checks.CheckHealthAsync(cancel);
        string[] reasons = [.. report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy)
            .Select(entry => entry.Description ?? entry.Exception?.Message ?? "A check failed.")];
        var status = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return TypedResults.Json(new { Status = report.Status.ToString(), Reasons = reasons }, ApiJson.Options, statusCode: status);
    }
}
