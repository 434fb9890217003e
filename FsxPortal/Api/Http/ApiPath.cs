namespace FsxPortal.Api.Http;

/// <summary>Where the API lies.</summary>
internal static class ApiPath
{
    /// <summary>What every route of the API begins with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Whether <paramref name="path"/> belongs to the API rather than to a page.</summary>
    public static bool Serves(PathString path) => path.StartsWithSegments("/api");
}
