using System.Net;

namespace FsxPortal.Setup.Telemetry;

/// <summary>Keeps what monitoring asks for from everybody else: it needs no sign-in.</summary>
/// <remarks>
/// With a port of its own, monitoring is answered there only, and nothing else is. Without one, metrics are for callers on this
/// machine; a proxy on this machine asks for others, and says so in its headers.
/// </remarks>
public sealed class ManagementGuard(RequestDelegate next, IConfiguration configuration)
{
    // The last one is what ASP.NET Core leaves where it has believed a proxy.
    private static readonly string[] TracesOfProxies = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Original-For"];

    private readonly int? _port = ManagementPort.Of(configuration);

    /// <summary>Lets a request pass, or knows nothing of what it asks for.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var allowed = _port is { } port
            ? ManagementPort.Serves(path) == (context.Connection.LocalPort == port)
            : !ManagementPort.IsMetrics(path) || IsFromHere(context);
        if (allowed)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } caller
        && IPAddress.IsLoopback(caller)
        && !Array.Exists(TracesOfProxies, context.Request.Headers.ContainsKey);
}
