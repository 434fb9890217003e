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
        return services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = endpoint => PortalApi.Serves($"/{endpoint.RelativePath}");
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "FsxPortal";
                document.Info.Description = "Policies, sessions, chains of restore points and the inventory of FsxPortal.";
                return Task.CompletedTask;
            });
        });
    }

    private static void AddPortalQueries(this IServiceCollection services)
    {
        services.TryAddSingleton<OverviewQuery>();
        services.TryAddSingleton<PolicyQuery>();
        services.TryAddSingleton<SessionQuery>();
        services.TryAddSingleton<FileSystemQuery>();
        services.TryAddSingleton<ChainQuery>();
        services.TryAddSingleton<InventoryQuery>();
        services.TryAddSingleton<DatabaseHealth>();
    }
}
