using FsxPortal.Core;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Telemetry;
using FsxPortal.Setup.Telemetry;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FsxPortal.Setup;

/// <summary>What the portal tells of itself: metrics, traces, and logs that can be joined with them.</summary>
public static class TelemetrySetup
{
    /// <summary>Adds the instruments, the Prometheus route and, where a collector is configured, the export to it.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new StateGauge(
            provider.GetRequiredService<IDbContextFactory<PortalDb>>(), provider.GetRequiredService<Clocks>(),
            provider.GetRequiredService<IOptions<EngineOptions>>().Value.SyncHours));
        services.AddSingleton<CircuitHandler, CircuitCount>();
        VisibleControls.Add(builder.Logging);
        services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "O";
        });
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "fsxportal", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3),
                serviceInstanceId: Environment.MachineName))
            .WithMetrics(metrics => metrics.AddMeter(PortalMeter.Name)
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter())
            .WithTracing(traces => traces.AddSource(PortalTrace.Name)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsAsked).AddHttpClientInstrumentation());
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }

    /// <summary>Keeps monitoring's routes for monitoring. Goes before everything that answers.</summary>
    public static void UseManagementGuard(this IApplicationBuilder app) => app.UseMiddleware<ManagementGuard>();

    /// <summary>Begins to measure and trace at once; without this what happens before the portal answers would not be seen.</summary>
    public static void PrepareTelemetry(this IHost app)
    {
        app.Services.GetRequiredService<MeterProvider>();
        app.Services.GetRequiredService<TracerProvider>();
        app.Services.GetRequiredService<StateGauge>();
        var ends = Enum.GetValues<SessionState>().Except([SessionState.Pending, SessionState.Running]).ToList();
        foreach (var type in Enum.GetValues<SessionType>())
        {
            ends.ForEach(end => PortalMeter.ExpectSessions(type.ToString(), end.ToString()));
        }
    }

    /// <summary>Serves the metrics.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint().AllowAnonymous();

    // Monitoring asks every few seconds, and nobody wants to read of it.
    private static bool IsAsked(HttpContext request) => !ManagementPort.Serves(request.Request.Path);
}
