using FsxPortal.Core.Domain;

namespace FsxPortal.Api.Http;

/// <summary>Who calls, and with which wishes about the call itself.</summary>
internal static class ApiCaller
{
    /// <summary>The longest <c>Idempotency-Key</c>.</summary>
    public const int LongestKey = 255;

    /// <summary>The caller's name for this request, under which it may be sent again; none without one.</summary>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string? IdempotencyKey(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out var header))
        {
            return null;
        }

        var key = header.ToString().Trim();
        return key.Length is > 0 and <= LongestKey
            ? key
            : throw new InvalidInputException([new Problem("Idempotency-Key", $"The key has 1 to {LongestKey} characters.")]);
    }

    /// <summary>Refuses writes that a page of another site makes a browser send.</summary>
    /// <remarks>The API needs no sign-in on loopback, so any page a person visits could reach it.</remarks>
    public static ValueTask<object?> RefuseOtherSitesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return reads || IsSameSite(request)
            ? next(context)
            : throw new NotAllowedException("Another site's page may not use the portal.");
    }

    private static bool IsSameSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && OwnOrigin.Sent(request, request.HttpContext.RequestServices.GetRequiredService<IConfiguration>());
}
