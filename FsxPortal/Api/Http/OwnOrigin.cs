namespace FsxPortal.Api.Http;

/// <summary>Tells the portal's own pages from those of other sites, by the <c>Origin</c> that browsers send.</summary>
public static class OwnOrigin
{
    /// <summary>The setting that says at which address people reach the portal.</summary>
    public const string PublicUrl = "Portal:PublicUrl";

    /// <summary>Whether a request comes from one of the portal's own pages, or from a program: those send no origin.</summary>
    public static bool Sent(HttpRequest request, IConfiguration configuration) => request.Headers.Origin switch
    {
        [] => true,
        [{ Length: > 0 } origin] => IsSame(origin, $"{request.Scheme}://{request.Host}") || IsSame(origin, configuration[PublicUrl]),
        _ => false,
    };

    // Scheme, host and port, whether the port is written or goes without saying.
    private static bool IsSame(string origin, string? other) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var one)
        && Uri.TryCreate(other, UriKind.Absolute, out var two)
        && Uri.Compare(one, two, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
