using FsxPortal.Api.Approvals;
using FsxPortal.Api.Described;
using FsxPortal.Api.Http;

namespace FsxPortal.Api;

/// <summary>The portal's REST API, its OpenAPI document and its health.</summary>
public static class PortalApi
{
    /// <summary>Has failures of API requests answered with problem details. Goes before everything that may fail.</summary>
    public static IApplicationBuilder UsePortalApi(this IApplicationBuilder app) =>
        app.UseWhen(http => ApiPath.Serves(http.Request.Path), api =>
        {
            api.Use(KeepNothing);
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });

    /// <summary>Maps all routes.</summary>
    public static IEndpointRouteBuilder MapPortalApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiPath.Root);
        api.AddEndpointFilter(ApiCaller.RefuseOtherSitesAsync);
        api.AddEndpointFilterFactory(QueryNames.Guard);
        PolicyApi.Map(api);
        PolicyChangeApi.Map(api);
        PolicyPreviewApi.Map(api);
        PolicyRunApi.Map(api);
        SessionApi.Map(api);
        FileSystemApi.Map(api);
        RestorePointApi.Map(api);
        VaultApi.Map(api);
        AccountApi.Map(api);
        ApprovalApi.Map(api);
        AuditApi.Map(api);
        AuditApi.MapFile(routes);
        HealthApi.Map(routes);
        routes.MapOpenApi("/openapi/{documentName}.json");
        return routes;
    }

    // What is answered is true for a moment, and for who asks. No browser and no proxy keeps it.
    private static Task KeepNothing(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }
}
