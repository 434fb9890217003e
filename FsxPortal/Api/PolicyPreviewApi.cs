using FsxPortal.Api.Http;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Inspections;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>What policies would do, and what is wrong with them.</summary>
internal static class PolicyPreviewApi
{
    /// <summary>The most entries of a list inside a preview, unless all are asked for.</summary>
    public const int MostShown = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapPost("/validate", ValidateAsync).WithSummary("Check a policy without saving it")
            .Accepts<PolicyDocument>("application/json");
        policies.MapPost("/preview", PreviewAsync).WithSummary("What a policy would do if it were saved")
            .Accepts<PolicyDocument>("application/json").Produces<PolicyPreview>();
        policies.MapGet("/{id:guid}/pending", PendingAsync).WithSummary("What waits for an approval, and its digest")
            .Produces<PolicyPreview>();
    }

    private static async Task<Ok<PolicyPreview>> PendingAsync(
        Guid id, string? all, Actor actor, PolicyPreviews previews, CancellationToken cancel)
    {
        var asked = new Asked();
        var most = asked.Flag(all) ? int.MaxValue : MostShown;
        asked.Demand();
        return TypedResults.Ok((await previews.PendingAsync(actor.Scope, id, cancel)).Cut(most));
    }

    private static async Task<IResult> ValidateAsync(
        HttpContext http, string? id, Actor actor, PolicyPreviews previews, CancellationToken cancel)
    {
        var asked = new Asked();
        var existing = asked.Id(id);
        asked.Demand();
        var document = PolicyShape.Read(await JsonBody.TextAsync(http.Request, cancel));
        var problems = await previews.ValidateAsync(actor.Scope, document, existing, cancel);
        return problems.Count > 0
            ? throw new InvalidInputException(problems)
            : TypedResults.Json(new { Valid = true }, ApiJson.Options);
    }

    private static async Task<Ok<PolicyPreview>> PreviewAsync(
        HttpContext http, string? id, string? retention, string? all, Actor actor, PolicyPreviews previews, CancellationToken cancel)
    {
        var asked = new Asked();
        var (existing, change) = (asked.Id(id), asked.One<RetentionChange>(retention) ?? RetentionChange.AskFirst);
        var most = asked.Flag(all) ? int.MaxValue : MostShown;
        asked.Demand();
        var document = PolicyShape.Read(await JsonBody.TextAsync(http.Request, cancel));
        return TypedResults.Ok((await previews.ReadAsync(actor.Scope, document, existing, change, cancel)).Cut(most));
    }
}
