using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Queries;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FsxPortal.Api;

/// <summary>Registers what the REST API needs beside commands and queries.</summary>
public static class ApiSetup
{
    /// <summary>Adds the form of JSON, problem details and the OpenAPI document.</summary>
    public static IServiceCollection AddPortalApi(this IServiceCollection services)
    {
        services.TryAddSingleton<DatabaseHealth>();

        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<ClockCheck>("clock");
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = ApiFailures.Explain);
        services.AddExceptionHandler<ApiFailures>();
        return services.AddOpenApi("v1", ApiDescription.Configure);
    }
}
