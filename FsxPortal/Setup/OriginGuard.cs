using System.Net;
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
        Uri.TryCreate(configuration["Portal:PublicUrl"], UriKind.Absolute, out var url) ? url : null;

    /// <summary>Lets a request pass, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsKnownHost(context))
        {
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest,
                "The portal is not known by this name here. Use http://127.0.0.1, or set Portal:PublicUrl.");
        }

        return IsSocket(context.Request.Path) && !IsOwnOrigin(context.Request)
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

    // Programs other than browsers send no origin.
    private bool IsOwnOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is not [{ Length: > 0 } origin])
        {
            return request.Headers.Origin.Count == 0;
        }

        return IsSame(origin, $"{request.Scheme}://{request.Host}") || (_publicUrl is not null && IsSame(origin, _publicUrl.ToString()));
    }

    private static bool IsSame(string origin, string other) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var one)
        && Uri.TryCreate(other, UriKind.Absolute, out var two)
        && Uri.Compare(one, two, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
