using System.Net;
using FsxPortal.Api.Http;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Telemetry;

namespace FsxPortal.Setup;

/// <summary>Refuses what a page of another site asks for in the visitor's browser.</summary>
/// <remarks>
/// Browsers let any site open a WebSocket anywhere, and name the site in <c>Origin</c>: only our own may. A site may also point its own
/// name at the portal's address, and its pages would then count as our own: only names that are known here are served. An address in
/// digits cannot be pointed anywhere else. Monitoring, which pages cannot read anything of, may call the portal as it likes.
/// </remarks>
public sealed class OriginGuard(RequestDelegate next, IConfiguration configuration)
{
    /// <summary>The setting that names further hosts under which the portal is served.</summary>
    public const string AllowedHosts = "Portal:AllowedHosts";

    private readonly HashSet<string> _hosts = new(
        (configuration[AllowedHosts] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Append(Uri.TryCreate(configuration[OwnOrigin.PublicUrl], UriKind.Absolute, out var url) ? url.Host : "localhost"),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Lets a request pass, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Host.HasValue && !Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}", UriKind.Absolute, out _))
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "The request names no host that there can be.");
        }

        if (!IsKnown(context.Request.Host.Host) && !ManagementPort.Serves(context.Request.Path))
        {
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest,
                "The portal is not known by this name. Use its address, or set Portal:PublicUrl or Portal:AllowedHosts.");
        }

        return IsSocket(context.Request.Path) && !OwnOrigin.Sent(context.Request, configuration)
            ? RefuseAsync(context, StatusCodes.Status403Forbidden, "Connections from other sites are refused.")
            : next(context);
    }

    private static bool IsSocket(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(why, context.RequestAborted);
    }

    private bool IsKnown(string host) =>
        host.Length == 0 || Loopback.Names(host) || IPAddress.TryParse(host.Trim('[', ']'), out _) || _hosts.Contains(host);
}
