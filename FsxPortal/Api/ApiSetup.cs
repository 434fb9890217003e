using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Queries;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FsxPortal.Api;

/// <summary>Registers what the REST API needs beside the commands.</summary>
public static class ApiSetup
{
    /// <summary>Adds the queries, the form of JSON, problem details and the OpenAPI document.</summary>
    public static IServiceCollection AddPortalApi(this IServiceCollection services)
    {
        services.AddPortalQueries();
        services.TryAddSingleton<IdempotencyKeys>();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiFailures>();
        return services.AddOpenApi("v1", ApiDescription.Configure);
    }

    private static void AddPortalQueries(this IServiceCollection services)
    {
        services.TryAddSingleton<OverviewQuery>();
        services.TryAddSingleton<PolicyQuery>();
        services.TryAddSingleton<SessionQuery>();
        services.TryAddSingleton<FileSystemQuery>();
        services.TryAddSingleton<ChainQuery>();
        services.TryAddSingleton<TimelineQuery>();
        services.TryAddSingleton<InventoryQuery>();
        services.TryAddSingleton<DatabaseHealth>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
    }
}
