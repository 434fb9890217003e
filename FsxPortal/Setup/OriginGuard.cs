using System.Net;
using FsxPortal.Api.Http;
using FsxPortal.Setup.Composition;

namespace FsxPortal.Setup;

/// <summary>Refuses what a page of another site asks for in the visitor's browser.</summary>
/// <remarks>
/// Browsers let any site open a WebSocket anywhere, and name the site in <c>Origin</c>: only our own may. A site may also
/// point its own name at the loopback address, so over loopback only names of this machine count.
/// </remarks>
public sealed class OriginGuard(RequestDelegate next, IConfiguration configuration)
{
    private readonly Uri? _publicUrl =
        Uri.TryCreate(configuration[OwnOrigin.PublicUrl], UriKind.Absolute, out var url) ? url : null;

    /// <summary>Lets a request pass, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Host.HasValue && !Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}", UriKind.Absolute, out _))
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "The request names no host that there can be.");
        }

        if (!IsKnownHost(context))
        {
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest,
                "The portal is not known by this name here. Use http://127.0.0.1, or set Portal:PublicUrl.");
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

    private bool IsKnownHost(HttpContext context)
    {
        var (local, host) = (context.Connection.LocalIpAddress, context.Request.Host.Host);
        return local is null
            || !IPAddress.IsLoopback(local)
            || Loopback.Names(host)
            || host.Equals(_publicUrl?.Host, StringComparison.OrdinalIgnoreCase);
    }
}
