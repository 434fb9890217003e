using Microsoft.AspNetCore.Http.HttpResults;
using Scalar.AspNetCore;

namespace FsxPortal.Pages.Settings.Reference;

/// <summary>The page that shows the API to people. Programs read the document at <c>/openapi/v1.json</c>, with a token; people read the
/// same here, as they are signed in.</summary>
internal static class ApiReferenceRoutes
{
    /// <summary>The document, for people.</summary>
    public const string Document = $"{Page}/v1.json";

    /// <summary>What shows it; a part of the portal, so that nothing comes from elsewhere. It says nothing of the portal, and is open to
    /// everybody, as style sheets are.</summary>
    public const string Script = $"{Viewer}/scalar.js";

    private const string Page = "/settings/api";

    // Its own page would need a script inside of the page, which no page of the portal has.
    private const string Viewer = $"{Page}/viewer";

    /// <summary>Maps the page and what it needs.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Page, () => new RazorComponentResult<ApiReference> { PreventStreamingRendering = true }).ExcludeFromDescription();
        routes.MapOpenApi($"{Page}/{{documentName}}.json");
        routes.MapScalarApiReference(Viewer);
    }
}
